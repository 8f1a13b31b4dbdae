"""JSON that remembers its lines."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any

from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.tree import Tree

_SPACE = re.compile(r"[ \t\r\n]*")
_HALF = re.compile("[\ud800-\udfff]")
_DECODER = json.JSONDecoder()


def load_json(text: str, path: str) -> Tree:
    """Reads JSON and keeps its lines.

    Args:
        text: the whole file.
        path: the file, for problems.

    Raises:
        ContentError: the text is not JSON, or has halves of characters in it.
    """
    walker = _Walker(text, path)
    try:
        json.loads(text)
        tree = walker.value(0)[0]
    except json.JSONDecodeError as error:
        found = f"text that is not JSON ({error.msg} at column {error.colno})"
        fix = "mend it there; or save it again from the program that wrote it"
        raise ContentError([Problem(path, error.lineno, found, "JSON", fix)]) from None
    except RecursionError:
        found, fix = "lists within lists, too deep", "write it with fewer levels"
        raise ContentError([Problem(path, 1, found, "JSON", fix)]) from None
    except ValueError:
        found, fix = "a number of thousands of digits", "put it in quotes"
        raise ContentError([Problem(path, 1, found, "JSON", fix)]) from None
    if walker.problems:
        raise ContentError(walker.problems)
    return tree


class _Walker:
    """Walks through text that is known to be JSON; scalars are left to the library."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def value(self, at: int) -> tuple[Tree, int]:
        """The value that begins at or after an index, and the index after it."""
        at = self.skip(at)
        line = bisect_right(self.ends, at - 1) + 1
        if self.text[at] == "{":
            return self.mapping(at + 1, line)
        if self.text[at] == "[":
            return self.sequence(at + 1, line)
        value, end = _DECODER.raw_decode(self.text, at)
        half = _HALF.search(value) if isinstance(value, str) else None
        if half:
            # Only an escape can leave one behind; no file of text can hold it.
            found = f"half of a character (U+{ord(half[0]):04X})"
            fix = "write the character itself"
            self.problems.append(Problem(self.path, line, found, "text", fix))
        return Tree(value, line), end

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def mapping(self, at: int, line: int) -> tuple[Tree, int]:
        parts: dict[str | int, Tree] = {}
        lines: dict[str | int, int] = {}
        while self.text[at := self.skip(at)] != "}":
            if self.text[at] == ",":
                at += 1
                continue
            key, end = self.value(at)
            name: str = key.value
            parts[name], at = self.value(self.skip(end) + 1)
            lines[name] = key.line
        value: dict[Any, Any] = {name: part.value for name, part in parts.items()}
        return Tree(value, line, parts, lines), at + 1

    def sequence(self, at: int, line: int) -> tuple[Tree, int]:
        items: list[Tree] = []
        while self.text[at := self.skip(at)] != "]":
            if self.text[at] == ",":
                at += 1
                continue
            item, at = self.value(at)
            items.append(item)
        return Tree([item.value for item in items], line, dict(enumerate(items))), at + 1
