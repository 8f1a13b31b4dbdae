"""What the notebooks say in their text is what their runs show.

The runs are the ones that a build keeps; a notebook that was not run since something changed is
run here, which takes minutes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.notebooks.execute import execute, executed_notebooks
from mkdocs_liveguide.notebooks.notebook import Notebook, load_notebook

Rows = list[dict[str, Any]]


def run(root: Path, name: str, folder: Path) -> list[dict[str, Any]]:
    """All outputs of a notebook of the guide."""
    notebook = load_notebook(root, root / "docs", f"notebooks/{name}.ipynb")
    kept = Cache(root / "build")
    files = executed_notebooks([notebook], root, kept, folder)
    cells = json.loads(files[notebook.src_uri].read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


def tables(outputs: list[dict[str, Any]]) -> dict[str, Rows]:
    """The rows of the tables that a notebook shows, by name."""
    shown = [output.get("data", {}).get("application/json") for output in outputs]
    return {table["name"]: table["rows"] for table in shown if table}


def check_outputs(outputs: list[dict[str, Any]], root: Path) -> None:
    """No warnings, nothing of this machine, and a text alternative for each figure."""
    assert all(output.get("name") != "stderr" for output in outputs)
    assert str(root) not in json.dumps(outputs)
    figures = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    for figure in (text for text in figures if "<svg" in text):
        assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', figure)


def test_facts_in_weights(root: Path, tmp_path: Path) -> None:
    outputs = run(root, "facts-in-weights", tmp_path)
    check_outputs(outputs, root)
    found = tables(outputs)

    wordings = [row["mean"] for row in found["wordings"]]
    as_trained, trained_in_all, others_were, none_was, text, text_new = wordings
    assert min(as_trained, trained_in_all, others_were, text, text_new) > 0.95
    assert none_was < 0.95
    assert found["wordings"][3]["highest"] - found["wordings"][3]["lowest"] > 0.05

    nothing, new_text, other_text = found["stale"]
    assert nothing["right"] < 0.05
    assert nothing["old value given"] > 0.95
    assert nothing["trust in the old value"] > 0.9
    assert new_text["right"] > 0.9
    assert other_text["old value given"] > 0.75

    plain, rehearsed = found["retraining"]
    assert plain["changed facts, at the end"] > 0.95
    assert plain["unchanged facts, at the end"] < 0.7
    assert plain["reading new facts, at the end"] < 0.8
    assert min(rehearsed[name] for name in rehearsed if name.endswith("at the end")) > 0.95


def test_retrieval_quality(root: Path, tmp_path: Path) -> None:
    outputs = run(root, "retrieval-quality", tmp_path)
    check_outputs(outputs, root)
    found = tables(outputs)

    spread = {row["compared"]: row for row in found["spread"]}
    assert spread["both against words"]["from"] > 0

    quality = {(row["searched"], row["by"]): row["MRR"] for row in found["quality"]}
    by_text = {(row["by"], row["searched text"]): row["MRR"] for row in found["also"]}
    for way in ("words", "meaning"):
        together = quality["FAQ entries", "both"] - quality["FAQ entries", way]
        line = by_text[way, "with other ways to ask"] - by_text[way, "question and answer"]
        assert line > together


def test_tune_the_retriever(root: Path, tmp_path: Path) -> None:
    outputs = run(root, "tune-the-retriever", tmp_path)
    check_outputs(outputs, root)
    rows = {(row["trained"], row["asked"]): row for row in tables(outputs)["gains"]}

    assert rows["gentle", "new wordings"]["from"] > 0
    assert rows["gentle", "new questions"]["from"] > 0
    assert rows["gentle", "other text"]["from"] > -0.02
    assert rows["hard", "trained"]["MRR"] > 0.9
    for kind in ("new wordings", "new questions", "other text"):
        assert rows["hard", kind]["from"] < 0
        assert rows["hard", kind]["gain"] < 0.05


def small(notebook: Notebook, constants: dict[str, str]) -> Notebook:
    """The same notebook with other constants."""
    text = notebook.text
    for name, value in constants.items():
        text, count = re.subn(rf'("{name} = )[0-9]+', rf"\g<1>{value}", text, count=1)
        assert count == 1, name
    return Notebook(notebook.src_uri, notebook.path, text, notebook.inputs)


@pytest.mark.parametrize(
    ("name", "constants"),
    [("facts-in-weights", {"STEPS": "10", "RETRAIN_STEPS": "10"})],
)
def test_a_run_gives_the_same_bytes_each_time(
    root: Path, name: str, constants: dict[str, str]
) -> None:
    notebook = load_notebook(root, root / "docs", f"notebooks/{name}.ipynb")
    shortened = small(notebook, constants)
    assert execute(shortened, root) == execute(shortened, root)
