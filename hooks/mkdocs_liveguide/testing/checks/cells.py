"""The guide's Python: every snippet runs, and live parts give what their pages show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any, TypedDict

from mkdocs_liveguide.testing.check import Check, GuideFailure, NotHere
from mkdocs_liveguide.testing.checks.shown import (
    Cell,
    Lab,
    Texts,
    cell_output,
    cells_of,
    lab_output,
    labs_of,
)
from mkdocs_liveguide.testing.guide import GuideUnderTest
from mkdocs_liveguide.testing.pythons import run_in_cpython, run_in_pyodide
from mkdocs_liveguide.testing.pythons.program import Work


def cell_checks(guide: GuideUnderTest) -> Iterator[Check]:
    """For both Pythons: each snippet, and all live parts together."""
    for run, name in ((run_in_cpython, "CPython"), (run_in_pyodide, "Pyodide")):
        results = Results(guide, run)
        for module in guide.modules:
            yield Check(
                f"the snippet {module.removesuffix('.py')} runs in {name}",
                partial(results.failure, module),
            )
        yield Check(f"every cell prints in {name} what its page shows", results.different_cells)
        yield Check(f"every lab gives in {name} what its page shows", results.different_labs)


class Answer(TypedDict):
    """What `inside.main` returns."""

    modules: dict[str, str | None]
    chains: list[list[dict[str, Any]]]
    labs: list[list[dict[str, Any]]]


class Results:
    """What a guide's Python gave in one interpreter, in one run for all checks."""

    def __init__(self, guide: GuideUnderTest, run: Callable[[Work], str]) -> None:
        self._guide = guide
        self._run = run

    @cached_property
    def cells(self) -> list[Cell]:
        """All cells of the guide."""
        return [cell for name, page in self._guide.pages.items() for cell in cells_of(name, page)]

    @cached_property
    def labs(self) -> list[Lab]:
        """All labs of the guide."""
        return [lab for name, page in self._guide.pages.items() for lab in labs_of(name, page)]

    @cached_property
    def _kept(self) -> Answer | GuideFailure | NotHere:
        """What came back; an error is kept too, so that the run is not tried again and again."""
        work = Work(
            request=json.dumps(
                {
                    "modules": [_dotted(module) for module in self._guide.modules],
                    "chains": [{"alone": cell.alone, "runs": cell.chain} for cell in self.cells],
                    "labs": [lab.call for lab in self.labs],
                }
            ),
            snippets=self._guide.snippets,
            artefacts={
                name: self._guide.artefact(name) for lab in self.labs for name in lab.artefacts
            },
        )
        try:
            answer: Answer = json.loads(self._run(work))
        except (GuideFailure, NotHere) as error:
            return error
        return answer

    @property
    def answer(self) -> Answer:
        """What came back.

        Raises:
            GuideFailure, NotHere: nothing did.
        """
        if isinstance(self._kept, GuideFailure | NotHere):
            raise self._kept
        return self._kept

    def failure(self, module: str) -> Iterator[str]:
        """How a snippet failed, unless its page shows that it does."""
        shown = any(cell.fails and cell.module == module for cell in self.cells)
        if (found := self.answer["modules"][_dotted(module)]) and not shown:
            yield f"snippets/{module}: {found}"

    def different_cells(self) -> Iterator[str]:
        """Cells whose output is not what their page shows."""
        for cell, output in zip(self.cells, self.answer["chains"], strict=True):
            if not cell.varies:
                yield from _difference(cell.where, cell.shown, cell_output(output))

    def different_labs(self) -> Iterator[str]:
        """Labs whose result for the defaults is not what their page shows."""
        for lab, parts in zip(self.labs, self.answer["labs"], strict=True):
            yield from _difference(lab.where, lab.shown, lab_output(parts))


def _difference(where: str, shown: Texts, given: Texts) -> Iterator[str]:
    for number in range(max(len(shown), len(given))):
        mine = shown[number] if number < len(shown) else ("nothing", "")
        other = given[number] if number < len(given) else ("nothing", "")
        if mine != other:
            yield f"{where}: the page shows {_words(mine)}, the run gave {_words(other)}"
            return


def _words(piece: tuple[str, str]) -> str:
    kind, text = piece
    return kind if kind == "nothing" else f"{kind} {text[:200]!r}"


def _dotted(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
