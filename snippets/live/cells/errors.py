"""Exceptions as a reader wants to see them: their own lines, and none of ours."""

from __future__ import annotations

import linecache
import sys
from pathlib import PurePosixPath
from traceback import FrameSummary, StackSummary, TracebackException
from typing import Any

from live.cells.printing import OutputLimit, shorten

_IMPORTABLE = "Here you can import Python's standard library and this guide's own modules."
_ABSENT = (
    "It belongs to Python's standard library, but needs what a Python inside a page does not have."
)
_OURS = PurePosixPath(__file__).parent
_GUIDE = (f"{_OURS.parent.as_posix()}/", "/lib/snippets.zip/")
"""Where modules that the guide's authors wrote lie: in the repository, in the browser."""
_LINE = 300
"""Characters of a line that are shown."""

_known: set[str] = set()


def add_lines(filename: str, code: str) -> None:
    """Lets tracebacks quote code that lies in no file."""
    lines = [f"{line}\n" for line in code.split("\n")]
    _known.add(filename)
    linecache.cache[filename] = (len(code), None, lines, filename)


def describe(error: BaseException, cell: str) -> dict[str, Any]:
    """An exception as a piece of output.

    Args:
        error: what was raised while a cell ran.
        cell: the file name of the cell's code.

    Returns:
        ``{"kind": "error", "text", "name", "message", "line"}``, see `live.cells.cell`. The text is
        Python's own traceback without the frames of this package and of libraries.
    """
    if isinstance(error, OutputLimit):
        return _error(f"{error}.", type(error).__name__, str(error), 0)
    if isinstance(error, SystemExit):
        return _error("The program ended itself with exit().", "SystemExit", str(error), 0)
    if isinstance(error, ModuleNotFoundError):
        error.msg = f"No module named {error.name!r}"
        error.args = (error.msg,)
        known = (error.name or "").partition(".")[0] in sys.stdlib_module_names
        error.add_note(_ABSENT if known else _IMPORTABLE)
    # What runs the cell is not the reader's: the trace begins below it.
    report = TracebackException(type(error), error, error.__traceback__, compact=True)
    line = _line_of(report, cell)
    _cut(report, set())
    lines = "".join(report.format()).rstrip("\n").split("\n")
    text = "\n".join(line if len(line) <= _LINE else f"{line[:_LINE]}…" for line in lines)
    return _error(shorten(text), type(error).__name__, str(error), line)


def _error(text: str, name: str, message: str, line: int) -> dict[str, Any]:
    return {"kind": "error", "text": text, "name": name, "message": shorten(message), "line": line}


def _line_of(report: TracebackException, cell: str) -> int:
    filename = getattr(report, "filename", None)
    if filename == cell and getattr(report, "lineno", None):
        return int(report.lineno or 0)  # a SyntaxError
    lines = [frame.lineno or 0 for frame in report.stack if frame.filename == cell]
    return lines[-1] if lines else 0


def _cut(report: TracebackException, seen: set[int]) -> None:
    """Leaves only frames of cells and snippets, in this report and those it was caused by."""
    if id(report) in seen:
        return
    seen.add(id(report))
    report.stack = StackSummary.from_list([each for each in report.stack if _is_guides(each)])
    for other in (report.__cause__, report.__context__, *(report.exceptions or ())):
        if other is not None:
            _cut(other, seen)


def _is_guides(frame: FrameSummary) -> bool:
    name = frame.filename
    if name in _known:
        return True
    return name.startswith(_GUIDE) and not name.startswith(f"{_OURS.as_posix()}/")
