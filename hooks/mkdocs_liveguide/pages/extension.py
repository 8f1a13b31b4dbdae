"""Directives and citations as a Python-Markdown extension: they work wherever Markdown does.

A directive is a block and a citation is inline, so the parser itself decides what is code, what is
commented out, and what stands in a tab, a list or a quote.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mkdocs_liveguide.pages.blocks import CodeBlock, CommentBlock, DirectiveBlock
from mkdocs_liveguide.pages.citations import Citation
from mkdocs_liveguide.pages.draft import Reading
from mkdocs_liveguide.pages.numbers import NumberInText
from mkdocs_liveguide.pages.tables import ScrollingTables
from mkdocs_liveguide.pages.unread import Unread

NEEDED = ("attr_list", "md_in_html", "tables", "toc")
"""What the directives write is read with these."""


class LiveExtension(Reading, Extension):
    """Hands what it finds to the draft of the page that is being read, if there is one."""

    def __init__(self) -> None:
        Extension.__init__(self)
        Reading.__init__(self)

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown for each page."""
        blocks = md.parser.blockprocessors
        # After what is indented (90, 80), so that code stays code; before lists and paragraphs.
        blocks.register(DirectiveBlock(md.parser, self), "live_directive", 75)
        # Right before code (80), and before directives.
        blocks.register(CodeBlock(md.parser, self), "live_code", 80.5)
        blocks.register(CommentBlock(md.parser, self), "live_comment", 76)
        # After all that may hold a bracket: code (190), links (170 to 120), HTML (90).
        md.inlinePatterns.register(Citation(md, self), "live_citation", 89)
        md.inlinePatterns.register(NumberInText(md, self), "live_number", 89.5)
        md.treeprocessors.register(ScrollingTables(md), "live_tables", 3)
        # Once all is read, and escaped characters still differ from others (0).
        md.treeprocessors.register(Unread(md, self), "live_unread", 2)
        # Around MkDocs' own, which turns paths of files into addresses (0).
        links = _Links(md, self)
        md.treeprocessors.register(links, "live_links", 1)
        md.treeprocessors.register(_MadeLinks(links), "live_made_links", -1)


class _Links(Treeprocessor):
    """Keeps the links of a page as they are written."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(md)
        self.reading = reading
        self.written: list[tuple[Element, str, str]] = []

    def run(self, root: Element) -> None:
        keys = {"a": "href", "img": "src"}
        self.written = [
            (element, keys[element.tag], element.get(keys[element.tag], ""))
            for element in root.iter()
            if element.tag in keys
        ]


class _MadeLinks(Treeprocessor):
    """Notes what MkDocs has made of them."""

    def __init__(self, links: _Links) -> None:
        super().__init__(links.md)
        self.links = links

    def run(self, root: Element) -> None:
        draft = self.links.reading.draft
        if draft is not None:
            for element, key, written in self.links.written:
                draft.links.setdefault(element.get(key, ""), []).append(written)
