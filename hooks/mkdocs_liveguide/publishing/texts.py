"""The texts of rendered pages, as the search and labs read them."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.cases.page import PAGE as CASES_PAGE
from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.faq.render import ALSO_ASKED
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.labs.guide_text import TextPage, build_guide_text
from mkdocs_liveguide.notebooks.page import NOT_PROSE
from mkdocs_liveguide.pages.html import sections
from mkdocs_liveguide.pages.reader_questions import by_anchor
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.site_model import Rendered


def search_pages(
    guide: Guide, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
) -> list[SearchPage]:
    """All that the search is to find.

    Args:
        guide: the sources.
        rendered: the pages, by `src_uri`, in order.
        contents: their HTML, as far as it has been filled, by the same.
    """
    asked = guide.reader_questions
    return [
        SearchPage(
            src_uri,
            page.info.url,
            page.info.title,
            contents[src_uri],
            "faq" if src_uri == FAQ_PAGE else "page",
            NOT_PROSE if src_uri in guide.notebooks else "",
            guide.boost(src_uri),
            by_anchor(asked.get(src_uri, ())),
        )
        for src_uri, page in rendered.items()
        if guide.in_search(src_uri)
    ]


def guide_text(guide: Guide, rendered: Mapping[str, Rendered]) -> Artefact:
    """The guide's own text, for labs.

    Args:
        guide: the sources.
        rendered: the pages, by `src_uri`, in order.
    """
    # Lists of findings and cases would drown what the guide itself says.
    lists = (EVIDENCE_PAGE, CASES_PAGE)
    pages = [
        TextPage(
            src_uri,
            page.info.url,
            page.info.title,
            sections(page.html, leave_out=f".{ALSO_ASKED}"),
        )
        for src_uri, page in rendered.items()
        if src_uri in guide.pages and src_uri not in lists
    ]
    return build_guide_text(pages, guide.questions.answered)
