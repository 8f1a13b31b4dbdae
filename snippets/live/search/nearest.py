"""The question of a passage that lies nearest to a query."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from live.search.encoder import Embedded, Encoder


class Nearest(NamedTuple):
    """A question that readers ask."""

    text: str
    """ "" where there is none."""
    cosine: float
    """With the query, -1 to 1; 0 where there is none."""


NONE = Nearest("", 0.0)


def nearest_question(
    encoder: Encoder, embedded: Embedded | None, questions: Sequence[str]
) -> Nearest:
    """Finds it.

    Args:
        encoder: embeds the questions.
        embedded: the query; None where it has no vector.
        questions: of the passage.
    """
    vector = embedded.vector if embedded else None
    if vector is None:
        return NONE
    found = [
        Nearest(question, math.sumprod(own, vector))
        for question in questions
        if (own := encoder.encode(question)) is not None
    ]
    return max(found, key=lambda each: each.cosine, default=NONE)
