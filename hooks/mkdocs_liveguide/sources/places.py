"""Where something stands in the sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property


class Place:
    """A file and a line, found when they are asked for: most are never needed."""

    def __init__(self, path: str, line: int | Callable[[], tuple[str, int]]) -> None:
        """`path` relative to the repository's root; `line` 1-based, or what finds both."""
        self._path = path
        self._line = line

    @cached_property
    def _found(self) -> tuple[str, int]:
        return (self._path, self._line) if isinstance(self._line, int) else self._line()

    @property
    def path(self) -> str:
        """The file, relative to the root of the repository, with forward slashes."""
        return self._found[0]

    @property
    def line(self) -> int:
        """The line in that file, 1-based; front matter counts."""
        return self._found[1]
