"""The stages that make the browser's Python."""

from __future__ import annotations

import ast
import gzip
import json
import shutil
import tempfile
from pathlib import Path, PurePosixPath

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime import snapshot
from mkdocs_liveguide.runtime.archives import read_zip, write_wheel, write_zip
from mkdocs_liveguide.runtime.build import build_runtime, publish
from mkdocs_liveguide.runtime.compiled import _strip, _without_annotations, compile_snippets
from mkdocs_liveguide.runtime.node import ToolError, run_node
from mkdocs_liveguide.runtime.parts import STOCK, Bundles, Compiled, Interpreter, Parts
from mkdocs_liveguide.runtime.service_worker import build_service_worker
from mkdocs_liveguide.runtime.snapshot import imported_modules


def test_an_archive_has_the_same_bytes_each_time() -> None:
    files = {"b.py": b"b", "a/c.py": b"c"}
    assert write_zip(files) == write_zip(dict(reversed(files.items())))
    assert read_zip(write_zip(files)) == files


def test_a_wheel_lists_its_files() -> None:
    record = read_zip(write_wheel("live", "1.0.0", {"live/a.py": b"x"}))[
        "live-1.0.0.dist-info/RECORD"
    ]
    assert b"live/a.py,sha256=" in record


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b'"""One."""\nx = 1\n', b"''\nx = 1\n"),
        (b'"""One\ntwo."""\nx = 1\n', b"''\n\nx = 1\n"),
        (b'def f():\n    """Doc."""; return 1\n', b"def f():\n    ''; return 1\n"),
        (b"x = '''kept\n'''\n", b"x = '''kept\n'''\n"),
        (b'"""\xc3\xa9."""\n', b"''\n"),
    ],
)
def test_docstrings_are_emptied_and_lines_stay(source: bytes, expected: bytes) -> None:
    assert _strip(source) == expected


def test_snippets_are_packages_without_the_browser_package(tmp_path: Path) -> None:
    for name in ("live/a.py", "topic/b.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    assert set(read_zip(compile_snippets(tmp_path))) == {"topic/__init__.py", "topic/b.py"}


def test_only_the_standard_library_is_imported_early(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import json, numpy\nfrom re import sub\nfrom . import b\n")
    assert imported_modules(tmp_path) == ["json", "re"]


def test_a_tools_mistake_is_told() -> None:
    with pytest.raises(ToolError, match="no such thing"):
        run_node(["--eval", "throw new Error('no such thing')"])
    with pytest.raises(ToolError) as told:
        run_node(["--eval", f"throw new Error('{'long ' * 9000}')"])
    assert len(str(told.value)) < 5000


def test_a_build_without_a_cache_has_the_bytes_of_the_one_that_is_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Paths of other lengths, which Python's memory must not show.
    temporary, scripts = tmp_path / "another folder" / "temporary", tmp_path / "another" / "node"
    temporary.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    shutil.copytree(snapshot.NODE, scripts)
    (scripts.parent / "node_modules").symlink_to(root / "node_modules")
    monkeypatch.setattr(snapshot, "NODE", scripts)
    caches = Cache(tmp_path / "empty"), Cache(root / "build")
    builds = [build_runtime(root / "snippets", cache) for cache in caches]
    first, second = ({each.name: each.hash for each in build.artefacts} for build in builds)
    assert first == second
    assert builds[0].files == builds[1].files


def test_the_parts_stay_within_their_budgets(root: Path) -> None:
    runtime = build_runtime(root / "snippets", Cache(root / "build"))
    sizes = {each.name: len(each.content) for each in runtime.artefacts}
    assert sizes["python/snapshot.bin"] < 2_950_000
    assert sizes["python/pyodide.core.wasm"] < 3_700_000
    assert sizes["python/pyodide.asm.js"] < 310_000
    assert len(runtime.files[runtime.script]) < 20_000, "what every page loads"
    assert sizes["python/worker.js"] < 40_000
    assert sizes["python/keeper.js"] < 90_000, "with the decoder of the snapshot"
    assert sizes["python/compiler.js"] < 4_000
    assert sizes["python/fallback.js"] < 6_000


def test_the_fallback_is_pyodide_as_it_comes(root: Path) -> None:
    runtime = build_runtime(root / "snippets", Cache(root / "build"))
    stock = {each.name: each for each in runtime.artefacts if "/stock" in each.path}
    assert {PurePosixPath(each.path).name for each in stock.values()} == set(STOCK)
    assert len({PurePosixPath(each.path).parent for each in stock.values()}) == 1
    for name in STOCK:
        packed = root / "node_modules" / "pyodide" / name
        assert stock[f"python/stock/{name}"].content == packed.read_bytes()
    wasm = [each.name for each in runtime.artefacts if each.name.endswith(".wasm")]
    assert len(wasm) == 2, "one for each way to start"


def test_the_folder_of_stock_files_is_named_by_their_content() -> None:
    def folder(wasm: bytes) -> PurePosixPath:
        bundles = Bundles({}, "", "", {}, ())
        stock = {"pyodide.mjs": b"loader", "pyodide.asm.wasm": wasm}
        parts = Parts(Interpreter(b"", b""), Compiled(b"", b""), b"", stock, bundles)
        made = [each for each in publish(parts, b"").artefacts if "/stock" in each.path]
        (place,) = {PurePosixPath(each.path).parent for each in made}
        return place

    assert folder(b"one") == folder(b"one") != folder(b"two")


def test_a_first_visit_takes_less_than_with_stock_pyodide(root: Path) -> None:
    def sent(content: bytes) -> int:
        return min(len(content), len(gzip.compress(content, 6)))

    runtime = build_runtime(root / "snippets", Cache(root / "build"))
    parts = {each.name.removeprefix("python/"): each.content for each in runtime.artefacts}
    pyodide = root / "node_modules" / "pyodide"
    stock = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
    ours = (
        "worker.js",
        "keeper.js",
        "compiler.js",
        "pyodide.asm.js",
        "pyodide.core.wasm",
        "snapshot.bin",
    )
    whole = sum(sent((pyodide / name).read_bytes()) for name in stock)
    assert sum(sent(parts[name]) for name in ours) < 0.76 * whole


def test_the_service_worker_names_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("one")
    first = build_service_worker(tmp_path)
    assert build_service_worker(tmp_path) == first
    (tmp_path / "index.html").write_text("two")
    assert build_service_worker(tmp_path) != first
    listed = json.loads(first.split(b"\n")[0].removeprefix(b"self.SITE=").removesuffix(b";"))
    assert listed["files"]["index.html"]["early"] is True


def test_what_hosts_keep_to_themselves_is_not_asked_for(tmp_path: Path) -> None:
    sent = {"index.html", "assets/_shared.css", "_drafts/index.html", "_mine.txt"}
    kept_back = {"_headers", "_redirects", ".nojekyll", ".well-known/x.txt", "assets/.hidden"}
    for name in sent | kept_back:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    script = build_service_worker(tmp_path).split(b"\n")[0]
    files = json.loads(script.removeprefix(b"self.SITE=").removesuffix(b";"))["files"]
    assert {name: file["size"] for name, file in files.items()} == {
        each: len(each) for each in sent
    }


def test_what_only_the_fallback_needs_is_not_kept_for_offline_use(tmp_path: Path) -> None:
    names = {
        f"live/python/{name}"
        for name in ("stock.1/pyodide.asm.wasm", "stock.1/x.json", "fallback.1.js", "live-1.whl")
    }
    kept = {
        f"live/python/{name}" for name in ("pyodide.asm.1.js", "snapshot.1.bin", "stdlib.1.zip")
    }
    kept |= {"live/search/vectors.1.bin", "live/editor.1.js"}
    for name in names | kept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(500_000))
    script = build_service_worker(tmp_path).split(b"\n")[0]
    listed = json.loads(script.removeprefix(b"self.SITE=").removesuffix(b";"))["files"]
    assert {name for name, file in listed.items() if file["early"]} == kept


def test_functions_lose_their_annotations_and_nothing_else(root: Path) -> None:
    def without(tree: ast.Module) -> str:
        for node in ast.walk(tree):
            if isinstance(node, ast.arg):
                node.annotation = None
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                node.returns = None
        return ast.dump(tree)

    sources = [path.read_bytes() for path in sorted((root / "snippets/live").rglob("*.py"))]
    odd = b"def f(a: 'x->y'=1, *b: int, c: \n  dict[\n str, int] = {}, **d) -> list[int]:\n x: int"
    for kept in (b"def f() -> list[\n int]: ...", b"def f(a: (int) = 1) -> (int): ..."):
        assert _without_annotations(kept) == kept
    for source in [*sources, odd, "async def é(ü: int) -> None: ...".encode()]:
        bare = _without_annotations(source)
        assert ast.dump(ast.parse(bare)) == without(ast.parse(source))
        assert bare.count(b"\n") == source.count(b"\n")
