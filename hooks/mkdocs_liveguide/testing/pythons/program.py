"""What is run, and how a run that never came to an answer is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs_liveguide.testing.check import GuideFailure

INSIDE = Path(__file__).parents[1] / "inside.py"
SECONDS = 600
"""So long may all of a guide's Python take."""


@dataclass(frozen=True)
class Work:
    """One run of `inside.main`."""

    request: str
    snippets: Path
    """The folder of the guide's snippets."""
    artefacts: dict[str, bytes]
    """What labs read, by name."""


def no_answer(where: str, said: str) -> GuideFailure:
    """The error for a run that ended without an answer."""
    return GuideFailure(f"{where} ended without an answer:\n{said.strip()}")
