"""Notebooks are read, checked, and keyed by everything that they read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_liveguide.notebooks.notebook import (
    inputs_of,
    key_of_notebook,
    load_notebook,
    load_notebooks,
    text_page,
)
from mkdocs_liveguide.sources.problems import ContentError


def write_notebook(root: Path, cells: list[tuple[str, str]], inputs: object = None) -> str:
    """Writes docs/notebooks/one.ipynb as a notebook editor does; returns its `src_uri`."""
    guide = {} if inputs is None else {"guide": {"inputs": inputs}}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    content = {
        "cells": [
            {"cell_type": kind, "id": f"c{at}", "metadata": {}, "source": text.splitlines(True)}
            | ({"execution_count": None, "outputs": []} if kind == "code" else {})
            for at, (kind, text) in enumerate(cells)
        ],
        "metadata": guide | kernel,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file = root / "docs/notebooks/one.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return "notebooks/one.ipynb"


def test_inputs_are_patterns_below_the_root() -> None:
    assert inputs_of({"guide": {"inputs": ["docs/faq/*.md"]}}) == ("docs/faq/*.md",)
    assert inputs_of({}) == ()
    for wrong in ("docs/*.md", [1], ["/etc/*"], ["docs/../../*"]):
        with pytest.raises(ValueError, match="pattern"):
            inputs_of({"guide": {"inputs": wrong}})


def test_the_key_changes_with_an_input_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.txt").write_text("one")
    (tmp_path / "other.txt").write_text("one")
    src_uri = write_notebook(tmp_path, [("code", "1")], ["data/*.txt"])

    def key() -> str:
        return key_of_notebook(load_notebook(tmp_path, tmp_path / "docs", src_uri), tmp_path)

    first = key()
    (tmp_path / "other.txt").write_text("two")
    assert key() == first
    (tmp_path / "data/a.txt").write_text("two")
    changed = key()
    assert changed != first
    (tmp_path / "data/b.txt").write_text("new")
    assert key() != changed
    (tmp_path / "data/b.txt").unlink()
    assert key() == changed


def test_python_beside_a_notebook_counts_as_read(tmp_path: Path) -> None:
    src_uri = write_notebook(tmp_path, [("code", "1")])
    helper = tmp_path / "docs/notebooks/helper.py"
    helper.write_text("a = 1\n")
    assert load_notebook(tmp_path, tmp_path / "docs", src_uri).inputs == (helper,)


def test_an_input_that_matches_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    src_uri = write_notebook(tmp_path, [("code", "1")], ["data/*.txt"])
    with pytest.raises(ContentError) as error:
        load_notebooks(tmp_path, tmp_path / "docs", [src_uri])
    (problem,) = error.value.problems
    text = (tmp_path / "docs" / src_uri).read_text().splitlines()
    assert '"data/*.txt"' in text[problem.line - 1]
    assert problem.path == "docs/notebooks/one.ipynb"


def test_outputs_in_git_and_broken_files_are_told_together(tmp_path: Path) -> None:
    src_uri = write_notebook(tmp_path, [("code", "1")])
    file = tmp_path / "docs" / src_uri
    data = json.loads(file.read_text())
    data["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]
    file.write_text(json.dumps(data, indent=1))
    (file.parent / "two.ipynb").write_text('{"cells": [}')
    (file.parent / "three.ipynb").write_text("{}")
    names = [src_uri, "notebooks/two.ipynb", "notebooks/three.ipynb"]
    with pytest.raises(ContentError) as error:
        load_notebooks(tmp_path, tmp_path / "docs", names)
    assert [Path(problem.path).stem for problem in error.value.problems] == ["one", "three", "two"]
    assert "clear all outputs" in error.value.report()


def test_text_stands_on_the_lines_of_the_file(tmp_path: Path) -> None:
    front = '---\ntitle: "A title"\n---\n\n# Heading\n\nText [@E01].'
    src_uri = write_notebook(
        tmp_path, [("markdown", front), ("code", "x = 1"), ("markdown", "## End")]
    )
    notebook = load_notebook(tmp_path, tmp_path / "docs", src_uri)
    page = text_page(notebook)
    assert (page.title, page.url, page.meta) == ("A title", "notebooks/one/", {"title": "A title"})
    lines = page.markdown.split("\n")
    file_lines = notebook.text.split("\n")
    for text in ("# Heading", "Text [@E01].", "## End"):
        assert text in file_lines[lines.index(text)]
    assert "title" not in page.markdown
    assert "x = 1" not in page.markdown
