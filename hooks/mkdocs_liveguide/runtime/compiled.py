"""Python for the browser: the standard library and `live` as bytecode, and the snippets."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.runtime.archives import read_modules, read_zip, write_wheel, write_zip
from mkdocs_liveguide.runtime.node import run_tool
from mkdocs_liveguide.runtime.parts import STDLIB, Compiled

_ANNOTATED = ("_pyodide/", "asyncio/", "pyodide/", "statistics.py", "typing.py")
"""What has many annotations in the standard library; `importlib` works with its own."""
_SOURCE = "live-1.0.0-py3-none-any.whl"
WHEEL = "live-1.0.0-cp313-none-any.whl"
"""The package `live`, compiled."""


def compile_python(pyodide: Path, live: Path) -> Compiled:
    """Runs pyodide-build over Pyodide's standard library and the package `live`.

    Args:
        pyodide: the folder of Pyodide's npm package.
        live: the folder of the package.

    Raises:
        ToolError: pyodide-build failed, for example at a syntax error.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        stdlib = read_zip((pyodide / STDLIB).read_bytes())
        (folder / STDLIB).write_bytes(write_zip(_smaller(stdlib, _ANNOTATED)))
        modules = _smaller(read_modules(live, "live/"), ("live/",))
        (folder / _SOURCE).write_bytes(write_wheel("live", "1.0.0", modules))
        _pyodide(folder, "py-compile", "--silent", str(folder))
        return Compiled(
            stdlib=write_zip(read_zip((folder / STDLIB).read_bytes())),
            wheel=write_zip(read_zip((folder / WHEEL).read_bytes())),
        )


def compile_snippets(snippets: Path) -> bytes:
    """All folders of `snippets` but `live`, as an archive to import from.

    Sources, not bytecode: they are few, and Python then quotes their lines in tracebacks.
    """
    files: dict[str, bytes] = {}
    for folder in sorted(path for path in snippets.glob("*") if path.is_dir()):
        if folder.name not in ("live", "__pycache__"):
            files |= read_modules(folder, f"{folder.name}/")
    # zipimport finds no package without this file unless the archive lists the folder itself.
    for name in list(files):
        files.setdefault(f"{name.rpartition('/')[0]}/__init__.py", b"")
    return write_zip(files)


def _pyodide(folder: Path, *arguments: str) -> None:
    # A fixed date makes the bytecode the same each time. Column tables of library code would cost
    # every reader bytes, and serve nobody: tracebacks end at the reader's own lines.
    run_tool(
        [sys.executable, "-m", "pyodide_cli", *arguments],
        folder,
        SOURCE_DATE_EPOCH="315532800",
        PYTHONNODEBUGRANGES="1",
        PYTHONHASHSEED="0",
    )


def _smaller(files: dict[str, bytes], annotated: tuple[str, ...]) -> dict[str, bytes]:
    """Modules without docstrings, and those of some packages without annotations."""
    return {
        name: _without_annotations(source)
        if name.startswith(annotated) and name.endswith(".py")
        else source
        for name, source in _without_docstrings(files).items()
    }


def _without_docstrings(files: dict[str, bytes]) -> dict[str, bytes]:
    """Empties the docstrings of modules; lines stay where they are."""
    return {
        name: _strip(content) if name.endswith(".py") else content
        for name, content in files.items()
        if not name.endswith(".pyc")
    }


def _strip(source: bytes) -> bytes:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    lines = source.split(b"\n")
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, kinds) or ast.get_docstring(node, clean=False) is None:
            continue
        text = node.body[0]
        first, last = text.lineno - 1, (text.end_lineno or text.lineno) - 1
        start, end = text.col_offset, text.end_col_offset or 0
        rest = lines[last][end:]
        # An empty text, not none: some modules work with their docstring.
        lines[first] = lines[first][:start] + b"''" + (rest if first == last else b"")
        for number in range(first + 1, last + 1):
            lines[number] = b""
        if first != last:
            lines[first] += rest
    return b"\n".join(lines)


def _without_annotations(source: bytes) -> bytes:
    """Blanks what functions say of the types of their arguments: nobody asks for it in a page.

    Annotations in classes stay, because dataclasses are made from them; lines stay where they are.
    """
    lines = source.split(b"\n")
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        given = node.args
        for each in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
            if each is not None and each.annotation is not None:
                start = each.lineno, each.col_offset + len(each.arg.encode())
                _blank(lines, start, each.annotation)
        # No line may end between the brackets and the colon: what takes several lines stays.
        if node.returns is not None and node.returns.lineno == node.returns.end_lineno:
            line = node.returns.lineno
            arrow = lines[line - 1].rfind(b"->", 0, node.returns.col_offset)
            if arrow >= 0:
                _blank(lines, (line, arrow), node.returns)
    return b"\n".join(lines)


def _blank(lines: list[bytes], start: tuple[int, int], until: ast.expr) -> None:
    """Puts spaces in the place of all from a line and column on, to the end of a node.

    What stands in brackets of its own stays: a node does not tell where they end.
    """
    head = lines[start[0] - 1 : until.lineno]
    head[-1] = head[-1][: until.col_offset]
    head[0] = head[0][start[1] :]
    if b"".join(head).strip() not in (b":", b"->"):
        return
    last, end = until.end_lineno or until.lineno, until.end_col_offset or 0
    for number in range(start[0], last + 1):
        line = lines[number - 1]
        first = start[1] if number == start[0] else 0
        stop = end if number == last else len(line)
        lines[number - 1] = line[:first] + b" " * (stop - first) + line[stop:]
