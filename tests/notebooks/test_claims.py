"""What the notebooks say in their text is what their runs show.

The runs are the ones that a build keeps; a notebook that was not run since something changed is
run here, which takes minutes.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.notebooks.execute import Surroundings, execute
from mkdocs_liveguide.notebooks.load import load_notebooks
from mkdocs_liveguide.notebooks.notebook import Notebook, Output
from mkdocs_liveguide.notebooks.runs import run_notebooks
from mkdocs_liveguide.sources.reader import Reader

Rows = list[dict[str, Any]]


def around(root: Path) -> Surroundings:
    """The guide's folders."""
    return Surroundings(root, root / "docs", root / "snippets", root / "build")


def load(root: Path, name: str) -> Notebook:
    """A notebook of the guide."""
    src_uri = f"notebooks/{name}.ipynb"
    return load_notebooks(Reader(root), {src_uri: root / "docs" / src_uri})[src_uri]


def run(root: Path, name: str) -> list[Output]:
    """All outputs of a notebook of the guide."""
    notebook = load(root, name)
    cells = run_notebooks([notebook], around(root), Cache(root / "build"))[notebook.src_uri]
    return [output for cell in cells for output in cell]


def tables(outputs: list[Output]) -> dict[str, Rows]:
    """The rows of the tables that a notebook shows, by name."""
    shown = [output.get("data", {}).get("application/json") for output in outputs]
    return {table["name"]: table["rows"] for table in shown if table}


def check_outputs(outputs: list[Output], root: Path) -> None:
    """No warnings, nothing of this machine, and a text alternative for each figure."""
    assert all(output.get("name") != "stderr" for output in outputs)
    assert str(root) not in json.dumps(outputs)
    figures = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    for figure in (text for text in figures if "<svg" in text):
        assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', figure)


def test_facts_in_weights(root: Path) -> None:
    outputs = run(root, "facts-in-weights")
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


def test_retrieval_quality(root: Path) -> None:
    outputs = run(root, "retrieval-quality")
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


def test_tune_the_retriever(root: Path) -> None:
    outputs = run(root, "tune-the-retriever")
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
    cells = list(notebook.cells)
    for name, value in constants.items():
        count = 0
        for at, cell in enumerate(cells):
            text, found = re.subn(
                rf"^({name} = )[0-9]+", rf"\g<1>{value}", cell.source, count=1, flags=re.MULTILINE
            )
            cells[at] = replace(cell, source=text)
            count += found
        assert count == 1, name
    return replace(notebook, cells=tuple(cells))


@pytest.mark.parametrize(
    ("name", "constants"),
    [("facts-in-weights", {"STEPS": "10", "RETRAIN_STEPS": "10"})],
)
def test_a_run_gives_the_same_bytes_each_time(
    root: Path, name: str, constants: dict[str, str]
) -> None:
    shortened = small(load(root, name), constants)
    first, second = (execute(shortened, around(root)) for _ in range(2))
    assert json.dumps(first.outputs) == json.dumps(second.outputs)
    assert first.reads == second.reads
