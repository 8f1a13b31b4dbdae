"""A program that runs piece by piece, with all that ``python file.py`` would give it."""

from __future__ import annotations
import __future__

import ast
import atexit
import builtins
import contextvars
import gc
import inspect
import linecache
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import CodeType, ModuleType
from typing import Any, NoReturn

from live.cells import descriptors, loop, streams
from live.cells.errors import EndedAtOnce, show_unraisable
from live.cells.limits import NOBODY
from live.cells.printing import Printer
from live.cells.sources import CELL, OURS, add_source, is_guides

Names = dict[str, Any]


class Program:
    """Code that shares its names, as if it stood in one file."""

    def __init__(self, name: str = "__main__") -> None:
        """`name`: the module that it is."""
        self.module = ModuleType(name)
        self.names: Names = self.module.__dict__
        self.names["__builtins__"] = builtins
        self._loop = loop.CellLoop()
        self._context = contextvars.copy_context()
        self._files: dict[str, str] = {}
        self._flags = 0
        self._at_exit: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = []

    def file_of(self, code: str) -> str:
        """The file name of a cell's code: the same for the same code."""
        number = len(self._files) + 1
        name = CELL if number == 1 else f"{CELL[:-1]} {number}>"
        return self._files.setdefault(code, name)

    def execute(self, code: str, filename: str) -> Callable[[Callable[[Any], Any]], Any]:
        """Runs code; top-level ``await`` works, and what it imports from ``__future__`` stays.

        Returns:
            Calls a function with the value of the last expression, as if it were called from there.
        """
        self.names["__file__"] = filename
        tree = ast.parse(code, filename)
        add_source(filename, code, tree, self.module.__name__)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        first = _compile(tree, filename, "exec", self._flags)
        self._flags |= first.co_flags & __future__.annotations.compiler_flag
        codes = [first]
        if isinstance(last, ast.Expr):
            codes.append(_compile(ast.Expression(last.value), filename, "eval", self._flags))
        value = self._evaluate(codes)
        return lambda show: self._context.run(_call_at, show, value, last, filename)

    @contextmanager
    def running(self, printer: Printer) -> Iterator[None]:
        """For a while, this is the program that runs, and what it prints goes to `printer`."""
        with ExitStack() as stack:
            stack.enter_context(_replaced(sys.modules, "__main__", sys.modules["__main__"]))
            self._context.run(streams.current.set, printer)
            stack.enter_context(_in_context(printer))
            sys.modules[self.module.__name__] = self.module
            stack.enter_context(_streams())
            stack.enter_context(self._stand_ins())
            # Filters that are new warn again of what they have warned of in an earlier run.
            with warnings.catch_warnings():
                pass
            drain = stack.enter_context(descriptors.redirected(printer.write))
            printer.before = drain
            stack.enter_context(loop.running(self._loop))
            try:
                yield
            finally:
                with suppress(BaseException):
                    sys.stdout.flush()  # it may be the code's own, over ours
                if loop.CellLoop.turned:
                    gc.collect()  # tasks that failed unheard say so when they go
                printer.close()

    def finish(self) -> None:
        """Does what a program does at its end: tasks are cancelled, and `atexit` has its turn."""
        loop.end_tasks(self._loop)
        while self._at_exit:
            function, args, kwargs = self._at_exit.pop()
            try:
                self._context.run(function, *args, **kwargs)
            except Exception as error:
                show_unraisable(function, error)

    def _evaluate(self, codes: list[CodeType]) -> Any:
        """The value of the last of these codes."""
        value = None
        for code in codes:
            value = self._context.run(eval, code, self.names)
            if code.co_flags & inspect.CO_COROUTINE:
                task = self._loop.create_task(value, context=self._context)
                value = self._loop.run_until_complete(task)
        return value

    @contextmanager
    def _stand_ins(self) -> Iterator[None]:
        """Functions that reach beyond the program, as it sees them."""
        with ExitStack() as stack:
            for owner, name, value in (
                (builtins, "input", _input),
                (os, "_exit", _exit),
                (os, "abort", _abort),
                (atexit, "register", self._register),
                (atexit, "unregister", self._unregister),
                (warnings, "formatwarning", _warning_text),
                (sys, "argv", [CELL]),
            ):
                stack.enter_context(_replaced(vars(owner), name, value))
            yield

    def _register(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        self._at_exit.append((function, args, kwargs))
        return function

    def _unregister(self, function: Callable[..., Any], /) -> None:
        self._at_exit = [each for each in self._at_exit if each[0] != function]


def _compile(tree: ast.Module | ast.Expression, filename: str, mode: str, flags: int) -> CodeType:
    flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    compiled: CodeType = compile(tree, filename, mode, flags, dont_inherit=True)
    return compiled


def _call_at(show: Callable[[Any], Any], value: Any, last: ast.stmt | None, filename: str) -> Any:
    """Calls a function from the line of a statement, so that its errors have that line."""
    if last is None:
        return show(None)
    call = ast.Call(ast.Name("show", ast.Load()), [ast.Name("value", ast.Load())], [])
    for node in ast.walk(call):
        if isinstance(node, ast.expr):
            ast.copy_location(node, last)
    code = compile(ast.Expression(call), filename, "eval", dont_inherit=True)
    return eval(code, {"show": show, "value": value})


def _input(prompt: object = "", /) -> str:
    raise EOFError(f"input() ended: {NOBODY}")


def _exit(status: int) -> NoReturn:
    raise EndedAtOnce(f"os._exit({status!r})")


def _abort() -> NoReturn:
    raise EndedAtOnce("os.abort()")


def _warning_text(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    line: str | None = None,
) -> str:
    """As `warnings.formatwarning` has it, without paths of ours or of the interpreter's."""
    if filename.startswith(OURS):  # something went away when its run was over
        return f"{CELL}: {category.__name__}: {message}\n"
    if not is_guides(filename):
        return f"{filename.rpartition('/')[2]}:{lineno}: {category.__name__}: {message}\n"
    source = (linecache.getline(filename, lineno) if line is None else line).strip()
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{text}  {source}\n" if source else text


@contextmanager
def _streams() -> Iterator[None]:
    """For a while, the streams of `sys` lead to who prints, and nobody can be asked."""
    names = "stdin", "stdout", "stderr"
    made = [streams.make_stdin(), streams.make_stream("stdout"), streams.make_stream("stderr")]
    with ExitStack() as stack:
        for name, stream in zip(names, made, strict=True):
            stack.enter_context(_replaced(vars(sys), name, stream))
            stack.enter_context(_replaced(vars(sys), f"__{name}__", stream))
        yield


@contextmanager
def _in_context(printer: Printer) -> Iterator[None]:
    token = streams.current.set(printer)
    try:
        yield
    finally:
        streams.current.reset(token)


@contextmanager
def _replaced(values: dict[str, Any], name: str, value: Any) -> Iterator[None]:
    """For a while, a name has another value."""
    missing = object()
    before = values.get(name, missing)
    values[name] = value
    try:
        yield
    finally:
        if before is missing:
            values.pop(name, None)
        else:
            values[name] = before
