"""Runs a cell: a reader's code, or a snippet at build time, by the very same rules.

Output is a sequence of pieces, each a dict of plain data:

- ``{"kind": "stdout" | "stderr", "text": str}``: printed, in the order of printing; while the code
  runs also with ``"goes": "on" | "over"``, see `live.cells.printing`;
- ``{"kind": "value", "text": str}``: the repr of the last expression, if it is not None;
- ``{"kind": "svg", "svg": str, "alt": str}``: the same, of an object with ``_repr_svg_()``;
- ``{"kind": "error", "text": str, "name": str, "message": str, "line": int, "setup_line": int,
  "limit": str}``: the traceback, cut to the reader's lines; ``line`` is 1-based in the cell,
  ``setup_line`` in the code before it, 0 where the mistake is elsewhere; ``limit`` says what a page
  cannot do, if the mistake comes from that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from live.cells import limits
from live.cells.errors import EndedAtOnce, describe, exit_code
from live.cells.printing import OutputLimit, Printer, printable, shorten
from live.cells.program import Program
from live.runtime import host as page

Output = dict[str, Any]

_kept: list[Program] = []


def run(
    code: str,
    emit: Callable[[Output], None],
    program: Program | None = None,
    setup: str = "",
    setup_name: str = "<setup>",
    streaming: bool = False,
) -> bool:
    """Runs code as a script whose last expression is shown; top-level ``await`` works.

    Args:
        code: Python.
        emit: takes each piece of output.
        program: what it is a part of, for cells that build on each other. None: a program of its
            own, which ends with it.
        setup: code that runs first; what it prints and shows is dropped, its errors are not.
        setup_name: the file name of `setup` in tracebacks.
        streaming: output goes out while the code runs, and its last line may be written over.

    Returns:
        Whether it came to its end without an error.
    """
    alone = program is None
    program = program or Program()
    ok = _set_up(program, emit, setup, setup_name) if setup.strip() else True
    printer = Printer(emit, streaming)
    with program.running(printer):
        files = filename, _ = program.file_of(code), setup_name
        if ok:
            ok = _attempt(printer, files, lambda: _run_and_show(program, printer, code, filename))
        if alone and not _attempt(printer, files, program.finish):
            ok = False
    return ok


def run_for_page(
    code: str, setup: str = "", setup_name: str = "<setup>", grouped: bool = False
) -> dict[str, bool]:
    """`run`, with its output sent to the page.

    A page has an interpreter for each group of cells, and a new one for each run of another cell.

    Args:
        code: as for `run`.
        setup: as for `run`.
        setup_name: as for `run`.
        grouped: all such cells of an interpreter are one program.
    """
    limits.install()
    if grouped and not _kept:
        _kept.append(Program())
    program = _kept[0] if grouped else None
    return {"ok": run(code, page.emitter(), program, setup, setup_name, streaming=True)}


def _set_up(program: Program, emit: Callable[[Output], None], setup: str, name: str) -> bool:
    shown: list[Output] = []
    printer = Printer(shown.append)
    with program.running(printer):
        ok = _attempt(printer, ("", name), lambda: program.execute(setup, name))
    for piece in shown:
        if piece["kind"] == "error":
            emit(piece)
    return ok


def _run_and_show(program: Program, printer: Printer, code: str, filename: str) -> None:
    at_the_end = program.execute(code, filename)
    if piece := at_the_end(_shown):
        printer.show(piece)


def _attempt(printer: Printer, files: tuple[str, str], work: Callable[[], object]) -> bool:
    """Does something with a reader's code, which is in these files; whether it came to its end."""
    hook = sys.excepthook
    try:
        work()
        printer.catch_up()
    except SystemExit as error:
        if exit_code(error) == 0:
            return True
        if error.code is not None and not isinstance(error.code, int):
            _say(printer, error.code)
        printer.show(describe(error, *files))
    except BaseException as error:  # KeyboardInterrupt and OutputLimit end a cell, and no more
        if sys.excepthook is not hook and issubclass(type(error), Exception):
            _attempt_hook(error)
        printer.show(describe(error, *files))
        if issubclass(type(error), (OutputLimit, EndedAtOnce)):
            printer.close()  # nothing more of it is heard
    else:
        return True
    return False


def _say(printer: Printer, words: object) -> None:
    try:
        printer.write("stderr", printable(f"{words}\n"))
    except (Exception, OutputLimit):
        return  # there is no room for it, or it cannot be put in words


def _attempt_hook(error: BaseException) -> None:
    """Calls what the reader has put in the place of Python's own way to show errors."""
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except BaseException as another:
        another.__context__ = None
        print("Error in sys.excepthook:", repr(another), file=sys.stderr)


def _shown(value: Any) -> Output | None:
    if value is None:
        return None
    # Of its class, as with all methods that Python itself calls: a mock has any attribute.
    draw = getattr(type(value), "_repr_svg_", None)
    drawn = draw(value) if callable(draw) else None
    if isinstance(drawn, str):
        alt = getattr(value, "alt", "")
        return {
            "kind": "svg",
            "svg": printable(drawn),
            "alt": printable(alt) if isinstance(alt, str) else "",
        }
    return {"kind": "value", "text": shorten(repr(value))}
