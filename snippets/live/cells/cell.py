"""Runs a cell: a reader's code, or a snippet at build time, by the very same rules.

Output is a sequence of pieces, each a dict of plain data:

- ``{"kind": "stdout" | "stderr", "text": str}``: printed, in the order of printing;
- ``{"kind": "value", "text": str}``: the repr of the last expression, if it is not None;
- ``{"kind": "svg", "svg": str, "alt": str}``: the same, of an object with ``_repr_svg_()``;
- ``{"kind": "error", "text": str, "name": str, "message": str, "line": int}``: the traceback, cut
  to the reader's lines; ``line`` is 1-based in the cell, 0 where the mistake is elsewhere.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

from live.cells.errors import add_lines, describe
from live.cells.printing import Printer, shorten
from live.runtime import host as page

Output = dict[str, Any]
Namespace = dict[str, Any]

CELL = "<cell>"
"""The file name of a cell's code in tracebacks."""

_namespaces: dict[str, Namespace] = {}


def new_namespace() -> Namespace:
    """What a cell's names live in: like a script's, and empty."""
    return {"__name__": "__main__", "__builtins__": builtins, "__doc__": None}


async def run(
    code: str,
    emit: Callable[[Output], None],
    namespace: Namespace | None = None,
    setup: str = "",
    setup_name: str = "<setup>",
) -> bool:
    """Runs code as a script whose last expression is shown; top-level ``await`` works.

    Args:
        code: Python.
        emit: takes each piece of output as soon as it is there.
        namespace: where names live; kept between cells that build on each other. None: a new one.
        setup: code that runs first; what it prints and shows is dropped, its errors are not.
        setup_name: the file name of `setup` in tracebacks.

    Returns:
        Whether it came to its end without an error.
    """
    names = new_namespace() if namespace is None else namespace
    printer = Printer(emit)
    with in_place(printer):
        try:
            flags = await _set_up(setup, setup_name, names)
            value, _ = await execute(code, CELL, names, flags)
            printer.flush()
            if value is not None:
                emit(_shown(value))
            return True
        except BaseException as error:  # SystemExit and OutputLimit end a cell, and no more
            printer.flush()
            emit(describe(error, CELL))
    return False


async def run_for_page(
    code: str, setup: str = "", setup_name: str = "<setup>", namespace: str = ""
) -> dict[str, bool]:
    """`run`, with its output sent to the page.

    Args:
        code: as for `run`.
        setup: as for `run`.
        setup_name: as for `run`.
        namespace: cells with the same one build on each other; "" for a new one each time.
    """
    names = _namespaces.setdefault(namespace, new_namespace()) if namespace else None
    return {"ok": await run(code, page.emit, names, setup, setup_name)}


async def _set_up(setup: str, name: str, names: Namespace) -> int:
    if not setup.strip():
        return 0
    with in_place(Printer(lambda output: None)):
        _, flags = await execute(setup, name, names, 0)
    return flags


async def execute(code: str, filename: str, names: Namespace, flags: int) -> tuple[Any, int]:
    """Runs code; returns the last expression's value, and the flags for code that follows it."""
    add_lines(filename, code)
    tree = ast.parse(code, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    first = _compile(tree, filename, "exec", flags)
    await _evaluate(first, names)
    flags |= first.co_flags & __future__.annotations.compiler_flag
    if not isinstance(last, ast.Expr):
        return None, flags
    expression = _compile(ast.Expression(last.value), filename, "eval", flags)
    return await _evaluate(expression, names), flags


def _compile(tree: ast.Module | ast.Expression, filename: str, mode: str, flags: int) -> CodeType:
    flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    compiled: CodeType = compile(tree, filename, mode, flags, dont_inherit=True)
    return compiled


async def _evaluate(code: CodeType, names: Namespace) -> Any:
    value = eval(code, names)
    return await value if code.co_flags & inspect.CO_COROUTINE else value


def _shown(value: Any) -> Output:
    draw = getattr(value, "_repr_svg_", None)
    if callable(draw) and not isinstance(value, type):
        return {"kind": "svg", "svg": str(draw()), "alt": str(getattr(value, "alt", ""))}
    return {"kind": "value", "text": shorten(repr(value))}


def _no_input(prompt: object = "") -> str:
    raise EOFError("nobody can answer input() here: write the answer into the code instead")


@contextmanager
def in_place(printer: Printer) -> Iterator[None]:
    """For a while, what is printed goes to `printer`, and `input()` finds nobody."""
    kept = sys.stdout, sys.stderr, builtins.input
    sys.stdout, sys.stderr, builtins.input = printer.stdout, printer.stderr, _no_input
    try:
        yield
    finally:
        sys.stdout, sys.stderr, builtins.input = kept
