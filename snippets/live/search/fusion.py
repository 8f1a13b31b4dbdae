"""One ranking out of two scores that have nothing in common but their order.

Each score is standardised: measured in standard deviations from its mean over all passages (its
z-score). Then the two are added with a weight. On the collections tried, this ranks better than
adding reciprocal ranks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MEANING = 0.6
"""The share of meaning in the sum, 0 to 1; words have the rest."""


@dataclass(frozen=True, eq=False, repr=False)
class Spread:
    """Mean and standard deviation of a score over all passages of the index."""

    mean: float
    deviation: float

    def standardise(self, score: float) -> float:
        """The z-score: standard deviations from the mean; 0 where all scores are equal."""
        return (score - self.mean) / self.deviation if self.deviation > 1e-9 else 0.0


def spread_of(scores: Sequence[float], count: int | None = None) -> Spread:
    """The spread of scores.

    Args:
        scores: those that are not zero, or all.
        count: how many there are with the zeros; None if `scores` has all.
    """
    total = len(scores) if count is None else count
    if not total:
        return Spread(0.0, 0.0)
    mean = math.fsum(scores) / total
    square = math.fsum(score * score for score in scores) / total
    return Spread(mean, math.sqrt(max(square - mean * mean, 0.0)))
