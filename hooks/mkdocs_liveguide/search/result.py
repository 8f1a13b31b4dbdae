"""What the search's stage makes, and how good it was found to be; without what makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from live.search.index import Index
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.search.answerability import Answerability
from mkdocs_liveguide.search.answering import Outcome
from mkdocs_liveguide.search.metrics import Figures
from mkdocs_liveguide.search.questions import Question

SYSTEMS = {
    "keyword": "keyword search (BM25)",
    "meaning": "meaning, small encoder",
    "both": "both, small encoder: what you use here",
    "teacher": "meaning, full model",
    "teacher_both": "both, full model",
}
"""Names for readers, by system."""


@dataclass(frozen=True)
class Asked:
    """A question and what each system made of it."""

    question: Question
    ranks: Mapping[str, int | None]
    """By system: the rank of the first right place, 1 for the best; None beyond a hundred."""


@dataclass(frozen=True)
class Quality:
    """The measured quality of a guide's search."""

    figures: Mapping[str, Mapping[str, Figures]]
    """By set of questions (``questions``, ``faq``), then by system."""
    asked: Sequence[Asked]
    answerability: Answerability
    trained: float
    """nDCG@10 by meaning alone before rounding, on all questions and passages' first words."""
    shipped: float
    """The same after rounding."""
    outcomes: Sequence[Outcome] = field(default_factory=list)
    """What readers get for each question of the test set."""


@dataclass(frozen=True)
class SearchArtefacts:
    """What the stage makes."""

    artefacts: Sequence[Artefact] = ()
    report: Sequence[str] = ()
    """What was measured, a line each."""
    quality: Quality | None = None
    """The same as data; None for a guide without questions."""
    first_files: Sequence[str] = ()
    """The artefacts that a page may ask for at once, before it knows the question."""
    by_words: bool = False
    """Whether it finds by words only, until one that finds by meaning is made."""
    index: Index | None = field(default=None, repr=False)
    """The finished index, open; None for a guide without text."""
