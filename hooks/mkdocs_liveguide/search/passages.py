"""Cuts pages into passages: what is embedded, found and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it.token import Token

from live.search.passages import join_blocks
from mkdocs_liveguide.pages.headings import Heading, headings, parse_markdown, plain_text
from mkdocs_liveguide.pages.page import Page

_ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?|===)[ \t]*[\w -]*?(?:"(.*)")?[ \t]*$')
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}")
_CITATION = re.compile(r"[ \t]*\[@[^\]\n]+\]|\[\^[^\]\n]+\]:?")
_EXCLUDED = re.compile(r"<div[^>]*\bdata-search-exclude\b[^>]*>.*?</div>", re.DOTALL)
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:.*$", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A part of a page that can answer a question."""

    page: int
    """The number of the page."""
    title: str
    """The page's title."""
    headings: tuple[str, ...]
    """The headings above it, the highest first, without the title."""
    anchor: str
    """The id of the nearest heading; "" for the top of the page."""
    text: str
    """Plain text; blocks are parted by an empty line, items of a list begin with a bullet."""

    @property
    def heading_line(self) -> str:
        """Title and headings, as they are put before the text."""
        return " › ".join(filter(None, (self.title, *self.headings)))

    @property
    def full_text(self) -> str:
        """What is embedded and indexed."""
        return "\n".join(filter(None, (self.heading_line, self.text)))


@dataclass(frozen=True)
class _Block:
    heading: int
    """The index of the heading above; -1 before the first."""
    text: str


def cut_pages(pages: Sequence[Page]) -> list[Passage]:
    """Cuts all pages, in order; a page without text has no passage."""
    return [passage for number, page in enumerate(pages) for passage in cut_page(number, page)]


def cut_page(number: int, page: Page) -> Iterator[Passage]:
    """Cuts one page at its headings, and long sections between blocks.

    Args:
        number: the page's number, kept in its passages.
        page: its Markdown, without directives.
    """
    markdown = _plainer(page.markdown)
    found = headings(markdown)
    sections: dict[int, list[str]] = {}
    for block in _blocks(markdown, found):
        sections.setdefault(block.heading, []).append(block.text)
    for heading, texts in sections.items():
        above = _path(found, heading)
        names = tuple(entry.text for entry in above if entry.level > 1)
        anchor = above[-1].anchor if above and above[-1].level > 1 else ""
        for text in join_blocks(texts):
            yield Passage(number, page.title, names, anchor, text)


def _path(found: Sequence[Heading], index: int) -> list[Heading]:
    """A heading with those above it, the highest first."""
    path: list[Heading] = []
    for heading in reversed(found[: index + 1]):
        if not path or heading.level < path[0].level:
            path.insert(0, heading)
    return path


def _plainer(markdown: str) -> str:
    """Turns what only Python-Markdown knows into Markdown.

    Blocks that are indented under ``!!!``, ``???`` and ``===`` move to the margin. Those that the
    theme's own search leaves out, by ``data-search-exclude``, are left out here too.
    """
    markdown = _EXCLUDED.sub("", markdown)
    markdown = _ABBREVIATION.sub("", _CITATION.sub("", markdown))
    lines: list[str] = []
    inside = False
    for line in markdown.split("\n"):
        opening = _ADMONITION.match(line)
        if opening:
            inside = True
            lines += [opening[1] or "", ""]
        elif inside and (line.startswith("    ") or not line.strip()):
            lines.append(line[4:])
        else:
            inside = False
            lines.append(line)
    return "\n".join(lines)


def _blocks(markdown: str, found: Sequence[Heading]) -> Iterator[_Block]:
    """The texts of a page below its headings; code is left out."""
    lines = {heading.line: index for index, heading in enumerate(found)}
    current = -1
    bullet = False
    row: list[str] = []
    tokens = _without_link_lists(parse_markdown(markdown))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "heading_open" and token.map and token.map[0] + 1 in lines:
            current = lines[token.map[0] + 1]
        elif token.type == "list_item_open":
            bullet = True
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row:
            yield _Block(current, " | ".join(row))
        elif token.type == "html_block":
            text = _text_of_html(token.content)
            if text:
                yield _Block(current, text)
        elif token.type == "inline" and before is not None and before.type != "heading_open":
            text = _clean(token)
            if before.type in ("td_open", "th_open"):
                row.append(text)
            elif text:
                yield _Block(current, f"• {text}" if bullet else text)
                bullet = False


def _without_link_lists(tokens: Sequence[Token]) -> list[Token]:
    """Leaves out lists whose every item begins with a link: they lead on, and answer nothing."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "bullet_list_open" and tokens[at].level == 0:
            end = next(
                place
                for place in range(at, len(tokens))
                if tokens[place].type == "bullet_list_close" and tokens[place].level == 0
            )
            items = [
                tokens[place + 2]
                for place in range(at, end)
                if tokens[place].type == "list_item_open" and tokens[place].level == 1
            ]
            if all(_begins_with_link(item) for item in items):
                at = end + 1
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _begins_with_link(token: Token) -> bool:
    words = [child for child in token.children or [] if child.content or child.type == "link_open"]
    return bool(words) and words[0].type == "link_open"


def _clean(inline: Token) -> str:
    return " ".join(_ATTRIBUTES.sub("", plain_text(inline)).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in ("script", "style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in ("script", "style", "svg")

    def handle_data(self, data: str) -> None:
        if self.skipped <= 0:
            self.parts.append(data)


def _text_of_html(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())
