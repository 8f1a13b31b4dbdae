"""Finds, in the sources, what a page's Markdown has made of them.

Python-Markdown decides what a text means, and keeps no lines. Where the n-th directive, citation or
link of equal words stands is looked up in what `mkdocs_liveguide.pages.scan` reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from mkdocs_liveguide.pages.scan import Scanned, plain_block, scan
from mkdocs_liveguide.sources.places import Place

_BEFORE = re.compile(r"\s*(?:(?:[>*+\-]|\d+[.)]|:|\[\^[^\]]+\]:)\s+|>)*")
"""What may stand in a line before its text: marks of quotes, items, definitions, footnotes."""


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
class Origins:
    """All texts of the sources that stand in one page, in its order."""

    texts: Sequence[Origin]
    code: set[str] = field(default_factory=set)
    """What Python-Markdown has read as indented code so far."""

    def note_code(self, block: str) -> None:
        """Notes that a block is code, and no line of it is looked for."""
        self.code.add(plain_block(block.strip("\n").split("\n")))

    def left_open(self) -> list[tuple[str, int, str]]:
        """Fences and comments that never end: file, line, and the mark that each begins with."""
        code = frozenset(self.code)
        return [
            (text.path, text.line_of(at), mark)
            for text in self.texts
            # Most texts have none of them, and need not be read.
            if any(mark in text.text for mark in ("```", "~~~", "<!--"))
            for at, mark in scan(text.text, code).left_open
        ]

    def line(self, written: str, number: int) -> Place:
        """The line that reads so.

        Args:
            written: a whole line, without its indentation and the marks of quotes and lists.
            number: how many equal lines come before it.
        """
        return self._find(
            number,
            lambda text: [at for at, line in text.lines if _reads(line, written)],
            written,
        )

    def within(self, written: str, number: int) -> Place:
        """The place of some words in a line that has others too; arguments as for `line`."""
        return self._find(
            number,
            lambda text: [
                at for at, line in text.prose if _count(line, written) and not _reads(line, written)
            ],
            written,
        )

    def words(self, written: str, number: int) -> Place:
        """The place of some words of a paragraph, by their first line; arguments as for `line`."""
        written = written.split("\n")[0]
        return self._find(
            number,
            lambda text: [at for at, line in text.prose for _ in range(_count(line, written))],
            written,
        )

    def link(self, target: str, number: int) -> Place:
        """The place of a link to `target`, as its author wrote that; arguments as for `line`."""
        wanted = unquote(target)

        def places(text: Scanned) -> list[int]:
            found = [at for at, known in text.links if known == wanted]
            # Python-Markdown takes more for a link than CommonMark, such as a path with a space.
            return found or [at for at, line in text.prose if _count(line, f"({target}")]

        return self._find(number, places, target)

    def _find(self, number: int, places: Callable[[Scanned], list[int]], written: str) -> Place:
        """What is found by `places`, else by the lines in which something is `written`."""

        def find_among(
            read: Callable[[str], Scanned], places: Callable[[Scanned], list[int]] = places
        ) -> list[tuple[str, int]]:
            return [
                (text.path, text.line_of(at))
                for text in self.texts
                for at in places(read(text.text))
            ]

        def holding(text: Scanned) -> list[int]:
            return [at for at, line in text.lines if _count(line, written)]

        def find() -> tuple[str, int]:
            code = frozenset(self.code)
            # What only looks like code or a comment is looked through last.
            found = (
                find_among(lambda text: scan(text, code))
                or find_among(scan)
                or find_among(_all_lines)
                or find_among(_all_lines, holding)
            )
            if not found:
                first = self.texts[0]
                return first.path, first.line_of(1)
            return found[min(number, len(found) - 1)]

        return Place(self.texts[0].path, find)


def _reads(line: str, written: str) -> bool:
    """Whether a line has nothing but some words, whatever marks stand before them."""
    return _BEFORE.sub("", line, count=1).split() == written.split()


def _count(line: str, written: str) -> int:
    """How often some words stand in a line; Python-Markdown makes spaces of tabs."""
    return " ".join(line.split()).count(" ".join(written.split()))


def _all_lines(text: str) -> Scanned:
    """The lines of a text, whatever they are."""
    lines = list(enumerate(text.split("\n"), start=1))
    return Scanned(lines, lines, (), ())
