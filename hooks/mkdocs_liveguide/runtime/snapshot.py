"""The memory snapshot: Python as it stands after it has started and imported what pages use."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.runtime.node import find_package, run_node
from mkdocs_liveguide.runtime.parts import (
    LOADER,
    LOCK,
    SCRIPT,
    STDLIB,
    WASM,
    Compiled,
)
from mkdocs_liveguide.runtime.places import NODE
from mkdocs_liveguide.runtime.trimmed import Trimmed

SNAPSHOT_VERSION = 3
"""The version of the format, which `browser/runtime/snapshot.js` reads."""


def imported_modules(*folders: Path) -> list[str]:
    """The standard library's modules that any module under these folders imports, sorted."""
    found: set[str] = set()
    for path in (path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    return sorted(name for name in found if name.partition(".")[0] in sys.stdlib_module_names)


def make_snapshot(trimmed: Trimmed, compiled: Compiled, modules: Iterable[str] = ()) -> bytes:
    """Starts Python in Node, imports all of `live` and takes the picture.

    Args:
        trimmed: the very script that the browser will load, and its wasm file with all data.
        compiled: the standard library and `live`.
        modules: more modules to import, for the teaching snippets' sake.

    Raises:
        ToolError: it could not be made.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / STDLIB).write_bytes(compiled.stdlib)
        (folder / "live.whl").write_bytes(compiled.wheel)
        for name in (LOADER, LOCK):
            (folder / name).write_bytes((find_package("pyodide") / name).read_bytes())
        (folder / SCRIPT).write_bytes(trimmed.script)
        (folder / WASM).write_bytes(trimmed.wasm)
        run_node([NODE / "make_snapshot.mjs", folder, *modules])
        return (folder / "snapshot").read_bytes()
