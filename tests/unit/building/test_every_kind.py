"""Every kind of kept result, however it is damaged, is told in a line and made again."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from tests.damage import DAMAGES, Damage
from tests.hash_teacher import HashTeacher, table
from tests.notebooks.books import SRC_URI, around, book, load

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.cells import apart
from mkdocs_liveguide.cells import run as cells
from mkdocs_liveguide.cells.run import Run, run_snippets
from mkdocs_liveguide.cells.snippet import Snippets
from mkdocs_liveguide.labs import lab
from mkdocs_liveguide.notebooks import execute, recorder
from mkdocs_liveguide.notebooks.runs import run_notebooks
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.runtime import bundle, toolchain, trimmed
from mkdocs_liveguide.runtime.archives import write_zip
from mkdocs_liveguide.runtime.parts import WORKERS, Bundles, Compiled
from mkdocs_liveguide.search import build as search
from mkdocs_liveguide.search.embeddings import encode_cached
from mkdocs_liveguide.search.encoder_table import DIM, SiteEncoderTable
from mkdocs_liveguide.search.kept import (
    KeptSearch,
    Latest,
    find_latest,
    find_search,
    keep_latest,
    keep_search,
)
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.tools.search.general_vectors import general_vectors

TEXTS = ["the loaf", "the crust", "the crumb"]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Cache], object]:
    """Makes results of a kind by the code that builds use, with what takes long left out."""
    piece = {"kind": "stdout", "text": "well\n"}
    made = {"pieces": [piece], "controls": [], "artefacts": [], "parts": [piece]}
    monkeypatch.setattr(cells, "run_apart", lambda *_: made)
    monkeypatch.setattr(lab, "run_apart", lambda *_: made)
    output = {"output_type": "stream", "name": "stdout", "text": "well\n"}
    monkeypatch.setattr(execute, "execute", lambda *_: execute.Run([[output]], ("data.txt",)))
    monkeypatch.setattr(search, "tune", lambda *_: SiteEncoderTable(["a", "b"], np.ones((2, DIM))))
    monkeypatch.setattr(trimmed, "run_node", _trim)
    archive = write_zip({"a.py": b"x = 1\n"})
    monkeypatch.setattr(toolchain, "compile_python", lambda *_: Compiled(archive, archive))
    monkeypatch.setattr(toolchain, "make_snapshot", lambda *_: b"\x28\xb5\x2f\xfd memory")
    workers = dict.fromkeys(WORKERS, b"work();")
    bundles = Bundles({"index.js": b"go();"}, "index.js", "index.css", workers, ("one",))
    monkeypatch.setattr(bundle, "bundle", lambda: bundles)
    (tmp_path / "snippets").mkdir()
    (tmp_path / "data.txt").write_text("x")

    def by_kind(kind: str, cache: Cache) -> object:
        match kind:
            case "snippet-runs":
                return run_snippets(tmp_path / "snippets", cache, [Run("1", "", "a.py")])
            case "lab-runs":
                labs = lab.Labs(Snippets(Reader(tmp_path), tmp_path / "snippets"), cache)
                request = {"name": "labs.a", "before": "", "code": "1", "after": ""}
                directive = Directive("lab", "labs/a.py", {}, "a.md", Place("a.md", 1), "")
                return labs._run(request, "snippets/labs/a.py", directive)
            case "notebook-runs" | "notebook-reads":
                notebook = load(tmp_path, book([("code", "print('well')")]))
                return run_notebooks([notebook], around(tmp_path), cache)[SRC_URI]
            case "teacher":
                return encode_cached(HashTeacher(), TEXTS, cache).tolist()
            case "encoder":
                vectors, key = np.ones((3, DIM), np.float32), key_of(*search._tuning_code())
                tuned = search._tuned(table(), TEXTS, vectors, cache, key, lambda line: None)
                return tuned.tokens, tuned.rows.tolist()
            case "general":
                return general_vectors(HashTeacher(), TEXTS, cache, lambda line: None).tolist()
            case "quiz":
                return Kept(cache, "quiz", "code").get_or_make(["source"], lambda: ["well"])
            case "searches":
                if find_search(cache, "key") is None:
                    files = [Artefact("search/index.bin", b"index", 1)]
                    keep_search(cache, "key", KeptSearch(files, ["well"], None))
                return find_search(cache, "key")
            case "search-latest":
                if find_latest(cache, "teacher") is None:
                    keep_latest(cache, "teacher", Latest("encoder", None))
                return find_latest(cache, "teacher")
            case "bundles":
                return bundle.kept_bundles(cache)
            case "pyodide":
                return toolchain.make_parts(cache, [])
        raise AssertionError(kind)

    return by_kind


def _trim(arguments: list[Path], **_: str) -> str:
    folder = Path(arguments[2])
    for name in ("pyodide.asm.wasm", "pyodide.core.wasm"):
        (folder / name).write_bytes(b"\0asm of " + name.encode())
    (folder / "pyodide.asm.js").write_bytes(b"start();")
    return ""


KINDS = [
    *("snippet-runs", "lab-runs", "notebook-runs", "notebook-reads"),
    *("teacher", "encoder", "general", "searches", "search-latest"),
    *("quiz", "bundles", "pyodide"),
]


def test_these_are_all_kinds(make: Callable[[str, Cache], object], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "build")
    for kind in KINDS:
        make(kind, cache)
    found = {path.name for path in (tmp_path / "build").iterdir()}
    # The latest outputs of a notebook are looked at in a preview, and written at each build.
    # What else is kept by `Kept` is kept as the quiz's checks are.
    assert found - {"versions", "imports"} == {*KINDS, "notebook-latest"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_result_of_any_kind_is_made_again(
    make: Callable[[str, Cache], object], tmp_path: Path, kind: str, damage: Damage
) -> None:
    root = tmp_path / "build"
    right = make(kind, Cache(root))
    for entry in sorted((root / kind).iterdir()):
        whole = entry.read_bytes()
        damage(entry)
        told: list[str] = []
        assert make(kind, Cache(root, told.append)) == right
        assert told == [
            f"build/{kind}/{entry.name}: a kept result that is damaged; it is made again"
        ]
        assert entry.read_bytes() == whole
        assert make(kind, Cache(root, told.append)) == right
        assert len(told) == 1


def _npz(**arrays: Any) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


ROWS = np.ones((2, DIM), np.float16)
NO_OUTPUTS = [None, [], {}, 7, "x", [[]], [[{}]], [["x"]], [[{"output_type": "stream"}]]]
SHAPES: Mapping[str, list[bytes]] = {
    "snippet-runs": [
        b"",
        *map(_json, [None, [], {}, 7, "x", {"pieces": None}, {"pieces": {}}, {"pieces": [1]}]),
        *map(_json, [{"pieces": [{}]}, {"pieces": [{"kind": []}]}, {"pieces": [{"kind": "svg"}]}]),
    ],
    "lab-runs": [
        b"",
        *map(_json, [None, [], {}, 7, "x", {"controls": [], "artefacts": []}]),
        _json({"controls": {}, "artefacts": [], "parts": []}),
        _json({"controls": [], "artefacts": [1], "parts": []}),
        _json({"controls": [], "artefacts": [], "parts": [1]}),
    ],
    "notebook-runs": [b"", b"\xff", *map(_json, [each for each in NO_OUTPUTS if each != [[]]])],
    "notebook-reads": [b"", *map(_json, [None, {}, 7, "x", [1], [[1]], [None]])],
    "teacher": [b"", b"xyz", bytes(4 * 384), np.full(384, np.nan, "<f4").tobytes()],
    "encoder": [
        b"",
        b"PK\x03\x04",
        _npz(),
        _npz(tokens=np.array(["a"]), rows=ROWS),
        _npz(tokens=np.array([1, 2]), rows=ROWS),
        _npz(tokens=np.array(["a", "b"]), rows=ROWS[:, :3]),
        _npz(tokens=np.array(["a", "b"]), rows=ROWS * np.nan),
        _npz(tokens=np.array(["a", "b"]), rows=np.array(["x", "y"])),
    ],
    "general": [
        b"",
        _npz(),
        _npz(keys=np.array(["a"]), vectors=ROWS),
        _npz(keys=np.array(["a", "b"]), vectors=ROWS.astype(np.float64)),
    ],
    "searches": [b"", b"\n", *map(_json, [None, [], {}, 7, {"files": [], "report": []}])],
    "search-latest": [b"", *map(_json, [None, [], {}, 7, {"encoder": "x"}])],
    "quiz": [b"", b"\xff", b"{"],
    "bundles": [b"", b"PK\x03\x04", write_zip({}), write_zip({"rest.json": b"{}"})],
    "pyodide": [b"", b"\xff\xfe", b"\xffPK", write_zip({}) + b"\xff", b"   "],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_that_is_whole_but_of_another_shape_is_made_again(
    make: Callable[[str, Cache], object], tmp_path: Path, kind: str
) -> None:
    root = tmp_path / "build"
    right = make(kind, Cache(root))
    for entry in sorted((root / kind).iterdir()):
        whole = entry.read_bytes()
        for content in SHAPES[kind]:
            Cache(root).put(kind, entry.stem, content)
            told: list[str] = []
            assert make(kind, Cache(root, told.append)) == right, content
            assert len(told) == 1, content
            assert entry.read_bytes() == whole, content


def test_a_vector_of_another_length_is_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    right = encode_cached(HashTeacher(), TEXTS, cache)
    entry = next((tmp_path / "teacher").iterdir())
    cache.put("teacher", entry.stem, np.array([0, 1], "<f4").tobytes())
    assert np.array_equal(encode_cached(HashTeacher(), TEXTS, cache), right)


PROGRAMS: dict[str, list[tuple[ModuleType, str]]] = {
    "snippet-runs": [(apart, "__file__"), (cells, "PROGRAM")],
    "lab-runs": [(apart, "__file__"), (cells, "PROGRAM")],
    "notebook-runs": [(execute, "__file__"), (recorder, "__file__")],
    "notebook-reads": [(execute, "__file__"), (recorder, "__file__")],
    "encoder": [],
    "pyodide": [(trimmed, "__file__")],
}
"""What makes each kind, where it is not all of our code: those have `code_key` in their keys."""


@pytest.mark.parametrize("kind", PROGRAMS)
def test_a_result_of_other_code_is_never_taken(
    make: Callable[[str, Cache], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    cache = Cache(tmp_path / "build")
    make(kind, cache)
    other = tmp_path / "other.py"
    for number, (module, name) in enumerate(PROGRAMS[kind]):
        other.write_text(f"number = {number}\n")
        before = set((tmp_path / "build" / kind).iterdir())
        with monkeypatch.context() as patched:
            patched.setattr(module, name, other if name == "PROGRAM" else str(other))
            make(kind, cache)
        assert set((tmp_path / "build" / kind).iterdir()) > before, (module, name)
    before = set((tmp_path / "build" / kind).iterdir())
    monkeypatch.setattr(sys, "version", "4.0 of a test")
    monkeypatch.setattr(search, "version", lambda name: "9 of a test")
    make(kind, cache)
    assert set((tmp_path / "build" / kind).iterdir()) > before
