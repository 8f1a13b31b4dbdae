"""The headings of a page with the anchors that the finished page will have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}]*?)[ \t]*\}[ \t]*$")
_ID = re.compile(r"(?:^|\s)#([\w:.-]+)")
_COUNTER = re.compile(r"^(.+)_([0-9]+)$")


@dataclass(frozen=True)
class Heading:
    """One heading, of Markdown's own kinds."""

    level: int
    """1 to 6."""
    text: str
    """The words, without marks."""
    anchor: str
    """The id in the finished page."""
    line: int
    """1-based, in the Markdown that was given."""


@lru_cache(1024)
def parse_markdown(markdown: str) -> tuple[Token, ...]:
    """Markdown as block tokens, with tables; the children of inline tokens are parsed too.

    Several stages read the same text: it is parsed once. Tokens are to be read, not changed.
    """
    return tuple(MarkdownIt("commonmark").enable("table").parse(markdown))


def plain_text(inline: Token) -> str:
    """The words of an inline token: no marks, no link targets, no HTML."""
    parts = []
    for child in inline.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def headings(markdown: str) -> list[Heading]:
    """Finds the headings of a page, in order.

    Anchors are made as Python-Markdown's `toc` extension does with its own `slugify`, the second of
    one name ending in ``_1``; an id that is written out (``## Words { #id }``) stands as it is.
    """
    tokens = parse_markdown(markdown)
    found: list[tuple[int, str, str, int]] = []
    used: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open" or opening.level > 0:
            continue
        text = plain_text(inline)
        anchor = ""
        attributes = _ATTRIBUTES.search(text)
        if attributes:
            text = text[: attributes.start()]
            written = _ID.search(attributes[1])
            anchor = written[1] if written else ""
            used.add(anchor)
        line = (opening.map or [0])[0] + 1
        found.append((int(opening.tag[1]), text.strip(), anchor, line))
    return [
        Heading(level, text, anchor or _unique(slugify(text, "-"), used), line)
        for level, text, anchor, line in found
    ]


def _unique(anchor: str, used: set[str]) -> str:
    while anchor in used or not anchor:
        counted = _COUNTER.match(anchor)
        anchor = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{anchor}_1"
    used.add(anchor)
    return anchor
