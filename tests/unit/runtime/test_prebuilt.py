"""The parts of the runtime as files: what was written is read, and damage is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime import build, service_worker
from mkdocs_liveguide.runtime.archives import read_zip
from mkdocs_liveguide.runtime.build import build_runtime
from mkdocs_liveguide.runtime.node import ToolError
from mkdocs_liveguide.runtime.parts import STOCK, WORKERS, Bundles, Compiled, Interpreter, Parts
from mkdocs_liveguide.runtime.prebuilt import (
    MANIFEST,
    SERVICE_WORKER,
    Versions,
    installed_version,
    read_file,
    read_prebuilt,
    write_prebuilt,
)

PARTS = Parts(
    Interpreter(b"script", b"core"),
    Compiled(b"stdlib", b"wheel"),
    b"snapshot",
    {name: f"stock {name}".encode() for name in STOCK},
    Bundles(
        {"live/index.1.js": b"js", "live/index.2.css": b"css"},
        script="live/index.1.js",
        style="live/index.2.css",
        workers={name: name.encode() for name in WORKERS},
        packages=("a", "b"),
    ),
)
VERSIONS = Versions(
    generator=installed_version(), pyodide="0.1.0", python="3.13", npm={"a": "1", "b": "2"}
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of prebuilt files."""
    others = {SERVICE_WORKER: b"self.SITE;", "pyodide/package.json": b"{}"}
    write_prebuilt(tmp_path / "prebuilt", PARTS, VERSIONS, ["math", "json"], others)
    return tmp_path / "prebuilt"


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    """A guide's snippets."""
    (tmp_path / "snippets" / "tea").mkdir(parents=True)
    (tmp_path / "snippets" / "tea" / "water.py").write_text("x = 1\n")
    return tmp_path / "snippets"


def test_what_was_written_is_read(folder: Path) -> None:
    assert read_prebuilt(folder) == PARTS
    assert read_file(folder, "pyodide/package.json") == b"{}"


def test_equal_parts_give_equal_files(folder: Path, tmp_path: Path) -> None:
    others = {"pyodide/package.json": b"{}", SERVICE_WORKER: b"self.SITE;"}
    write_prebuilt(tmp_path / "again", PARTS, VERSIONS, ["json", "math"], others)
    first, second = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in (folder, tmp_path / "again")
    )
    assert first == second


def test_a_guide_is_built_from_them_without_any_tool(
    folder: Path, snippets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_tool(*_: object) -> None:
        raise AssertionError("a tool was looked for")

    monkeypatch.setattr(build, "make_parts", no_tool)
    made = build_runtime(snippets, Cache(tmp_path / "cache"), folder)
    contents = {each.name.removeprefix("python/"): each.content for each in made.artefacts}
    assert set(read_zip(contents.pop("snippets.zip"))) == {"tea/__init__.py", "tea/water.py"}
    assert contents == {
        "pyodide.asm.js": b"script",
        "pyodide.core.wasm": b"core",
        "stdlib.zip": b"stdlib",
        "live-1.0.0-cp313-none-any.whl": b"wheel",
        "snapshot.bin": b"snapshot",
        "worker.js": b"worker.js",
        "keeper.js": b"keeper.js",
        "compiler.js": b"compiler.js",
        "fallback.js": b"fallback.js",
        **{f"stock/{name}": content for name, content in PARTS.stock.items()},
    }
    assert made.files == PARTS.bundles.files
    assert not (tmp_path / "cache").exists()


def test_both_ways_publish_files_of_the_same_names(
    folder: Path, snippets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "make_parts", lambda cache, modules, say: PARTS)
    cache = Cache(tmp_path)
    assert build_runtime(snippets, cache, tmp_path / "none") == build_runtime(
        snippets, cache, folder
    )


def test_the_service_worker_is_one_of_them(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_worker, "PREBUILT", folder)
    assert service_worker.build_service_worker(tmp_path / "site").endswith(b"\nself.SITE;")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("python/snapshot.bin", b"snap", "found 4 bytes, expected 8 of another content"),
        ("python/snapshot.bin", b"snapshoT", "found 8 bytes, expected 8 of another content"),
        ("python/snapshot.bin", None, "it cannot be read"),
        (SERVICE_WORKER, b"self", "found 4 bytes, expected 10 of another content"),
        ("live/index.1.js", b"", "found 0 bytes, expected 2 of another content"),
        (MANIFEST, b"{", "it cannot be read"),
        (MANIFEST, b"\xff", "it cannot be read"),
        (MANIFEST, None, "it cannot be read"),
    ],
)
def test_a_damaged_file_is_told(folder: Path, name: str, content: bytes | None, told: str) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(ToolError) as raised:
        read_prebuilt(folder)
    assert f"prebuilt/{name}: {told}" in str(raised.value)
    assert "install it again" in str(raised.value)


def test_files_of_another_version_of_the_package_are_told(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest["versions"]["generator"] = "0.9.0"
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ToolError, match=r"it is of version 0\.9\.0, the package of "):
        read_prebuilt(folder)


def test_a_manifest_of_another_format_is_told(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest["format"] = 2
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ToolError, match="it cannot be read"):
        read_prebuilt(folder)


def test_a_file_that_the_manifest_does_not_name_is_not_read(folder: Path) -> None:
    (folder / "more").write_bytes(b"more")
    with pytest.raises(ToolError, match="does not name it"):
        read_file(folder, "more")
