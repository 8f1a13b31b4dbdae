"""What is the same for every guide: the interpreter, the Python of the page, the bundles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SCRIPT = "pyodide.asm.js"
WASM = "pyodide.asm.wasm"
CORE = "pyodide.core.wasm"
LOADER = "pyodide.mjs"
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
STOCK = (LOADER, SCRIPT, WASM, STDLIB, LOCK)
"""The files of Pyodide's npm package that it starts from."""
WORKER = "worker.js"
FALLBACK = "fallback.js"
KEEPER = "keeper.js"
COMPILER = "compiler.js"
WORKERS = (WORKER, KEEPER, COMPILER, FALLBACK)
"""The scripts of workers: Python from the snapshot, two that prepare it, stock Pyodide."""


@dataclass(frozen=True)
class Interpreter:
    """The interpreter's own files, which belong together."""

    script: bytes
    core: bytes
    """The wasm file without data: for a memory that comes from a snapshot."""


@dataclass(frozen=True)
class Compiled:
    """Archives of compiled modules."""

    stdlib: bytes
    wheel: bytes
    """The package `live`."""


@dataclass(frozen=True)
class Bundles:
    """What the page and the workers load."""

    files: Mapping[str, bytes]
    """By path relative to the site's root; their names hold a hash of their content."""
    script: str
    """The path of the page's entry."""
    style: str
    """The path of the page's styles."""
    workers: Mapping[str, bytes]
    """By their names in `WORKERS`."""
    packages: tuple[str, ...]
    """The npm packages that have code in them, sorted."""


@dataclass(frozen=True)
class Parts:
    """All of it."""

    interpreter: Interpreter
    compiled: Compiled
    snapshot: bytes
    stock: Mapping[str, bytes]
    """Pyodide's own files, unchanged, by their names in `STOCK`."""
    bundles: Bundles
