"""All files that Python in the page is started from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.runtime.archives import read_modules
from mkdocs_liveguide.runtime.bundle import bundle
from mkdocs_liveguide.runtime.compiled import compile_python, compile_snippets
from mkdocs_liveguide.runtime.node import find_package
from mkdocs_liveguide.runtime.places import LIVE, NODE
from mkdocs_liveguide.runtime.snapshot import SNAPSHOT_VERSION, imported_modules, make_snapshot
from mkdocs_liveguide.runtime.trimmed import CORE, LOADER, SCRIPT, WASM, trim_interpreter

_KIND = "pyodide"
_WHEEL = "python/live-1.0.0-cp313-none-any.whl"


@dataclass(frozen=True)
class RuntimeBuild:
    """What the build publishes so that a page can run Python."""

    artefacts: tuple[Artefact, ...]
    """Files that the manifest names."""
    files: Mapping[str, bytes]
    """Scripts and styles by path relative to the site's root: published under these very names."""
    script: str
    """The module that every page loads, a key of `files`."""
    style: str
    """The stylesheet that every page loads, a key of `files`."""


def build_runtime(snippets: Path, cache: Cache) -> RuntimeBuild:
    """Makes the runtime, each step only when what it reads has changed.

    Args:
        snippets: the folder of the guide's snippets.
        cache: where the steps' results are kept.

    Raises:
        ToolError: a tool is missing or failed; the text is for the author.
    """
    pyodide = find_package("pyodide")
    interpreter = trim_interpreter(cache)
    loader = (pyodide / LOADER).read_bytes()
    live = read_modules(LIVE)
    here = b"".join(read_modules(Path(__file__).parent).values())
    base = key_of(interpreter.script, interpreter.wasm, loader, here, *_flat(live))

    made = cache.get_or_make_all(
        _KIND,
        {name: f"{base}-{name}" for name in ("stdlib", "wheel", "lock")},
        lambda: _compiled(pyodide),
    )
    stdlib = Artefact("python/stdlib.zip", made["stdlib"])
    wheel = Artefact(_WHEEL, made["wheel"])
    lock = Artefact("python/pyodide-lock.json", made["lock"])
    script = (NODE / "make_snapshot.mjs").read_bytes()
    modules = imported_modules(snippets, LIVE)
    snapshot = cache.get_or_make(
        _KIND,
        key_of(base, script, stdlib.hash, wheel.hash, *modules) + "-snapshot",
        lambda: make_snapshot(interpreter, stdlib.content, wheel.content, lock.content, modules),
    )
    bundles = bundle()
    return RuntimeBuild(
        artefacts=(
            Artefact(f"python/{SCRIPT}", interpreter.script),
            Artefact(f"python/{WASM}", interpreter.wasm),
            Artefact(f"python/{CORE}", interpreter.core),
            stdlib,
            wheel,
            lock,
            Artefact("python/snippets.zip", compile_snippets(snippets)),
            Artefact("python/snapshot.bin", snapshot, SNAPSHOT_VERSION),
            Artefact("python/worker.js", bundles.worker),
        ),
        files=bundles.files,
        script=bundles.script,
        style=bundles.style,
    )


def _compiled(pyodide: Path) -> dict[str, bytes]:
    def published_name(wheel: bytes) -> str:
        return Path(Artefact(_WHEEL, wheel).path).name

    made = compile_python(pyodide, LIVE, published_name)
    return {"stdlib": made.stdlib, "wheel": made.wheel, "lock": made.lock}


def _flat(modules: Mapping[str, bytes]) -> list[bytes | str]:
    return [part for item in modules.items() for part in item]
