"""The parts as files of the installed package, which need no Node: written once, checked when read.

In the folder, ``manifest.json`` says what each file must be. The files are those that the site
publishes, the service worker's source, Pyodide as its npm package has it (in ``pyodide/``), and
the licences of all that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from mkdocs_liveguide.building.cache import write_atomically
from mkdocs_liveguide.runtime.compiled import WHEEL
from mkdocs_liveguide.runtime.node import ToolError, find_package
from mkdocs_liveguide.runtime.parts import (
    CORE,
    SCRIPT,
    STOCK,
    WORKERS,
    Bundles,
    Compiled,
    Interpreter,
    Parts,
)
from mkdocs_liveguide.runtime.places import PREBUILT

MANIFEST = "manifest.json"
SERVICE_WORKER = "serviceworker.js"
LICENCES = "LICENCES.txt"
STOCK_FOLDER = "pyodide"
"""Pyodide's own files, unchanged: the folder that its loader is pointed at."""
_PYTHON = "python"
_SNAPSHOT = "snapshot.bin"
_STDLIB = "stdlib.zip"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Packed(_Model):
    """What one file must be."""

    sha256: str
    size: int
    """Bytes."""


class Versions(_Model):
    """What the files were made from."""

    generator: str
    """The version of this package."""
    pyodide: str
    python: str
    """The Python whose bytecode is in the archives, such as ``3.13``."""
    npm: dict[str, str]
    """Versions of the npm packages in the bundles, by name."""


class Manifest(_Model):
    """All of ``manifest.json``."""

    format: Literal[1] = 1
    versions: Versions
    modules: list[str]
    """The standard library's modules that the snapshot holds beside those that `live` imports."""
    script: str
    style: str
    """See `Bundles`."""
    bundles: list[str]
    """The bundles' paths relative to the site's root, which are also their paths here."""
    files: dict[str, Packed]
    """Every file but the manifest, by its path in the folder."""


def has_prebuilt(folder: Path) -> bool:
    """Whether there are prebuilt files, good or damaged."""
    return folder.is_dir()


def write_prebuilt(
    folder: Path,
    parts: Parts,
    versions: Versions,
    modules: Sequence[str],
    others: Mapping[str, bytes],
) -> Manifest:
    """Writes the parts, and a manifest of all files.

    Args:
        folder: an empty folder, or one that is not there yet.
        parts: the parts.
        versions: what they were made from.
        modules: see `Manifest`.
        others: more files by path: the service worker's source, licences.
    """
    interpreter, compiled, bundles = parts.interpreter, parts.compiled, parts.bundles
    files = {
        f"{_PYTHON}/{SCRIPT}": interpreter.script,
        f"{_PYTHON}/{CORE}": interpreter.core,
        f"{_PYTHON}/{_STDLIB}": compiled.stdlib,
        f"{_PYTHON}/{WHEEL}": compiled.wheel,
        f"{_PYTHON}/{_SNAPSHOT}": parts.snapshot,
        **{f"{_PYTHON}/{name}": script for name, script in bundles.workers.items()},
        **{f"{STOCK_FOLDER}/{name}": content for name, content in parts.stock.items()},
        **bundles.files,
        **others,
    }
    manifest = Manifest(
        versions=versions,
        modules=sorted(modules),
        script=bundles.script,
        style=bundles.style,
        bundles=sorted(bundles.files),
        files={name: _packed(content) for name, content in sorted(files.items())},
    )
    for name, content in files.items():
        write_atomically(folder / name, content)
    write_atomically(folder / MANIFEST, f"{manifest.model_dump_json(indent=1)}\n".encode())
    return manifest


def read_prebuilt(folder: Path) -> Parts:
    """The parts, each file checked against the manifest.

    Raises:
        ToolError: a file is missing, damaged or of another version; the text says which.
    """
    manifest = read_manifest(folder)

    def read(name: str) -> bytes:
        return read_file(folder, name)

    # It is asked for when the site is written: too late to tell that it is damaged.
    read(SERVICE_WORKER)
    return Parts(
        Interpreter(read(f"{_PYTHON}/{SCRIPT}"), read(f"{_PYTHON}/{CORE}")),
        Compiled(read(f"{_PYTHON}/{_STDLIB}"), read(f"{_PYTHON}/{WHEEL}")),
        read(f"{_PYTHON}/{_SNAPSHOT}"),
        {name: read(f"{STOCK_FOLDER}/{name}") for name in STOCK},
        Bundles(
            files={name: read(name) for name in manifest.bundles},
            script=manifest.script,
            style=manifest.style,
            workers={name: read(f"{_PYTHON}/{name}") for name in WORKERS},
            packages=tuple(sorted(manifest.versions.npm)),
        ),
    )


def read_manifest(folder: Path) -> Manifest:
    """The list of the prebuilt files.

    Raises:
        ToolError: it is missing or cannot be read, or belongs to another version of the package.
    """
    path = folder / MANIFEST
    try:
        manifest = _parsed(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(path, "it cannot be read") from error
    installed = installed_version()
    if installed and manifest.versions.generator != installed:
        found = f"it is of version {manifest.versions.generator}, the package of {installed}"
        raise _damaged(path, found)
    return manifest


def read_file(folder: Path, name: str) -> bytes:
    """One prebuilt file, checked.

    Raises:
        ToolError: it is missing or damaged, or the manifest does not name it.
    """
    wanted = read_manifest(folder).files.get(name)
    if wanted is None:
        raise _damaged(folder / name, f"{MANIFEST} does not name it")
    try:
        content = (folder / name).read_bytes()
    except OSError:
        raise _damaged(folder / name, "it cannot be read") from None
    if _packed(content) != wanted:
        sizes = f"found {len(content)} bytes, expected {wanted.size} of another content"
        raise _damaged(folder / name, sizes)
    return content


def pyodide_folder() -> Path:
    """Pyodide as its npm package has it: the package's own copy, in a checkout npm's.

    Raises:
        ToolError: npm has not installed it.
    """
    return PREBUILT / STOCK_FOLDER if has_prebuilt(PREBUILT) else find_package("pyodide")


def installed_version() -> str:
    """The version of this package; "" where it is not installed."""
    try:
        return version("mkdocs-liveguide")
    except PackageNotFoundError:
        return ""


@lru_cache(4)
def _parsed(content: bytes) -> Manifest:
    return Manifest.model_validate_json(content)


def _packed(content: bytes) -> Packed:
    return Packed(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _damaged(path: Path, found: str) -> ToolError:
    name = "/".join(path.parts[-3:])
    return ToolError(
        f"a file of the installed package is not as it was packed: {name}: {found}; "
        "install it again: python -m pip install --force-reinstall --no-deps mkdocs-liveguide"
    )
