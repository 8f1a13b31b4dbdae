"""A notebook's page before the notebook has run: its text and code, with places for outputs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mkdocs_liveguide.notebooks.attachments import with_attachments
from mkdocs_liveguide.notebooks.maths import with_maths
from mkdocs_liveguide.notebooks.notebook import Cell, Notebook

FOLDED = "hide-input"
"""Folds a cell's code away: it draws, and teaches nothing."""

NO_CODE = "remove-input"
NO_OUTPUT = "remove-output"
NOTHING = "remove-cell"

NOT_PROSE = ".notebook-output, .notebook-code, .highlight, pre"
"""What of the finished page is code or was made by it, as a CSS selector; the rest is text."""


@dataclass(frozen=True)
class NotebookPage:
    """What MkDocs makes the page of."""

    markdown: str
    places: tuple[int, ...]
    """The numbers of the code cells that have a place for outputs."""
    files: Mapping[str, bytes]
    """The pictures in its text, by their paths in the site."""


def notebook_page(notebook: Notebook, mark: Callable[[int], str]) -> NotebookPage:
    """The page's Markdown.

    Args:
        notebook: what `load_notebooks` returned.
        mark: makes the HTML that stands where the outputs of a code cell will be put, from the
            cell's number among the code cells, counted from 0.
    """
    blocks: list[str] = []
    places: list[int] = []
    files: dict[str, bytes] = {}
    number = -1
    for cell in notebook.cells:
        number += cell.kind == "code"
        if NOTHING in cell.tags or not cell.source.strip():
            continue
        if cell.kind == "code":
            if NO_CODE not in cell.tags:
                blocks.append(_folded(cell) if FOLDED in cell.tags else _fenced(cell, "python"))
            if NO_OUTPUT not in cell.tags:
                places.append(number)
                blocks.append(mark(number))
        elif cell.kind == "markdown":
            text, pictures = with_attachments(cell, notebook.src_uri)
            blocks.append(with_maths(text).strip("\n"))
            files.update({picture.path: picture.content for picture in pictures})
        elif cell.format in ("text/html", "text/markdown"):
            blocks.append(cell.source.strip("\n"))
        else:
            blocks.append(_fenced(cell, ""))
    return NotebookPage("\n\n".join(blocks) + "\n", tuple(places), files)


def _folded(cell: Cell) -> str:
    return (
        '<details class="notebook-code" markdown="1"><summary>Code of what follows</summary>\n\n'
        f"{_fenced(cell, 'python')}\n\n</details>"
    )


def _fenced(cell: Cell, language: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", cell.source)), default=0)
    fence = "`" * max(4, longest + 1)
    code = cell.source.strip("\n")
    return f"{fence}{language}\n{code}\n{fence}"
