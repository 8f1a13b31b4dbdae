"""Notebooks run in kernels of their own, and what came out is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.notebooks.test_load import write_notebook

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.notebooks.execute import execute, executed_notebooks
from mkdocs_liveguide.notebooks.notebook import Notebook, load_notebook
from mkdocs_liveguide.sources.problems import ContentError


def load(root: Path, cells: list[tuple[str, str]], inputs: object = None) -> Notebook:
    return load_notebook(root, root / "docs", write_notebook(root, cells, inputs))


def outputs(content: bytes) -> list[str]:
    cells = json.loads(content)["cells"]
    return [
        out.get("text") or out["data"]["text/plain"] for c in cells for out in c.get("outputs", [])
    ]


def test_a_notebook_runs_in_its_own_folder_and_keeps_no_counts(tmp_path: Path) -> None:
    notebook = load(
        tmp_path, [("code", "from pathlib import Path\nPath.cwd().name"), ("code", "2")]
    )
    content = execute(notebook, tmp_path)
    assert outputs(content) == ["'notebooks'", "2"]
    assert b'"execution_count": 1' not in content
    assert b'metadata": {"execution' not in content


def test_a_failing_cell_is_told_with_its_line(tmp_path: Path) -> None:
    notebook = load(tmp_path, [("code", "a = 1"), ("code", "# second\nb = 1 / 0")])
    with pytest.raises(ContentError) as error:
        execute(notebook, tmp_path)
    (problem,) = error.value.problems
    assert "# second" in notebook.text.split("\n")[problem.line - 1]
    assert problem.found == "ZeroDivisionError: division by zero"


def test_a_run_is_kept_until_something_it_reads_changes(tmp_path: Path) -> None:
    data = tmp_path / "data.txt"
    data.write_text("old")
    notebook = load(tmp_path, [("code", "open('../../data.txt').read()")], ["data.txt"])
    cache, folder = Cache(tmp_path / "cache"), tmp_path / "laid"
    said: list[str] = []

    def run(*, fresh: bool) -> str:
        files = executed_notebooks(
            [notebook], tmp_path, cache, folder, fresh=fresh, say=said.append
        )
        return outputs(files[notebook.src_uri].read_bytes())[0]

    assert run(fresh=True) == "'old'"
    assert run(fresh=True) == "'old'"
    assert len(said) == 1
    data.write_text("new")
    assert run(fresh=False) == "'old'"
    assert "has changed" in said[-1]
    assert run(fresh=True) == "'new'"
    assert run(fresh=False) == "'new'"
    assert len(said) == 3


def test_failures_of_all_notebooks_are_told_together(tmp_path: Path) -> None:
    one = load(tmp_path, [("code", "1 / 0")])
    two = Notebook("notebooks/two.ipynb", "docs/notebooks/two.ipynb", one.text, ())
    with pytest.raises(ContentError) as error:
        executed_notebooks([one, two], tmp_path, Cache(tmp_path / "cache"), tmp_path / "laid")
    assert [problem.path for problem in error.value.problems] == [one.path, two.path]
