"""What is wrong in the pages themselves, once all are rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_liveguide.checking.heads import check_heads
from mkdocs_liveguide.evidence.figures import check_figures
from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.evidence.render import check_citations
from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.faq.render import check_anchors
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.reading import render as reading
from mkdocs_liveguide.site_model import Options, Rendered
from mkdocs_liveguide.sources.problems import Problem


def check_pages(
    guide: Guide, options: Options, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
) -> Iterator[Problem]:
    """What directives, citations, figures, heads and reading lists have wrong.

    Args:
        guide: the sources.
        options: what the configuration chooses.
        rendered: the pages, by `src_uri`, in order.
        contents: their HTML, as far as it can be filled before the search, by the same.
    """
    for page in rendered.values():
        yield from page.draft.problems
    if FAQ_PAGE in rendered:
        yield from check_anchors(guide.faq, rendered[FAQ_PAGE].html, guide.path(FAQ_PAGE))
    if EVIDENCE_PAGE not in guide.unread:
        yield from _wrong_citations(guide, options, rendered)
    yield from check_heads(guide.heads, options.heads)
    for src_uri, page in rendered.items():
        lists = [each for each, _ in page.draft.asked if each.name == reading.NAME]
        yield from reading.check_lists(contents[src_uri], lists)


def _wrong_citations(
    guide: Guide, options: Options, rendered: Mapping[str, Rendered]
) -> Iterator[Problem]:
    """What is cited, and is not among the findings or not in what they say."""
    citations = [citation for page in rendered.values() for citation in page.draft.citations]
    all_read = not guide.unread & {FAQ_PAGE, *rendered}
    yield from check_citations(citations, guide.evidence, all_read)
    for page in rendered.values():
        yield from check_figures(
            page.html, page.draft.citations, guide.evidence, options.not_figures
        )
