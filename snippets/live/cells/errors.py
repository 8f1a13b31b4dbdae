"""Exceptions as a reader wants to see them: their own lines, and none of ours."""

from __future__ import annotations

import sys
from contextlib import suppress
from traceback import FrameSummary, StackSummary, TracebackException, walk_tb
from types import TracebackType
from typing import Any

from live.cells.limits import drop_advice, sentence_about
from live.cells.printing import OutputLimit, printable, shorten
from live.cells.sources import CELL, is_guides

_LINE = 300
"""Characters of a line that are shown."""
_UNPRINTABLE = "<exception str() failed>"  # as Python says it


class EndedAtOnce(BaseException):
    """The code called a function that ends the process without another word."""


def describe(error: BaseException, cell: str = CELL, setup: str = "") -> dict[str, Any]:
    """An exception as a piece of output.

    Args:
        error: what was raised while a cell ran.
        cell: the file name of the cell's code.
        setup: the file name of the code that ran before it.

    Returns:
        ``{"kind": "error", "text", "name", "message", "line", "setup_line", "limit"}``, see
        `live.cells.cell`. The text is Python's own traceback without the frames of this package
        and of libraries.
    """
    with suppress(Exception):  # an exception class may do anything when it is looked at
        drop_advice(error)
    name, message = _name(error), _message(error)
    trace: TracebackType | None = vars(BaseException)["__traceback__"].__get__(error)
    lines = _lines(error, trace, (cell, setup))
    kind = type(error)  # not `isinstance`, which asks the error itself
    if issubclass(kind, OutputLimit):
        return _error(f"{message}.", name, message, lines, "")
    if issubclass(kind, EndedAtOnce):
        text = f"The program ended itself with {message}."
        return _error(text, "SystemExit", f"the program ended itself with {message}", lines, "")
    if issubclass(kind, SystemExit):
        code = exit_code(error)
        text = f"The program ended itself with exit code {code}."
        return _error(text, "SystemExit", message or str(code), lines, "")
    limit = sentence_about(error)
    text = "\n".join(filter(None, [_traceback(error, trace, name, message), limit]))
    return _error(text, name, message, lines, limit)


def exit_code(error: BaseException) -> int:
    """The exit code of the process that a SystemExit ends."""
    code = vars(SystemExit)["code"].__get__(error)
    if code is None:
        return 0
    return code if isinstance(code, int) else 1


def _error(
    text: str, name: str, message: str, lines: tuple[int, int], limit: str
) -> dict[str, Any]:
    line, setup_line = lines
    return {
        "kind": "error",
        "text": shorten(text),
        "name": printable(name),
        "message": shorten(message),
        "line": line,
        "setup_line": setup_line,
        "limit": limit,
    }


def _name(error: BaseException) -> str:
    name: str = type.__dict__["__name__"].__get__(type(error))  # whatever its metaclass says
    return name


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:
        return _UNPRINTABLE


def _traceback(error: BaseException, trace: TracebackType | None, name: str, message: str) -> str:
    try:
        report = TracebackException(type(error), error, trace, compact=True)
        _cut(report, set())
        lines = "".join(report.format()).rstrip("\n").split("\n")
    except Exception:
        stack = StackSummary.extract(walk_tb(trace))
        kept = StackSummary.from_list([each for each in stack if _is_guides(each)]).format()
        last = f"{name}: {message}" if message else name
        lines = ["Traceback (most recent call last):", *"".join(kept).split("\n")[:-1], last]
    return "\n".join(line if len(line) <= _LINE else f"{line[:_LINE]}…" for line in lines)


def _lines(
    error: BaseException, trace: TracebackType | None, filenames: tuple[str, str]
) -> tuple[int, int]:
    """The last line in each of these files that has to do with it, 0 for none."""
    found = [0, 0]
    if type(error) in (SyntaxError, IndentationError, TabError):
        assert isinstance(error, SyntaxError)  # for the type checker
        if error.filename in filenames:
            found[filenames.index(error.filename)] = error.lineno or 0
            return found[0], found[1]
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in filenames:
            found[filenames.index(name)] = trace.tb_lineno or 0
        trace = trace.tb_next
    return found[0], found[1]


def _cut(report: TracebackException, seen: set[int]) -> None:
    """Leaves only what is the reader's or the guide's, in this report and those behind it."""
    if id(report) in seen:
        return
    seen.add(id(report))
    report.stack = StackSummary.from_list([each for each in report.stack if _is_guides(each)])
    for other in (report.__cause__, report.__context__, *(report.exceptions or ())):
        if other is not None:
            _cut(other, seen)


def _is_guides(frame: FrameSummary) -> bool:
    return is_guides(frame.filename)


def show_unraisable(callback: Any, error: BaseException) -> None:
    """Says that a callback failed where nobody could catch it, as Python does when it ends."""
    text = describe(error)["text"]
    print(f"Exception ignored in atexit callback {callback!r}:\n{text}", file=sys.stderr)
