"""Notebooks for tests, written as a notebook editor writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs_liveguide.notebooks.execute import Surroundings
from mkdocs_liveguide.notebooks.load import load_notebooks
from mkdocs_liveguide.notebooks.notebook import Notebook
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader

SRC_URI = "notebooks/one.ipynb"
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def book(cells: Sequence[tuple[str, str]], **metadata: object) -> dict[str, Any]:
    """The data of a notebook with these cells: kind and text."""
    return {
        "cells": [
            {"cell_type": kind, "id": f"c{at}", "metadata": {}, "source": text.splitlines(True)}
            | ({"execution_count": None, "outputs": []} if kind == "code" else {})
            for at, (kind, text) in enumerate(cells)
        ],
        "metadata": metadata | KERNEL,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write(root: Path, data: Mapping[str, Any], src_uri: str = SRC_URI) -> Path:
    """Writes a notebook below ``docs``."""
    file = root / "docs" / src_uri
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def load(root: Path, data: Mapping[str, Any]) -> Notebook:
    """The notebook as it is read back."""
    return load_notebooks(Reader(root), {SRC_URI: write(root, data)})[SRC_URI]


def problems(root: Path, data: Mapping[str, Any] | str) -> list[str]:
    """What is told of a notebook; a text is its file."""
    if isinstance(data, str):
        file = root / "docs" / SRC_URI
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(data, encoding="utf-8")
    else:
        file = write(root, data)
    try:
        load_notebooks(Reader(root), {SRC_URI: file})
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def around(root: Path) -> Surroundings:
    """The usual folders below a root."""
    return Surroundings(root, root / "docs", root / "snippets", root / "build")
