"""What a cell prints, sent on as it is printed, and only so much of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from live.cells.terminal import Terminal

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
        return printable(text)
    return f"{printable(text[:VALUE_LIMIT])}… ({len(text) - VALUE_LIMIT:,} more characters)"


def printable(text: str) -> str:
    r"""A text that any encoding can hold: halves of surrogate pairs as ``\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class Printer:
    """Takes what the streams of one run write, and keeps the order of their pieces."""

    def __init__(self, emit: Callable[[dict[str, Any]], None], streaming: bool = False) -> None:
        """`emit` takes each piece: ``{"kind": "stdout" | "stderr", "text": str}``.

        `streaming`: pieces go out while the code runs. One that belongs to the piece before it has
        ``"goes": "on"``, or ``"over"`` where its text takes the place of the last line so far.
        """
        self._emit = emit
        self._streaming = streaming
        self._kind = ""
        self._terminal = Terminal()
        self._begun = False  # whether a piece of this terminal has gone out
        self._gathered = 0
        self._total = 0  # characters of earlier terminals
        self._pieces = 0
        self._last = 0.0
        self.closed = False
        self.before: Callable[[], None] | None = None
        """Called before anything is taken: hands over what has come by other ways."""

    def write(self, kind: str, text: str) -> None:
        """Takes a text of one stream.

        Raises:
            OutputLimit: with this text it is too much; what fits has been taken.
        """
        if self.closed or not text:
            return
        self.catch_up()
        if kind != self._kind:
            self._begin(kind)
        start = 0
        while start < len(text):
            room = LIMIT - self._total - self._terminal.size
            if room <= 0:
                raise OutputLimit(f"stopped here: it printed more than {LIMIT:,} characters")
            self._terminal.write(text[start : start + room])
            start += room
        self._gathered += len(text)
        if not self._streaming:
            return
        # A print() is two writes: its text, and its line end.
        if self._gathered > _GATHER_CHARACTERS or (text.endswith("\n") and not self._hurried):
            self.flush()

    @property
    def _hurried(self) -> bool:
        """Whether pieces come so fast that they are gathered up."""
        return self._pieces >= _AT_ONCE and time.monotonic() - self._last < _GATHER_SECONDS

    def _begin(self, kind: str) -> None:
        """What comes now is of that kind."""
        self.flush()
        self._total += self._terminal.size
        self._kind, self._terminal, self._begun = kind, Terminal(), False

    def flush_now(self) -> None:
        """The code flushes a stream: what has been gathered goes out, unless that happens often."""
        if self._streaming and not self.closed and not self._hurried:
            self.flush()

    def flush(self) -> None:
        """Sends what has been gathered."""
        text, over = self._terminal.take()
        self._gathered = 0
        if text or over:
            piece = {"kind": self._kind, "text": text}
            if self._begun:
                piece["goes"] = "over" if over else "on"
            self._begun = True
            self._emit(piece)
            self._pieces += 1
            self._last = time.monotonic()

    def show(self, piece: dict[str, Any]) -> None:
        """Sends a piece of another kind, after all that was printed before it."""
        if self.closed:
            return
        self.catch_up()
        self._begin("")
        self._emit(piece)

    def close(self) -> None:
        """Sends what is left; what comes later goes nowhere."""
        if not self.closed:
            with suppress(OutputLimit):
                self.catch_up()
            self.flush()
        self.closed = True

    def catch_up(self) -> None:
        """Takes what has come by other ways.

        Raises:
            OutputLimit: see `write`.
        """
        before, self.before = self.before, None  # what it hands over is written here again
        if before is not None:
            try:
                before()
            finally:
                self.before = before
