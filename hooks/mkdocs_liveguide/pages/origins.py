"""Finds, in the sources, what a page's Markdown has made of them.

Python-Markdown decides what a text means, and keeps no lines. Where the n-th directive, citation or
link of equal words stands is told by markdown-it-py, whose tokens know theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from textwrap import dedent
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.sources.places import Place

_DEEPEST = 12  # nested indentations that are read again


@dataclass(frozen=True)
class Origin:
    """A text of the sources that stands in a page."""

    path: str
    """The file, relative to the root of the repository."""
    text: str
    """Markdown."""
    line_offset: int = 0
    """Lines of the file before `text`."""
    lines: Sequence[int] = ()
    """The line of the file for each line of `text`, where they do not simply follow each other."""

    def line_of(self, line: int) -> int:
        """The line of the file for a line of the text, both 1-based."""
        return self.lines[line - 1] if self.lines else self.line_offset + line

    @cached_property
    def scanned(self) -> Scanned:
        """The text's lines and links."""
        return scan(self.text)


@dataclass(frozen=True)
class Scanned:
    """What a Markdown text holds, with its lines, 1-based."""

    lines: Sequence[tuple[int, str]]
    """All lines but those of code fences and comments."""
    links: Sequence[tuple[int, str]]
    """The targets of links and images, decoded, Markdown's and HTML's."""


@lru_cache(1024)
def scan(text: str) -> Scanned:
    """Reads a text by markdown-it-py.

    What is indented under an admonition or a tab is code to CommonMark: it is read again without
    its indentation.
    """
    lines: list[tuple[int, str]] = []
    links: list[tuple[int, str]] = []
    _scan(text.split("\n"), 1, 0, lines, links)
    return Scanned(sorted(set(lines)), sorted(links, key=lambda link: link[0]))


def _scan(
    source: list[str],
    first: int,
    depth: int,
    lines: list[tuple[int, str]],
    links: list[tuple[int, str]],
) -> None:
    for token in MarkdownIt("commonmark").enable("table").parse("\n".join(source)):
        if token.map is None:
            continue
        start, end = token.map
        part = source[start:end]
        if token.type == "code_block" and depth < _DEEPEST:
            inner = dedent("\n".join(part)).split("\n")
            _scan(inner, first + start, depth + 1, lines, links)
        elif token.type == "inline":
            lines += [(first + start + at, line) for at, line in enumerate(part)]
            links += _located(part, first + start, _targets(token.children or []))
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            lines += [(first + start + at, line) for at, line in enumerate(part)]
            links += _located(part, first + start, _html_targets(token.content))


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_inline":
            yield from _html_targets(token.content)
        target = token.attrGet("src" if token.type == "image" else "href")
        if target is not None:
            yield unquote(str(target))


def _html_targets(html: str) -> Iterator[str]:
    for node in LexborHTMLParser(html).css("[href], [src]"):
        yield unquote(node.attributes.get("href") or node.attributes.get("src") or "")


def _located(part: list[str], first: int, targets: Iterator[str]) -> Iterator[tuple[int, str]]:
    for target in targets:
        near = [at for at, line in enumerate(part) if target in line or target in unquote(line)]
        yield first + (near[0] if near else 0), target


@dataclass(frozen=True)
class Origins:
    """All texts of the sources that stand in one page, in its order."""

    texts: Sequence[Origin]

    def line(self, written: str, number: int) -> Place:
        """The line that reads so.

        Args:
            written: a whole line, without its indentation and the marks of quotes and lists.
            number: how many equal lines come before it.
        """
        marks = " \t>*+-0123456789.)"
        return self._find(
            number, lambda text: [at for at, line in text.lines if line.lstrip(marks) == written]
        )

    def words(self, written: str, number: int) -> Place:
        """The place of some words that stand within a line; arguments as for `line`."""
        return self._find(
            number,
            lambda text: [at for at, line in text.lines for _ in range(line.count(written))],
        )

    def link(self, target: str, number: int) -> Place:
        """The place of a link to `target`, as its author wrote that; arguments as for `line`."""
        wanted = unquote(target)
        return self._find(number, lambda text: [at for at, found in text.links if found == wanted])

    def _find(self, number: int, places: Callable[[Scanned], list[int]]) -> Place:
        def find() -> tuple[str, int]:
            found = [
                (text.path, text.line_of(at)) for text in self.texts for at in places(text.scanned)
            ]
            if not found:
                first = self.texts[0]
                return first.path, first.line_of(1)
            return found[min(number, len(found) - 1)]

        return Place(self.texts[0].path, find)
