"""Reads Markdown as a build does: by Python-Markdown with the extension of the guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markdown import Markdown

from mkdocs_liveguide.pages.directives import Directives
from mkdocs_liveguide.pages.draft import Draft, Reference
from mkdocs_liveguide.pages.extension import LiveExtension
from mkdocs_liveguide.pages.html import sections
from mkdocs_liveguide.pages.origins import Origin, Origins

EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences"),
)
SETTINGS = {"pymdownx.tabbed": {"alternate_style": True}}


def read(
    markdown: str,
    directives: Directives | None = None,
    references: Mapping[str, Reference] | None = None,
    src_uri: str = "a.md",
    line_offset: int = 0,
) -> tuple[str, Draft]:
    """The HTML of a page that is ``docs/`` and its `src_uri`, and what was left for later."""
    extension = LiveExtension()
    extension.references = references or {}
    origins = Origins([Origin(f"docs/{src_uri}", markdown, line_offset)])
    extension.draft = Draft(src_uri, origins, directives or Directives())
    reader = Markdown(
        extensions=[*EXTENSIONS, *SETTINGS, extension],
        extension_configs=SETTINGS,
    )
    return reader.convert(markdown), extension.draft


def text_of(html: str) -> Iterator[str]:
    """All blocks of a page's text, headings among them, in order."""
    for section in sections(html):
        if section.heading:
            yield section.heading
        yield from section.blocks
