"""Tells what was meant as a directive, a citation or a link, and is read as text by Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_liveguide.pages.citations import BRACKET, is_meant
from mkdocs_liveguide.pages.draft import Draft, Reading
from mkdocs_liveguide.pages.left_open import left_open
from mkdocs_liveguide.sources.problems import Problem

_CODE = frozenset(("pre", "code", "kbd", "samp", "script", "style", "textarea", "template"))
_UNDEFINED = re.compile(r"(?<![\w\])])!?\[([^\[\]]+)\]\[([^\[\]]*)\]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_PLACES = {"td": "in a cell of a table", "th": "in a cell of a table"}
_PLACES |= {f"h{level}": "in a heading" for level in range(1, 7)}


@dataclass(frozen=True)
class _Piece:
    """A text of the page, outside of code."""

    text: str
    begins: bool
    """Whether its first line is the first of a block."""
    where: str
    """Such as ``in a heading``."""


class Unread(Treeprocessor):
    """Looks through the page for what a reader would see as an author's raw mark."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(md)
        self.reading = reading

    def run(self, root: Element) -> None:
        """Called by Python-Markdown once all inline marks of a page are read."""
        draft = self.reading.draft
        if draft is None:
            return
        for piece in self._pieces(root, ""):
            _tell_directives(piece, draft)
            _tell_undefined(piece, draft)
            if "footnote" in self.md.inlinePatterns:
                _tell_footnotes(piece, draft)
        for raw in self.md.htmlStash.rawHtmlBlocks:
            if isinstance(raw, str) and ("::" in raw or "[" in raw):
                for piece in _html_pieces(raw):
                    _tell_directives(piece, draft)
                    self._tell_citations(piece.text, "inside HTML", draft)
        for image in root.iter("img"):
            self._tell_citations(image.get("alt", ""), "in the words of a picture", draft)
        # Which blocks are code is known only now, and only while the page is read.
        draft.problems += left_open(draft.origins, comments=not draft.told_comment)

    def _pieces(self, element: Element, where: str) -> Iterator[_Piece]:
        if element.tag in _CODE:
            return
        where = _PLACES.get(element.tag, where)
        if element.text and not isinstance(element.text, AtomicString):
            yield _Piece(element.text, self.md.is_block_level(element.tag), where)
        for child in element:
            yield from self._pieces(child, where)
            if child.tail and not isinstance(child.tail, AtomicString):
                yield _Piece(child.tail, child.tag == "br", where)

    def _tell_citations(self, text: str, where: str, draft: Draft) -> None:
        for match in BRACKET.finditer(text):
            if is_meant(match[0], self.reading.references):
                found = f'the citation "{match[0]}" {where}'
                fix = "write it behind a sentence of Markdown"
                draft.tell_words(match[0], found, "a citation in plain text", fix)


def _html_pieces(html: str) -> Iterator[_Piece]:
    """The texts of raw HTML."""
    body = LexborHTMLParser(html).body
    if body is not None:
        yield from _node_pieces(body)


def _node_pieces(node: LexborNode) -> Iterator[_Piece]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield _Piece(child.text_content or "", child.prev is None, "inside HTML")
        elif child.tag not in _CODE:
            yield from _node_pieces(child)


def _tell_directives(piece: _Piece, draft: Draft) -> None:
    for number, line in enumerate(piece.text.split("\n")):
        written = line.strip()
        if (number or piece.begins) and draft.is_directive(written):
            found = f"`{written}` {piece.where}".rstrip()
            expected = "a directive in a paragraph of its own"
            fix = "move it out, with an empty line before and after it"
            place = draft.origins.within(written, draft.count("within", written))
            draft.problems.append(Problem(place.path, place.line, found, expected, fix))


def _tell_undefined(piece: _Piece, draft: Draft) -> None:
    for match in _UNDEFINED.finditer(piece.text):
        name = match[2] or match[1]
        if match[1].isdigit() and name.isdigit():
            continue
        place = draft.origins.words(match[0], draft.count("words", match[0]))
        found = f'a link to "{name}", which nothing defines'
        fix = f"add it, or write the address in round brackets: [{match[1]}](…)"
        expected = f"a line such as [{name}]: address"
        draft.dead_links.append(Problem(place.path, place.line, found, expected, fix))


def _tell_footnotes(piece: _Piece, draft: Draft) -> None:
    for match in _FOOTNOTE.finditer(piece.text):
        place = draft.origins.words(match[0], draft.count("words", match[0]))
        found = f"the mark of a footnote, {match[0]}, which nothing defines"
        fix = "add it, or take the mark out"
        expected = f"a line such as {match[0]}: words"
        draft.dead_links.append(Problem(place.path, place.line, found, expected, fix))
