"""Pages for tests in a browser: Markdown with directives and citations as a build reads it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from markdown import Markdown

from mkdocs_liveguide.pages.directives import Directives
from mkdocs_liveguide.pages.draft import Draft, Reference, fill
from mkdocs_liveguide.pages.extension import LiveExtension
from mkdocs_liveguide.pages.origins import Origin, Origins
from mkdocs_liveguide.pages.view import PageInfo, PageView

EXTENSIONS = ("attr_list", "md_in_html", "tables", "toc")


def render_pages(
    texts: Mapping[str, str],
    directives: Directives,
    references: Mapping[str, Reference] | None = None,
) -> dict[str, str]:
    """The finished HTML of each page, by its address relative to the site's root.

    Args:
        texts: Markdown by `src_uri`, such as ``lab.md`` or ``evidence/index.md``.
        directives: what it may ask for.
        references: what citations show, by the id of a finding.
    """
    infos = {src_uri: PageInfo(src_uri, _url(src_uri), src_uri) for src_uri in texts}
    pages = {}
    for src_uri, text in texts.items():
        extension = LiveExtension()
        extension.references = references or {}
        draft = Draft(src_uri, Origins([Origin(f"docs/{src_uri}", text)]), directives)
        extension.draft = draft
        html = Markdown(extensions=[*EXTENSIONS, extension]).convert(text)
        assert draft.problems == []
        view = PageView(src_uri, infos)
        parts = {key: make(view) for key, (make, _) in draft.late.items()}
        pages[view.url] = _linked(fill(html, parts), view)
    return pages


def _linked(html: str, view: PageView) -> str:
    """What MkDocs makes of links to files: addresses of pages."""
    folder = posixpath.dirname(view.src_uri)

    def address(link: re.Match[str]) -> str:
        return f'href="{view.link(posixpath.normpath(posixpath.join(folder, link[1])))}'

    return re.sub(r'href="([^":#]+\.md)', address, html)


def _url(src_uri: str) -> str:
    name = src_uri.removesuffix(".md")
    return f"{name}/".removesuffix("index/").removeprefix("/")
