"""Whether the guide seems to answer a query: a logistic curve over two numbers of a passage."""

from __future__ import annotations

import math
from typing import TypedDict

from live.search.scores import Scores

ANSWERED_FROM = 0.5
"""The confidence from which on the guide is said to answer."""


class Weights(TypedDict):
    """Of the curve; fitted when the site is built, on questions with and without an answer."""

    intercept: float
    cosine: float
    coverage: float


DEFAULT_WEIGHTS: Weights = {"intercept": -4.0, "cosine": 6.0, "coverage": 3.0}
"""For a guide without questions of its own."""


def features(scores: Scores, number: int) -> tuple[float, float]:
    """What the curve looks at.

    Args:
        scores: of the query.
        number: of the passage.

    Returns:
        The passage's cosine with the query, -1 to 1 (0 if the query has no vector), and its
        coverage: the share of the query's terms that it has, by their weight, 0 to 1.
    """
    cosine = scores.cosines[number] if scores.cosines else 0.0
    return cosine, scores.coverage(number)


def confidence(weights: Weights, scores: Scores, best: int) -> float:
    """How surely the guide answers a query, 0 to 1.

    Args:
        weights: of the curve.
        scores: of the query.
        best: the number of the best passage.
    """
    cosine, coverage = features(scores, best)
    exponent = weights["intercept"] + weights["cosine"] * cosine + weights["coverage"] * coverage
    return 1 / (1 + math.exp(-exponent))
