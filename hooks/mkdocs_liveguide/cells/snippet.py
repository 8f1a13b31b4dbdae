"""The teaching snippets: Python files, and the named sections of them that pages show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader

_MARK = re.compile(r"^\s*# --8<-- \[(start|end):([\w-]+)\]\s*$")


@dataclass(frozen=True)
class Snippet:
    """A part of a file under ``snippets/``."""

    path: str
    """The file, relative to the folder ``snippets``."""
    section: str
    """The name of the part; "" for the whole file."""
    setup: str
    """The file's lines before it, without marks; each keeps its number."""
    code: str
    """What is shown."""
    first_line: int
    """The line of the file on which `code` begins, 1-based."""


@dataclass(frozen=True)
class Snippets:
    """All Python of a guide that its pages can show."""

    reader: Reader
    folder: Path
    """The folder of the snippets; readers' Python imports from it."""

    @cached_property
    def names(self) -> list[str]:
        """All files, relative to the folder, but those of the package that runs in the page."""
        files = self.reader.files(self.folder, "**/*.py")
        names = [file.relative_to(self.folder).as_posix() for file in files]
        return [name for name in names if not name.startswith("live/")]

    def path(self, name: str) -> str:
        """How problems and tracebacks call a file."""
        return self.reader.name(self.folder / name)

    def lines(self, name: str) -> list[str]:
        """The lines of a file.

        Raises:
            ContentError: it cannot be read.
        """
        return self.reader.read(self.folder / name).split("\n")


def load_snippet(snippets: Snippets, reference: str, directive: Directive) -> Snippet:
    """Reads ``topic/file.py`` or ``topic/file.py#section``.

    Sections are marked in the file by ``# --8<-- [start:name]`` and ``# --8<-- [end:name]``.

    Args:
        snippets: all there are.
        reference: what the author wrote.
        directive: where, for problems.

    Raises:
        ContentError: there is no such file or section, or its marks are not in pairs.
    """
    name, _, section = reference.partition("#")
    known = [each for each in snippets.names if not each.startswith("labs/")]
    if name not in known:
        expected = one_of(known) if known else "a file under snippets/"
        raise directive.problem(f'the unknown snippet "{name}"', expected, suggest(name, known))
    before, code, _, first_line = load_parts(snippets, reference, directive)
    return Snippet(name, section, before, code, first_line)


def load_parts(
    snippets: Snippets, reference: str, directive: Directive
) -> tuple[str, str, str, int]:
    """Parts a file at a section.

    Args:
        snippets: all there are.
        reference: ``topic/file.py``, or ``topic/file.py#section``; the file is there.
        directive: where that stands, for problems.

    Returns:
        The lines before the section, the section, the lines after it, and its first line, 1-based.
        Without a section, the whole file is it.

    Raises:
        ContentError: there is no such section, or the file's marks are not in pairs.
    """
    name, _, section = reference.partition("#")
    lines = snippets.lines(name)
    if not section:
        return "", without_marks(lines), "", _first_of(lines)
    sections = _sections(lines, snippets.path(name))
    if section not in sections:
        found = f'the unknown section "{section}" of {snippets.path(name)}'
        raise directive.problem(found, one_of(sections), suggest(section, sections))
    start, end = sections[section]
    while start < end and not lines[start].strip():
        start += 1
    parts = lines[: start - 1], lines[start:end], lines[end + 1 :]
    before = in_place(parts[0], 1)
    return before, without_marks(parts[1]), without_marks(parts[2]), start + 1


def _sections(lines: list[str], path: str) -> dict[str, tuple[int, int]]:
    """Index of the first line of each section, and of the mark that ends it."""
    opened: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for index, line in enumerate(lines):
        match = _MARK.match(line)
        if match is None:
            continue
        kind, name = match.groups()
        if kind == "start" and name not in opened:
            opened[name] = index + 1
        elif kind == "end" and name in opened and name not in found:
            found[name] = (opened[name], index)
        else:
            expected = "one start and then one end for each name"
            raise ContentError(
                [Problem(path, index + 1, f"`{line.strip()}`", expected, "pair the marks")]
            )
    for name, start in opened.items():
        if name not in found:
            found_text = f'the section "{name}", which never ends'
            expected = f"`# --8<-- [end:{name}]` after it"
            raise ContentError([Problem(path, start, found_text, expected, "write that line")])
    return found


def _first_of(lines: list[str]) -> int:
    """The number of the first line in which something stands."""
    return next((number for number, line in enumerate(lines, 1) if line.strip()), 1)


def in_place(lines: list[str], first_line: int) -> str:
    """`without_marks`, after so many line ends that each line keeps its number; "" for nothing.

    Args:
        lines: some lines of a file that follow each other.
        first_line: the number that the first of them has there.
    """
    text = without_marks(lines)
    if not text.strip():
        return ""
    skipped = next(index for index, line in enumerate(lines) if line and not _MARK.match(line))
    return "\n" * (first_line - 1 + skipped) + text


def without_marks(lines: list[str]) -> str:
    """The lines as one text, with those that mark sections emptied."""
    return "\n".join("" if _MARK.match(line) else line for line in lines).strip("\n")
