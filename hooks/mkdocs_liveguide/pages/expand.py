"""Pages as their authors wrote them, made into what Markdown will render and a search will read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_liveguide.notebooks.notebook import text_page
from mkdocs_liveguide.pages.citations import (
    Text,
    check_citations,
    render_citations,
    strip_citations,
)
from mkdocs_liveguide.pages.directives import Expanded, Renderer, expand_directives, find_directives
from mkdocs_liveguide.pages.links import Source, anchors, check_links
from mkdocs_liveguide.pages.page import Page
from mkdocs_liveguide.sources.guide import Guide
from mkdocs_liveguide.sources.problems import Collector, Problem

_ID = re.compile(r"""\bid=["']([^"']+)["']""")


def expand_pages(
    guide: Guide, renderers: Mapping[str, Renderer]
) -> tuple[dict[str, Expanded], list[Page]]:
    """Replaces directives and citations in all pages.

    Args:
        guide: the sources.
        renderers: by name of directive.

    Returns:
        What Markdown renders, by `src_uri`; and the pages as a search reads them, without those
        whose front matter says ``search: {exclude: true}``.

    Raises:
        ContentError: all problems of all pages.
    """
    collector = Collector()
    shown: dict[str, Expanded] = {}
    readable: list[Page] = []
    for page in guide.pages.values():
        with collector.catch():
            found = find_directives(page.markdown, page.path, page.src_uri, page.line_offset)
            expanded = expand_directives(page.markdown, found, renderers, guide, page.line_offset)
            shown[page.src_uri] = Expanded(
                render_citations(expanded.markdown, page, guide), expanded.blocks
            )
            if not (page.meta.get("search") or {}).get("exclude"):
                text = expand_directives(
                    page.markdown, found, renderers, guide, page.line_offset, for_search=True
                )
                readable.append(page.with_markdown(strip_citations(text.markdown)))
    collector.stop_if_any()
    return shown, readable


def page_anchors(expanded: Mapping[str, Expanded]) -> dict[str, set[str]]:
    """The ids that links can name, by `src_uri`: of headings, and of HTML that was put in."""
    return {
        src_uri: anchors(page.markdown).union(*(_ID.findall(b) for b in page.blocks.values()))
        for src_uri, page in expanded.items()
    }


def find_dead_links(guide: Guide, expanded: Mapping[str, Expanded]) -> list[Problem]:
    """Links of pages and FAQ entries that lead nowhere, with their lines in the sources."""
    sources = [
        Source(page.src_uri, page.markdown, page.path, page.line_offset)
        for page in (*guide.pages.values(), *map(text_page, guide.notebooks.values()))
    ]
    sources += [
        Source(entry.src_uri, entry.answer, entry.path, entry.line_offset)
        for entry in guide.faq.entries
    ]
    files = {
        path.relative_to(guide.docs).as_posix()
        for path in guide.docs.rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    return check_links(sources, page_anchors(expanded), files)


def find_wrong_citations(guide: Guide) -> list[Problem]:
    """Citations of unknown findings, and findings that nothing cites."""
    pages = (*guide.pages.values(), *map(text_page, guide.notebooks.values()))
    texts = [Text(page.markdown, page.path, page.line_offset) for page in pages]
    texts += [Text(entry.answer, entry.path, entry.line_offset) for entry in guide.faq.entries]
    return check_citations(texts, guide.evidence)
