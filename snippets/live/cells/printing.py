"""What a cell prints, sent on as it is printed, and only so much of it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

LIMIT = 100_000
"""Characters that one run may print; more would only make the page slow."""
VALUE_LIMIT = 10_000
"""Characters of a value's repr that are shown."""

_AT_ONCE = 100  # so many pieces go out as they are; a program that prints more is gathered up
_GATHER_CHARACTERS = 4096
_GATHER_SECONDS = 0.05


class OutputLimit(BaseException):
    """A cell printed more than `LIMIT`. Not an Exception: ``except Exception`` must not go on."""


def shorten(text: str) -> str:
    """A text of at most `VALUE_LIMIT` characters, with a word about what is left out."""
    if len(text) <= VALUE_LIMIT:
        return text
    return f"{text[:VALUE_LIMIT]}… ({len(text) - VALUE_LIMIT:,} more characters)"


class Printer:
    """Two text streams whose pieces keep their order."""

    def __init__(self, emit: Callable[[dict[str, Any]], None]) -> None:
        """`emit` takes each piece of output: ``{"kind": "stdout" | "stderr", "text": str}``."""
        self.stdout = _Stream(self, "stdout")
        self.stderr = _Stream(self, "stderr")
        self._emit = emit
        self._kind = ""
        self._parts: list[str] = []
        self._size = 0
        self._total = 0
        self._pieces = 0
        self._last = 0.0

    def write(self, kind: str, text: str) -> None:
        """Takes a text of one stream.

        Raises:
            OutputLimit: with this text it is too much; what fits has been taken.
        """
        room = LIMIT - self._total
        self._total += len(text)
        if kind != self._kind:
            self.flush()
            self._kind = kind
        if room > 0:
            self._parts.append(text[:room])
            self._size += len(self._parts[-1])
        if self._total > LIMIT:
            raise OutputLimit(f"stopped here: it printed more than {LIMIT:,} characters")
        # A print() is two writes: its text, and its line end.
        whole = text.endswith("\n") and (
            self._pieces < _AT_ONCE or time.monotonic() - self._last > _GATHER_SECONDS
        )
        if whole or self._size > _GATHER_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Sends what has been gathered."""
        if self._parts:
            self._emit({"kind": self._kind, "text": "".join(self._parts)})
            self._pieces += 1
            self._last = time.monotonic()
        self._parts = []
        self._size = 0


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, printer: Printer, kind: str) -> None:
        self._printer = printer
        self._kind = kind

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._printer.write(self._kind, text)
        return len(text)

    def flush(self) -> None:
        self._printer.flush()
