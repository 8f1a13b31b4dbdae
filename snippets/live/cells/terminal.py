"""Text as a terminal would show it: without its codes, and with lines that are written over."""

from __future__ import annotations

import re
from functools import cache

_SPECIAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal acts on; line ends and tabs are text."""
_CODE = (
    r"(?:\x1b\[|\x9b)(?P<numbers>[0-?]*)[ -/]*(?P<action>[@-~])"  # colours, moves, erasing
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # titles, links
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
)
_BEGUN = (
    r"(?:(?:\x1b\[|\x9b)[0-?]*[ -/]*|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*\x1b?"
    r"|\x1b[ -/]*)\Z"
)
"""A code whose end has not been written yet."""
_LONGEST = 4096
"""A code that is longer is none. Characters."""
_WIDTH = 1000
"""No move goes farther to the right. Columns."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: few programs write codes."""
    return re.compile(pattern)


class Terminal:
    """Shows the lines that one stream writes; its last line can still change."""

    def __init__(self) -> None:
        self._done: list[str] = []  # whole lines since the last `take`
        self._line = ""
        self._column = 0
        self._sent = ""  # of the line that is being written, what `take` gave
        self._begun = ""
        self._done_size = 0

    @property
    def size(self) -> int:
        """Characters that are shown, from the beginning."""
        return self._done_size + len(self._line)

    @property
    def at_line_start(self) -> bool:
        """Whether nothing stands in the line that is being written."""
        return not self._line

    def write(self, text: str) -> None:
        """Takes what is written, in pieces of any size."""
        if self._begun:
            text, self._begun = self._begun + text, ""
        at = 0
        while (special := _SPECIAL.search(text, at)) is not None:
            start = special.start()
            self._put(text[at:start])
            at = start + 1
            char = text[start]
            if char == "\r":
                self._column = 0
            elif char == "\b":
                self._column = max(0, self._column - 1)
            elif code := _compiled(_CODE).match(text, start):
                self._act(code["action"], code["numbers"] or "")
                at = code.end()
            elif _compiled(_BEGUN).match(text, start) and len(text) - start < _LONGEST:
                self._begun = text[start:]
                return
        self._put(text[at:])

    def take(self) -> tuple[str, bool]:
        """What is new since the last time.

        Returns:
            A text, and whether it is written over the last line so far, instead of after it.
        """
        text = "".join(self._done) + self._line
        over = not text.startswith(self._sent)
        if not over:
            text = text[len(self._sent) :]
        self._done = []
        self._sent = self._line
        return text, over

    def _put(self, text: str) -> None:
        head, end, tail = text.rpartition("\n")
        if end:
            # What the first line wrote over stands there to its end.
            first, _, rest = head.partition("\n")
            self._over(first)
            whole = f"{self._line}\n{rest}\n" if "\n" in head else f"{self._line}\n"
            self._done.append(whole)
            self._done_size += len(whole)
            self._line, self._column = "", 0
        self._over(tail)

    def _over(self, text: str) -> None:
        if not text:
            return
        after = self._column + len(text)
        before = self._line[: self._column].ljust(self._column)
        self._line = before + text + self._line[after:]
        self._column = after

    def _act(self, action: str, numbers: str) -> None:
        """Moves in the line, and erases in it; all else is passed over."""
        first = numbers.partition(";")[0]
        number = min(int(first), _WIDTH) if first.isascii() and first.isdigit() else 0
        if action == "K":
            start = self._column if number == 0 else 0
            end = len(self._line) if number != 1 else self._column + 1
            kept = self._line[end:]
            self._line = (self._line[:start].ljust(min(end, len(self._line))) + kept).rstrip(" ")
        elif action == "G":
            self._column = max(number, 1) - 1
        elif action == "C":
            self._column = min(self._column + max(number, 1), _WIDTH)
        elif action == "D":
            self._column = max(0, self._column - max(number, 1))
