"""Finds, in the sources, what a page's Markdown has made of them.

Python-Markdown decides what a text means, and keeps no lines. Where the n-th directive, citation or
link of equal words stands is told by markdown-it-py, whose tokens know theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from textwrap import dedent
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from mkdocs_liveguide.pages.html import links as html_links
from mkdocs_liveguide.sources.places import Place

_CODE = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
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


@dataclass(frozen=True)
class Scanned:
    """What a Markdown text holds, with its lines, 1-based."""

    lines: Sequence[tuple[int, str]]
    """All lines but those of code and comments."""
    links: Sequence[tuple[int, str]]
    """The targets of links and images, decoded, Markdown's and HTML's."""


@lru_cache(1024)
def scan(text: str, code: frozenset[str] = frozenset()) -> Scanned:
    """Reads a text by markdown-it-py.

    What is indented under an admonition or a tab is code to CommonMark: it is read again without
    its indentation.

    Args:
        text: Markdown.
        code: blocks that are code to Python-Markdown as well, as `plain_block` writes them.
    """
    lines: list[tuple[int, str]] = []
    links: list[tuple[int, str]] = []
    _scan(text.split("\n"), 1, 0, code, lines, links)
    return Scanned(sorted(set(lines)), sorted(links, key=lambda link: link[0]))


def plain_block(lines: Sequence[str]) -> str:
    """Lines without their indentation."""
    return "\n".join(line.strip() for line in lines)


def _all_lines(text: str) -> Scanned:
    """The lines of a text, whatever they are."""
    return Scanned(list(enumerate(text.split("\n"), start=1)), ())


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)


def _scan(
    source: list[str],
    first: int,
    depth: int,
    code: frozenset[str],
    lines: list[tuple[int, str]],
    links: list[tuple[int, str]],
) -> None:
    known: dict[str, Any] = {}
    for token in _reader().parse("\n".join(source), known):
        if token.map is None:
            continue
        start, end = token.map
        part = source[start:end]
        if token.type == "code_block" and depth < _DEEPEST and not _is_code(part, code):
            inner = dedent("\n".join(part)).split("\n")
            _scan(inner, first + start, depth + 1, code, lines, links)
        elif token.type == "inline":
            lines += [(first + start + at, line) for at, line in enumerate(part)]
            targets = _targets(token.children or [])
            links += _located(part, first + start, targets, _defined(known, first))
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            if not _CODE.match(token.content):
                lines += [(first + start + at, line) for at, line in enumerate(part)]
            links += _located(part, first + start, _html_targets(token.content), {})


def _is_code(part: list[str], code: frozenset[str]) -> bool:
    blocks = [
        [*block] for filled, block in groupby(part, lambda line: bool(line.strip())) if filled
    ]
    return all(plain_block(block) in code for block in blocks)


def _defined(known: Mapping[str, Any], first: int) -> dict[str, int]:
    """The lines of reference definitions, by target."""
    return {
        unquote(each["href"]): first + each["map"][0]
        for each in known.get("references", {}).values()
    }


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_inline":
            yield from _html_targets(token.content)
        target = token.attrGet("src" if token.type == "image" else "href")
        if target is not None:
            yield unquote(str(target))
        if token.type == "image":
            yield from _targets(token.children or [])


def _html_targets(html: str) -> Iterator[str]:
    for link in html_links(html):
        yield unquote(link.target)


def _located(
    part: list[str], first: int, targets: Iterator[str], defined: Mapping[str, int]
) -> Iterator[tuple[int, str]]:
    for target in targets:
        near = [at for at, line in enumerate(part) if target in line or target in unquote(line)]
        if near:
            yield first + near[0], target
        else:
            yield defined.get(target, first), target


@dataclass(frozen=True)
class Origins:
    """All texts of the sources that stand in one page, in its order."""

    texts: Sequence[Origin]
    code: set[str] = field(default_factory=set)
    """What Python-Markdown has read as indented code so far."""

    def note_code(self, block: str) -> None:
        """Notes that a block is code, and no line of it is looked for."""
        self.code.add(plain_block(block.strip("\n").split("\n")))

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
        """The place of some words of a paragraph, by their first line; arguments as for `line`."""
        written = written.split("\n")[0]
        return self._find(
            number,
            lambda text: [at for at, line in text.lines for _ in range(line.count(written))],
        )

    def link(self, target: str, number: int) -> Place:
        """The place of a link to `target`, as its author wrote that; arguments as for `line`."""
        wanted = unquote(target)
        return self._find(number, lambda text: [at for at, found in text.links if found == wanted])

    def _find(self, number: int, places: Callable[[Scanned], list[int]]) -> Place:
        def find_among(read: Callable[[str], Scanned]) -> list[tuple[str, int]]:
            return [
                (text.path, text.line_of(at))
                for text in self.texts
                for at in places(read(text.text))
            ]

        def find() -> tuple[str, int]:
            code = frozenset(self.code)
            # What only looks like code or a comment is looked through last.
            found = (
                find_among(lambda text: scan(text, code))
                or find_among(scan)
                or find_among(_all_lines)
            )
            if not found:
                first = self.texts[0]
                return first.path, first.line_of(1)
            return found[min(number, len(found) - 1)]

        return Place(self.texts[0].path, find)
