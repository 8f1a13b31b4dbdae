"""Code that lies in no file, under a name as files have it: for tracebacks, warnings, `inspect`."""

from __future__ import annotations

import ast
import inspect
import linecache
from collections.abc import Iterator
from functools import wraps
from pathlib import PurePosixPath
from typing import Any

CELL = "<cell>"
"""The file name of the code in a cell."""

_HERE = PurePosixPath(__file__).parent
OURS = tuple(f"{_HERE.parent.as_posix()}/{each}/" for each in ("cells", "labs", "runtime"))
"""Where the code lies that runs cells and labs: none of it is the reader's business."""
_guide = [f"{_HERE.parent.as_posix()}/", "/lib/snippets.zip/"]
"""Where modules lie that readers may look into: `live`, and in the browser the guide's own."""

_known: set[str] = set()
_classes: dict[tuple[str, str, int], str] = {}


def add_source(filename: str, code: str, tree: ast.Module, module: str) -> None:
    """Lets others quote code.

    Args:
        filename: its name. What was known by it stays, in lines that are empty now.
        code: its text.
        tree: the same, parsed.
        module: the name of the module that it defines.
    """
    lines = [f"{line}\n" for line in code.split("\n")]
    if filename in _known and not filename.startswith(CELL[:-1]) and filename in linecache.cache:
        before = linecache.getlines(filename)
        size = max(len(lines), len(before))
        both = zip(_filled(lines, size), _filled(before, size), strict=True)
        lines = [new if new.strip() else old for new, old in both]
    _known.add(filename)
    # Without a time of change, `linecache.checkcache` lets it be.
    linecache.cache[filename] = (len(code), None, lines, filename)
    for name, line in _classes_in(tree, ""):
        _classes[module, name, line] = filename


def is_guides(filename: str) -> bool:
    """Whether code of that file is a reader's or the guide's: neither ours nor a library's."""
    if filename in _known:
        return True
    return filename.startswith(tuple(_guide)) and not filename.startswith(OURS)


def add_guide(folder: str) -> None:
    """Says that the guide's own modules lie there."""
    _guide.append(f"{folder}/")


def _filled(lines: list[str], size: int) -> list[str]:
    return [*lines, *["\n"] * (size - len(lines))]


def _classes_in(node: ast.AST, scope: str) -> Iterator[tuple[str, int]]:
    """The classes below a node, by qualified name and first line, decorators included."""
    for child in ast.iter_child_nodes(node):
        inner = scope
        if isinstance(child, ast.ClassDef):
            first = min([child.lineno, *(each.lineno for each in child.decorator_list)])
            yield f"{scope}{child.name}", first
            inner = f"{scope}{child.name}."
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = f"{scope}{child.name}.<locals>."
        yield from _classes_in(child, inner)


_getfile = inspect.getfile


@wraps(_getfile)
def _file_of(object: Any) -> str:
    # A class knows its module and its line, but not its file, and a program of several cells has
    # several files in one module.
    if isinstance(object, type):
        key = (object.__module__, object.__qualname__, object.__dict__.get("__firstlineno__", 0))
        if key in _classes:
            return _classes[key]
    return _getfile(object)


inspect.getfile = _file_of
