"""What is done and left of a step that takes long: a bar on a terminal, lines elsewhere.

A step that is over within a second, since its results are kept, says nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock, Timer
from typing import TextIO

import click

_FIRST = 1.0
"""Seconds until a step says anything."""
_EVERY = 5.0
"""Seconds, at least, between lines."""


def nobody(line: str) -> None:
    """Takes a line and leaves it at that."""


class Teller:
    """Tells lines, and draws bars on a terminal.

    Args:
        line: tells a line.
        stream: where bars are drawn if it is a terminal.
    """

    def __init__(self, line: Callable[[str], None], stream: TextIO) -> None:
        self._line = line
        self.terminal = stream if stream.isatty() else None
        """None where nobody sees bars."""
        self.has_bar = False
        """Whether one is being drawn."""

    def __call__(self, line: str) -> None:
        """Tells a line; a bar that stands there is drawn again below it."""
        if self.has_bar and self.terminal is not None:
            self.terminal.write("\r\x1b[K")
            self.terminal.flush()
        self._line(line)


@contextmanager
def progress(say: Callable[[str], None], what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Says how far a step is.

    Args:
        say: told it in lines; a `Teller` on a terminal draws a bar.
        what: the step, such as ``embedding texts``.
        total: of how many pieces it is.

    Yields:
        A function to call with the number of pieces just done, from any thread.
    """
    step = _Step(say, what, total)
    timer = Timer(_FIRST, step.begin)
    timer.daemon = True
    timer.start()
    try:
        yield step.add
    finally:
        timer.cancel()
        step.end()


class _Step:
    """One step, which is silent until it has begun to be told."""

    def __init__(self, say: Callable[[str], None], what: str, total: int) -> None:
        self._say, self._what, self._total = say, what, total
        self._lock = RLock()
        self._done, self._last = 0, 0.0
        self._is_told = self._is_over = False
        self._teller = say if isinstance(say, Teller) and say.terminal is not None else None
        self._bar: click._termui_impl.ProgressBar[int] | None = None

    def begin(self) -> None:
        with self._lock:
            if self._is_over or self._done >= self._total:
                return
            self._is_told = True
            if self._teller is not None:
                self._teller.has_bar = True
                self._bar = click.progressbar(
                    length=self._total,
                    label=self._what,
                    show_pos=True,
                    file=self._teller.terminal,
                )
                self._bar.__enter__()
                self._bar.update(self._done)
            else:
                self._tell()

    def add(self, count: int) -> None:
        with self._lock:
            self._done += count
            if self._bar is not None:
                self._bar.update(count)
            elif (
                self._is_told
                and self._done < self._total
                and time.monotonic() - self._last >= _EVERY
            ):
                self._tell()

    def end(self) -> None:
        with self._lock:
            self._is_over = True
            if self._bar is not None and self._teller is not None:
                self._bar.__exit__(None, None, None)
                self._teller.has_bar = False

    def _tell(self) -> None:
        self._last = time.monotonic()
        self._say(f"{self._what}: {self._done:,} of {self._total:,}")
