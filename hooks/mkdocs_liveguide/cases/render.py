"""What ``::: cases`` puts into a page."""

from __future__ import annotations

from mkdocs_liveguide.cases.model import Case
from mkdocs_liveguide.cases.page import PAGE, CasePage
from mkdocs_liveguide.pages.directives import Directive, Directives, Markdown
from mkdocs_liveguide.pages.filters import Facet, render_filter
from mkdocs_liveguide.pages.fold import CONTROLS, ITEM
from mkdocs_liveguide.sources.groups import titles

READ = {
    "primary": "Read at the source",
    "secondary": "Second-hand: read in a summary of the source",
}
"""What the two values of `Case.source_read` mean, in words for readers."""


def directives(page: CasePage | None, unread: bool = False) -> Directives:
    """``::: cases``: every case under its sector, below controls to filter them.

    Args:
        page: None in a guide that has no page of cases; the directive then says so.
        unread: whether there are cases that could not be read: nothing is shown, nothing told.
    """

    def render_cases(directive: Directive) -> Markdown:
        directive.check_options((), argument=False)
        if unread:
            return Markdown("")
        if page is None:
            found, fix = "the directive cases in a guide without cases", "take the line out"
            raise directive.problem(found, f"a page {PAGE} with groups of cases", fix)
        return Markdown(cases_markdown(page))

    return Directives(markdown={"cases": render_cases})


def cases_markdown(page: CasePage) -> str:
    """Every case under its sector, below controls to filter them."""
    parts = [_filter(page), CONTROLS]
    for sector in page.sectors:
        listed = [case for case in page.cases if page.labels[case.id].sector == sector.id]
        if listed:
            parts.append(f"## {sector.title} {{ #{sector.id} }}")
            parts += [_render(case, page) for case in listed]
    return "\n\n".join(parts)


def _filter(page: CasePage) -> str:
    labels = [page.labels[case.id] for case in page.cases]
    facets = [
        Facet("sector", "Sector", titles(page.sectors), [label.sector for label in labels]),
        Facet("need", "Need", titles(page.needs), [label.need for label in labels]),
        Facet("route", "Route", titles(page.routes), [case.chosen for case in page.cases]),
    ]
    return render_filter(".case", "cases", len(page.cases), facets)


def _render(case: Case, page: CasePage) -> str:
    label = page.labels[case.id]
    source = case.source
    parts = [
        f'<div class="case {ITEM}" data-sector="{label.sector}" data-need="{label.need}" '
        f'data-route="{case.chosen}" markdown="1">',
        f"### {label.title} {{ #{case.id} }}",
        case.summary,
        f"**{titles(page.routes)[case.chosen]}.** {case.what_they_built}",
        f"{case.org}: [{source.title}]({source.url}){{ .source }}, {source.year}. "
        f"{READ[case.source_read]}.",
        "</div>",
    ]
    return "\n\n".join(parts)
