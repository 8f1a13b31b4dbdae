"""A notebook as its author wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import yaml

from mkdocs_liveguide.pages.moved import Former
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion

Output = Mapping[str, Any]
"""One output of a cell, as the notebook format 4 has it."""

Outputs = Sequence[Sequence[Output]]
"""What the code cells of a notebook gave, in their order."""


@dataclass(frozen=True)
class Cell:
    """One cell."""

    kind: Literal["markdown", "code", "raw"]
    source: str
    """Its text, lines parted by line feeds, without front matter."""
    lines: tuple[int, ...]
    """The 1-based line of the notebook's file for each line of `source`."""
    tags: frozenset[str] = frozenset()
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Pictures that were pasted into it: base64, or text for SVG, by name and by media type."""
    format: str = ""
    """What a raw cell holds, as a media type; "" for plain text."""

    @property
    def line(self) -> int:
        """The line of the file on which its first line that is not empty stands."""
        lines = zip(self.source.split("\n"), self.lines, strict=False)
        return next((at for text, at in lines if text.strip()), self.lines[0] if self.lines else 1)


@dataclass(frozen=True)
class Notebook:
    """A notebook that has been read and found right."""

    src_uri: str
    """The file, relative to the docs folder, with forward slashes."""
    path: str
    """The file, relative to the root of the repository: what problems name."""
    cells: tuple[Cell, ...]
    meta: Mapping[str, Any]
    """What stands in its front matter, and `title` and `description` from its metadata."""
    notes: tuple[str, ...] = ()
    """What its author should know, though nothing is wrong."""
    formers: tuple[Former, ...] = ()
    """The files that it once was, whose addresses lead to it."""
    questions: tuple[ReaderQuestion, ...] = ()
    """What readers ask that its sections answer."""

    @property
    def code(self) -> tuple[Cell, ...]:
        """The cells that are run."""
        return tuple(cell for cell in self.cells if cell.kind == "code")

    @cached_property
    def text(self) -> tuple[str, tuple[int, ...]]:
        """Its Markdown, an empty line between cells; and the line of the file for each line.

        For those who look for the line of a link, a citation or a directive.
        """
        texts: list[str] = []
        lines: list[int] = []
        for cell in self.cells:
            if cell.kind == "markdown":
                texts += [*cell.source.split("\n"), ""]
                lines += [*cell.lines, cell.lines[-1]]
        return "\n".join(texts), tuple(lines)

    def as_file(self, outputs: Outputs = ()) -> bytes:
        """The notebook in format 4, as a reader may take it away.

        Its front matter stands at the top of its first text, where the notebook plugin looks.

        Args:
            outputs: of its code cells; none for a notebook that has not run.
        """
        waiting = iter(outputs)
        cells = [_as_data(cell) for cell in self._with_front_matter()]
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
            if cell["cell_type"] == "code":
                cell |= {"execution_count": None, "outputs": list(next(waiting, ()))}
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        whole = {
            "cells": cells,
            "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def _with_front_matter(self) -> Sequence[Cell]:
        text = [cell for cell in self.cells if cell.kind == "markdown"]
        # The plugin takes a line at the top of the first text for front matter, whatever it is.
        if not self.meta and not (text and text[0].source.startswith("---")):
            return self.cells
        front = f"---\n{yaml.safe_dump(dict(self.meta), allow_unicode=True, sort_keys=False)}---\n"
        first = self.cells[0] if self.cells else None
        if first is None or first.kind != "markdown":
            return [Cell("markdown", front, ()), *self.cells]
        return [replace(first, source=f"{front}\n{first.source}"), *self.cells[1:]]


def _as_data(cell: Cell) -> dict[str, Any]:
    metadata = {"tags": sorted(cell.tags), "format": cell.format}
    data: dict[str, Any] = {
        "cell_type": cell.kind,
        "metadata": {key: value for key, value in metadata.items() if value},
        "source": cell.source.splitlines(keepends=True),
    }
    if cell.attachments and cell.kind != "code":
        data["attachments"] = cell.attachments
    return data
