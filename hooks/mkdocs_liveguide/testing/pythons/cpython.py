"""Runs a guide's Python in an interpreter of its own, like the one that runs this."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.building.cache import write_atomically
from mkdocs_liveguide.cells.apart import EndedEarly, run_apart
from mkdocs_liveguide.testing.pythons.program import INSIDE, SECONDS, Work, no_answer


def run_in_cpython(work: Work) -> str:
    """The answer of `inside.main`.

    Raises:
        GuideFailure: there was none.
    """
    with TemporaryDirectory() as name:
        for artefact, content in work.artefacts.items():
            write_atomically(Path(name) / artefact, content)
        text = INSIDE.read_text(encoding="utf-8")
        arguments = {"text": text, "request": work.request, "artefacts": name}
        guide = work.snippets.parent
        try:
            result = run_apart("program", arguments, work.snippets, guide, SECONDS, [Path(name)])
        except EndedEarly as ended:
            raise no_answer("CPython", f"found {ended}") from None
    answer: str = result["answer"]
    return answer
