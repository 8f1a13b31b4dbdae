"""Pyodide's script and wasm file without what only other libraries would need."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sitebuild.cache import Cache, key_of
from sitebuild.pyodide.node import find_package, run_node

SCRIPT = "pyodide.asm.js"
WASM = "pyodide.asm.wasm"
CORE = "pyodide.core.wasm"
LOADER = "pyodide.mjs"
_KIND = "pyodide"
_TOOLS = ("trim_pyodide", "trim_glue", "wasm_file", "browsers")
_USERS = ("docs/assets/live/boot.js", "scripts/make_snapshot.mjs")
"""Our scripts that ask Pyodide's module for something by name."""


@dataclass(frozen=True)
class Interpreter:
    """The interpreter's own files, which belong together."""

    script: bytes
    wasm: bytes
    core: bytes
    """The same as `wasm` without data: for a memory that comes from a snapshot."""


def trim_interpreter(root: Path, cache: Cache) -> Interpreter:
    """Runs `scripts/trim_pyodide.mjs`, if what it reads has changed.

    Raises:
        ToolError: the script does not know this version of Pyodide.
    """
    pyodide = find_package(root, "pyodide")
    tools = [root / "scripts" / f"{name}.mjs" for name in _TOOLS]
    users = [pyodide / LOADER, *(root / name for name in _USERS)]
    read = [pyodide / SCRIPT, pyodide / WASM, *tools, *users]
    key = key_of(*(path.read_bytes() for path in read))

    names = (SCRIPT, WASM, CORE)

    def make() -> dict[str, bytes]:
        with TemporaryDirectory() as name:
            run_node(root, [tools[0], pyodide, name, *users])
            folder = Path(name)
            return {name: (folder / name).read_bytes() for name in names}

    made = cache.get_or_make_all(_KIND, {name: f"{key}-{name}" for name in names}, make)
    return Interpreter(*(made[name] for name in names))
