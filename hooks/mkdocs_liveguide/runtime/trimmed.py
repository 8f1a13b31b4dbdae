"""Pyodide's script and wasm file without what only other libraries would need."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.runtime.made import check_script, check_wasm
from mkdocs_liveguide.runtime.node import find_package, run_node
from mkdocs_liveguide.runtime.parts import CORE, LOADER, SCRIPT, WASM
from mkdocs_liveguide.runtime.places import BROWSER, NODE

_KIND = "pyodide"
_TOOLS = (
    "trim_pyodide",
    "trim_glue",
    "wasm_file",
    "wasm_code",
    "wasm_numbers",
    "promises",
    "browsers",
)
_USERS = (BROWSER / "runtime/seams.js", NODE / "make_snapshot.mjs")
"""Our scripts that ask Pyodide's module for something by name."""


@dataclass(frozen=True)
class Trimmed:
    """The files that belong together."""

    script: bytes
    wasm: bytes
    """With its data: only the build starts it, to take the snapshot."""
    core: bytes
    """The same as `wasm` without data: for a memory that comes from a snapshot."""


def trim_interpreter(cache: Cache) -> Trimmed:
    """Runs `node/trim_pyodide.mjs`, if what it reads has changed.

    Raises:
        ToolError: the script does not know this version of Pyodide.
    """
    pyodide = find_package("pyodide")
    tools = [NODE / f"{name}.mjs" for name in _TOOLS]
    users = [pyodide / LOADER, *_USERS]
    read = [pyodide / SCRIPT, pyodide / WASM, *tools, *users, Path(__file__)]
    key = key_of(*(path.read_bytes() for path in read))

    names = (SCRIPT, WASM, CORE)

    def make() -> dict[str, bytes]:
        with TemporaryDirectory() as name:
            run_node([tools[0], pyodide, name, *users])
            folder = Path(name)
            return {name: (folder / name).read_bytes() for name in names}

    keys = {name: f"{key}-{name}" for name in names}
    made = cache.get_or_make_all(
        _KIND, keys, make, {SCRIPT: check_script, WASM: check_wasm, CORE: check_wasm}
    )
    return Trimmed(*(made[name] for name in names))
