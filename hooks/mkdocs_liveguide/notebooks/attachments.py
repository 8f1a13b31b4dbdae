"""Pictures that were pasted into a notebook's text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt

from mkdocs_liveguide.notebooks.notebook import Cell
from mkdocs_liveguide.notebooks.pictures import Picture, picture_of
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

_LINK = re.compile(
    r"""(?P<before>\]\(\s*|\]:[ \t]*|\bsrc=["'])"""
    r"""(?:<attachment:(?P<pointed>[^<>\n]+)>|attachment:(?P<name>[^\s()"'<>]+))"""
)
"""A link, a link's definition, or an element of HTML that shows an attachment."""


def check_attachments(cell: Cell, path: str) -> Iterator[Problem]:
    """Problems of links to pictures that the cell does not hold, and of pictures that are none."""
    wrong: list[Problem] = []

    def look(name: str, line: int) -> str | None:
        if name not in cell.attachments:
            known = "this cell holds none" if not cell.attachments else one_of(cell.attachments)
            fix = suggest(name, cell.attachments) if cell.attachments else "paste it again"
            wrong.append(Problem(path, line, f'a picture "attachment:{name}"', known, fix))
        elif attachment(cell, name) is None:
            found = f'an attachment "{name}" that is no picture'
            expected = "PNG, JPEG, GIF, WebP or SVG"
            wrong.append(Problem(path, line, found, expected, "paste the picture again"))
        return None

    if cell.kind == "markdown":
        _replace(cell, look)
    yield from wrong


def attachment(cell: Cell, name: str) -> Picture | None:
    """The picture of that name; None if it cannot be shown."""
    for kind, data in sorted(cell.attachments[name].items()):
        picture = picture_of(kind, data)
        if picture is not None:
            return picture
    return None


def with_attachments(cell: Cell, src_uri: str) -> tuple[str, list[Picture]]:
    """The cell's text with links to files in the place of attachments.

    Args:
        cell: a cell of Markdown.
        src_uri: the notebook, relative to the docs folder, from which the links start.

    Returns:
        The text, and the pictures that it shows.
    """
    shown: list[Picture] = []

    def link(name: str, line: int) -> str | None:
        picture = attachment(cell, name) if name in cell.attachments else None
        if picture is None:
            return None
        shown.append(picture)
        return quote(posixpath.relpath(picture.path, posixpath.dirname(src_uri) or "."))

    return _replace(cell, link), shown


def _replace(cell: Cell, link: Callable[[str, int], str | None]) -> str:
    """Asks for the link of each attachment outside of code; None leaves it as it is."""
    lines = cell.source.split("\n")
    for token in MarkdownIt("commonmark").enable("table").parse(cell.source):
        if token.type in ("fence", "code_block") and token.map:
            continue
        if token.type not in ("inline", "html_block", "definition") or not token.map:
            continue
        for at in range(*token.map):
            lines[at] = _in_line(lines[at], cell.lines[at], link)
    for at, line in enumerate(lines):
        # Definitions of links leave no token.
        if re.match(r" {0,3}\[[^\]]+\]:[ \t]*<?attachment:", line):
            lines[at] = _in_line(line, cell.lines[at], link)
    return "\n".join(lines)


def _in_line(text: str, line: int, link: Callable[[str, int], str | None]) -> str:
    def replaced(match: re.Match[str]) -> str:
        target = link(unquote(match["pointed"] or match["name"]), line)
        return match[0] if target is None else f"{match['before']}{target}"

    return _LINK.sub(replaced, text)
