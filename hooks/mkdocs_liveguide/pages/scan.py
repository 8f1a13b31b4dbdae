"""Reads Markdown by markdown-it-py, whose tokens know their lines.

What a text means is for Python-Markdown to say, which keeps no lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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

_CODE = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->", re.DOTALL)
_COMMENT = "<!--"
_DEEPEST = 12  # nested indentations that are read again


@dataclass(frozen=True)
class Scanned:
    """What a Markdown text holds, with its lines, 1-based."""

    lines: Sequence[tuple[int, str]]
    """All lines but those of code and comments."""
    prose: Sequence[tuple[int, str]]
    """The same, with blanks for code and comments within them."""
    links: Sequence[tuple[int, str]]
    """The targets of links and images, decoded, Markdown's and HTML's."""
    left_open: Sequence[tuple[int, str]]
    """Fences and comments that never end, with the mark that each begins with."""


@lru_cache(1024)
def scan(text: str, code: frozenset[str] = frozenset()) -> Scanned:
    """Reads a text by markdown-it-py.

    What is indented under an admonition or a tab is code to CommonMark: it is read again without
    its indentation.

    Args:
        text: Markdown.
        code: blocks that are code to Python-Markdown as well, as `plain_block` writes them.
    """
    found = _Found()
    _scan(text.split("\n"), 1, 0, code, found)
    return Scanned(
        sorted(set(found.lines)),
        sorted(set(found.prose)),
        sorted(found.links, key=lambda link: link[0]),
        sorted(found.left_open),
    )


@dataclass
class _Found:
    lines: list[tuple[int, str]] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    left_open: list[tuple[int, str]] = field(default_factory=list)

    def add_lines(self, part: Sequence[str], first: int) -> None:
        self.lines += enumerate(part, first)
        blank = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), "\n".join(part))
        self.prose += enumerate(blank.split("\n"), first)


def plain_block(lines: Sequence[str]) -> str:
    """Lines without their indentation."""
    return "\n".join(line.strip() for line in lines)


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)


def _scan(
    source: list[str],
    first: int,
    depth: int,
    code: frozenset[str],
    found: _Found,
) -> None:
    known: dict[str, Any] = {}
    for token in _reader().parse("\n".join(source), known):
        if token.map is None:
            continue
        start, end = token.map
        part = source[start:end]
        if token.type == "code_block" and depth < _DEEPEST and not _is_code(part, code):
            inner = dedent("\n".join(part)).split("\n")
            _scan(inner, first + start, depth + 1, code, found)
        elif token.type == "inline":
            found.add_lines(part, first + start)
            targets = _targets(token.children or [])
            found.links += _located(part, first + start, targets, _defined(known, first))
        elif token.type == "fence" and not _is_closed(part, token.markup):
            found.left_open.append((first + start, token.markup))
        elif token.type == "html_block" and token.content.lstrip().startswith(_COMMENT):
            # One that ends further down is no comment to Markdown, and is told if that does harm.
            if "-->" not in "\n".join(source[start:]):
                found.left_open.append((first + start, _COMMENT))
        elif token.type == "html_block":
            if not _CODE.match(token.content):
                found.add_lines(part, first + start)
            found.links += _located(part, first + start, _html_targets(token.content), {})


def _is_closed(part: list[str], mark: str) -> bool:
    last = part[-1].strip().lstrip("> ")
    return len(part) > 1 and last.startswith(mark) and not last.strip(mark[0])


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
