"""Shows all findings as a page that can be filtered, and tells wrong citations of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from urllib.parse import urlsplit

from markupsafe import escape

from mkdocs_liveguide.evidence.model import CHECKED, PAGE, Evidence, Finding
from mkdocs_liveguide.pages.addresses import relative_address
from mkdocs_liveguide.pages.directives import Directive, Directives, Late, Markdown
from mkdocs_liveguide.pages.draft import MARK, Citing
from mkdocs_liveguide.pages.filters import Facet, render_filter
from mkdocs_liveguide.pages.fold import CONTROLS, ITEM
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.groups import titles
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

_NAMES = re.compile(r"\w+")


def directives(evidence: Evidence) -> Directives:
    """``::: evidence``: every finding under its topic, below controls to filter them."""
    return Directives(markdown={"evidence": partial(_render_all, evidence)})


def _render_all(evidence: Evidence, directive: Directive) -> Markdown:
    directive.check_options((), argument=False)
    directive.check_page(PAGE)
    parts = [_filter(evidence), CONTROLS]
    late: dict[str, Late] = {}
    for topic in evidence.topics:
        parts.append(f"## {topic.title} {{ #{topic.id} }}")
        for finding in evidence.findings.values():
            if evidence.topic_of[finding.id] == topic.id:
                parts.append(_render(finding, topic.id))
                late[_key(finding)] = partial(_cited_in, finding.id)
    return Markdown("\n\n".join(parts), late)


def _filter(evidence: Evidence) -> str:
    findings = evidence.findings.values()
    years = sorted({str(finding.year) for finding in findings}, reverse=True)
    facets = [
        Facet("topic", "Topic", titles(evidence.topics), list(evidence.topic_of.values())),
        Facet("checked", "How checked", CHECKED, [finding.checked for finding in findings]),
        Facet("year", "Year", {y: y for y in years}, [str(finding.year) for finding in findings]),
    ]
    return render_filter(".finding", "findings", len(findings), facets)


def _key(finding: Finding) -> str:
    return f"cited-in-{finding.anchor}"


def _render(finding: Finding, topic: str) -> str:
    figures = [f"- {number}" for number in finding.numbers]
    figures += [f"- {number} (second-hand)" for number in finding.second_hand]
    venue = f", {finding.source.venue}" if finding.source.venue else ""
    more = "".join(f", [{urlsplit(url).netloc}]({url}){{ .source }}" for url in finding.more)
    source = f"{_names(finding.authors)}, {finding.year}: [{finding.source.title}]"
    checked_on = f"{finding.checked_on.day} {finding.checked_on:%B %Y}"
    limits = f" {finding.caveat}" if finding.caveat else ""
    parts = [
        f'<div class="finding {ITEM}" data-topic="{topic}" data-checked="{finding.checked}" '
        f'data-year="{finding.year}" markdown="1">',
        f"### {finding.title} {{ #{finding.anchor} }}",
        finding.claim,
        "\n".join(figures),
        f"{source}({finding.source.url}){{ .source }}{venue}{more}.",
        f"**{CHECKED[finding.checked]}** ({checked_on}).{limits}",
        MARK.format(_key(finding)),
        "</div>",
    ]
    return "\n\n".join(part for part in parts if part)


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) == 1:
        return authors[0]
    return f"{', '.join(authors[:-1])} and {authors[-1]}"


def _cited_in(name: str, view: PageView) -> str:
    """The pages and FAQ entries that cite a finding, once all pages have been read."""
    links = [
        f'<a href="{escape(relative_address(url, view.url))}">{escape(title)}</a>'
        for url, title in view.citing.get(name, ())
    ]
    if not links:
        return ""
    return f'<div class="cited-in" data-search-exclude><p>Cited in {", ".join(links)}.</p></div>'


def check_citations(
    citations: Iterable[Citing], evidence: Evidence, all_read: bool = True
) -> list[Problem]:
    """Finds citations that name no finding, and findings that no text cites.

    Args:
        citations: of all pages.
        evidence: the findings that there are.
        all_read: whether every page could be read; else one of them may cite what no other does.
    """
    problems: list[Problem] = []
    used: set[str] = set()
    for citation in citations:
        path, line = citation.place.path, citation.place.line
        if not citation.ids:
            found = f'the citation "{citation.written}"'
            expected = "ids of findings with a semicolon between them"
            fix = "write it like [@E05] or [@E05; @E08]"
            names = [name.upper() for name in _NAMES.findall(citation.written)]
            repair = None
            if names and all(name in evidence.findings for name in names):
                better = f"[{'; '.join(f'@{name}' for name in names)}]"
                fix, repair = f"write {better}", (citation.written, better)
            problems.append(Problem(path, line, found, expected, fix, repair))
        for name in citation.ids:
            if name not in evidence.findings:
                found = f'a citation of the unknown finding "{name}"'
                fix = suggest(name, evidence.findings)
                problems.append(Problem(path, line, found, one_of(evidence.findings), fix))
        used.update(citation.ids)
    for name in evidence.findings if all_read else ():
        if name not in used:
            found = f"the finding {name}, which no page cites"
            fix = f"write [@{name}] after a sentence that rests on it, or take it out"
            problems.append(Problem(*evidence.places[name], found, "findings in use", fix))
    return problems
