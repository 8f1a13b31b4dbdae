"""Reads the files that authors write: one place for encodings, line ends and hidden files."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs_liveguide.sources.problems import ContentError, Problem

# Form feeds stay: old Python sources part their sections by them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_NAMES = {"\x00": "NUL", "\x0b": "a vertical tab", "\x1b": "escape", "\x85": "next line"}


@dataclass(frozen=True)
class Reader:
    """Reads and names the sources below one folder."""

    root: Path
    """The folder that the names in problems are relative to."""

    def read(self, path: Path) -> str:
        """The text of a file: UTF-8 with or without BOM, each line ended by a line feed.

        Raises:
            ContentError: there is no such file, or it is not text in UTF-8.
        """
        name = self.name(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            fix = "add it, or mend the name where it is asked for"
            raise ContentError([Problem(name, 1, "no such file", "a file", fix)]) from None
        except OSError as error:
            found = f"a file that cannot be opened ({(error.strerror or 'no reason told').lower()})"
            fix = "see whether it is a file, and may be read"
            raise ContentError([Problem(name, 1, found, "a file", fix)]) from None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            found = f"a byte that is not UTF-8 (0x{error.object[error.start]:02x})"
            line = _lines_before(error.object[: error.start])
            fix = "save it as UTF-8"
            raise ContentError([Problem(name, line, found, "UTF-8 text", fix)]) from None
        if text.count("\0") > len(text) / 3:  # every other byte of Latin letters
            problem = Problem(name, 1, "text in UTF-16", "UTF-8 text", "save it as UTF-8")
            raise ContentError([problem])
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        problems = control_characters(text, name)
        if problems:
            raise ContentError(problems)
        return text

    def load[Loaded](
        self, path: Path, parse: Callable[[str, str], Loaded], without: Loaded
    ) -> Loaded:
        """What a file holds that a guide need not have.

        Args:
            path: the file.
            parse: reads its text; its second argument is what problems call the file.
            without: what a guide without the file has.

        Raises:
            ContentError: see `read`; and what `parse` raises.
        """
        return parse(self.read(path), self.name(path)) if path.is_file() else without

    def name(self, path: Path) -> str:
        """The path relative to the root, with forward slashes: what problems name."""
        # Not resolved: an author knows a linked folder by the name of the link.
        full, root = Path(os.path.abspath(path)), Path(os.path.abspath(self.root))  # noqa: PTH100
        try:
            return full.relative_to(root, walk_up=True).as_posix()
        except ValueError:  # on Windows, a path on another drive
            return full.as_posix()

    def files(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """The files of a folder that a pattern matches, sorted by their names.

        Files and folders whose names begin with a dot are left out; folders that are links are
        followed. A folder that is not there has no files.

        Args:
            folder: where to look.
            pattern: relative to the folder, such as ``*.yml`` for the files that stand in it, or
                ``**/*.ipynb`` for those at any depth.
        """
        found: list[str] = []
        for parent in _folders(folder, set()):
            for entry in parent.iterdir():
                name = entry.relative_to(folder).as_posix()
                if entry.name.startswith(".") or not entry.is_file():
                    continue
                if PurePosixPath(name).full_match(pattern, case_sensitive=True):
                    found.append(name)
        return tuple(folder / name for name in sorted(found))


def _folders(folder: Path, above: set[Path]) -> list[Path]:
    """A folder and all below it, but for hidden ones and links to what holds them."""
    real = folder.resolve()
    if real in above or not folder.is_dir():
        return []
    below = sorted(entry for entry in folder.iterdir() if entry.is_dir())
    visible = [entry for entry in below if not entry.name.startswith(".")]
    return [folder, *(each for entry in visible for each in _folders(entry, above | {real}))]


def _lines_before(data: bytes) -> int:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def control_characters(text: str, path: str, first_line: int = 1) -> list[Problem]:
    """Problems of characters that cannot be seen and do not belong into text.

    They come with text that is pasted from other documents; parsers stop at them, or take them
    for the end of a line.

    Args:
        text: with line feeds at the ends of its lines.
        path: the file it is from.
        first_line: the 1-based line of the file at which `text` starts.
    """
    problems = []
    for match in _CONTROL.finditer(text):
        name = _NAMES.get(match[0], unicodedata.name(match[0], ""))
        code = f"U+{ord(match[0]):04X}"
        found = f"a control character ({code}{f', {name}' if name else ''})"
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()][-20:].strip()
        where = f'after "{before}"' if before else "at the start of the line"
        line = text.count("\n", 0, match.start()) + first_line
        fix = f"delete it; it stands unseen {where}"
        problems.append(Problem(path, line, found, "text", fix, (match[0], "")))
    return problems
