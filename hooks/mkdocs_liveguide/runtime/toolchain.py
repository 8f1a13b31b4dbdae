"""The parts made from a checkout: by Node, its packages, and pyodide-build."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.progress import nobody, progress
from mkdocs_liveguide.runtime.archives import read_modules
from mkdocs_liveguide.runtime.bundle import kept_bundles
from mkdocs_liveguide.runtime.compiled import compile_python
from mkdocs_liveguide.runtime.made import check_snapshot, check_zip
from mkdocs_liveguide.runtime.node import find_package
from mkdocs_liveguide.runtime.parts import (
    LOADER,
    LOCK,
    STDLIB,
    STOCK,
    Compiled,
    Interpreter,
    Parts,
)
from mkdocs_liveguide.runtime.places import LIVE, NODE
from mkdocs_liveguide.runtime.snapshot import make_snapshot
from mkdocs_liveguide.runtime.trimmed import trim_interpreter

_KIND = "pyodide"
_SNAPSHOT_TOOLS = ("make_snapshot", "untrack", "promises")


def make_parts(cache: Cache, modules: Sequence[str], say: Callable[[str], None] = nobody) -> Parts:
    """Makes all parts, each step only when what it reads has changed.

    Args:
        cache: where the results of the steps are kept.
        modules: the standard library's modules that the snapshot holds beside those of `live`.
        say: told how far it is; see `progress`.

    Raises:
        ToolError: a tool is missing or failed; the text is for the author.
    """
    with progress(say, "Python for the page, with its snapshot", 4) as done:
        return _make(cache, modules, done)


def _make(cache: Cache, modules: Sequence[str], done: Callable[[int], None]) -> Parts:
    pyodide = find_package("pyodide")
    trimmed = trim_interpreter(cache)
    done(1)
    loader = (pyodide / LOADER).read_bytes()
    live = read_modules(LIVE)
    here = b"".join(read_modules(Path(__file__).parent).values())
    library = [(pyodide / name).read_bytes() for name in (STDLIB, LOCK)]
    tools = [sys.version, version("pyodide-build")]
    base = key_of(trimmed.script, trimmed.wasm, loader, *library, here, *tools, *_flat(live))

    made = cache.get_or_make_all(
        _KIND,
        {name: f"{base}-{name}" for name in ("stdlib", "wheel")},
        lambda: vars(compile_python(pyodide, LIVE)),
        {"stdlib": check_zip, "wheel": check_zip},
    )
    compiled = Compiled(**made)
    done(1)
    scripts = [(NODE / f"{name}.mjs").read_bytes() for name in _SNAPSHOT_TOOLS]
    snapshot = cache.get_or_make(
        _KIND,
        key_of(base, *scripts, compiled.stdlib, compiled.wheel, *modules) + "-snapshot",
        lambda: make_snapshot(trimmed, compiled, modules),
        check_snapshot,
    )
    done(1)
    bundles = kept_bundles(cache)
    done(1)
    return Parts(
        Interpreter(trimmed.script, trimmed.core),
        compiled,
        snapshot,
        {name: (pyodide / name).read_bytes() for name in STOCK},
        bundles,
    )


def _flat(modules: Mapping[str, bytes]) -> list[bytes | str]:
    return [part for item in modules.items() for part in item]
