"""A copy of the package with everything prebuilt, from which a wheel is made."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime.places import CHECKOUT, LIVE, PACKAGE, PREBUILT
from mkdocs_liveguide.runtime.prebuilt import (
    LICENCES,
    SERVICE_WORKER,
    STOCK_FOLDER,
    Manifest,
    Versions,
    installed_version,
    write_prebuilt,
)
from mkdocs_liveguide.runtime.service_worker import service_worker_source
from mkdocs_liveguide.runtime.toolchain import make_parts
from mkdocs_liveguide.tools.package.licences import gather_licences, npm_versions
from mkdocs_liveguide.tools.package.modules import TEACHING

_LEFT_OUT = ("__pycache__", "browser", "node", "package", "prebuilt")
"""Folders that only a checkout has a use for, at the top of the package or in its tools."""


def stage(folder: Path, cache: Cache) -> Manifest:
    """Lays out the sources of the wheel.

    Args:
        folder: an empty folder.
        cache: where the results of the runtime's steps are kept.

    Returns:
        What is prebuilt.

    Raises:
        ToolError: a tool is missing or failed.
    """
    for source, name in ((PACKAGE, PACKAGE.name), (LIVE, LIVE.name)):
        shutil.copytree(source, folder / name, ignore=_ignored)
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(PACKAGE.parent / name, folder / name)
    shutil.copyfile(CHECKOUT / "LICENSE", folder / "LICENSE")

    parts = make_parts(cache, TEACHING)
    npm = parts.bundles.packages
    licences = gather_licences(npm).encode()
    manifest = write_prebuilt(
        folder / PACKAGE.name / PREBUILT.name,
        parts,
        Versions(
            generator=installed_version(),
            pyodide=npm_versions(["pyodide"])["pyodide"],
            python=f"{sys.version_info.major}.{sys.version_info.minor}",
            npm=npm_versions(npm),
        ),
        TEACHING,
        {
            SERVICE_WORKER: service_worker_source(),
            LICENCES: licences,
            # Node takes a script for a module only where this file says so.
            f"{STOCK_FOLDER}/package.json": json.dumps({"type": "module"}).encode(),
        },
    )
    # Where installers look for licences.
    (folder / LICENCES).write_bytes(licences)
    return manifest


def _ignored(folder: str, names: list[str]) -> list[str]:
    place = Path(folder)
    left_out = _LEFT_OUT if place in (PACKAGE, PACKAGE / "tools") else ("__pycache__",)
    return [name for name in names if name in left_out]
