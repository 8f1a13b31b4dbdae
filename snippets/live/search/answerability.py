"""Whether the guide seems to answer a query: a logistic curve over what is known of a passage."""

from __future__ import annotations

import math
from typing import NamedTuple, TypedDict

from live.search.scores import Scores

ANSWERED_FROM = 0.5
"""The confidence from which on the guide is said to answer."""


class Features(NamedTuple):
    """What the curve looks at, of a query and its best passage."""

    cosine: float
    """Of the passage with the query, -1 to 1; 0 if the query has no vector."""
    coverage: float
    """The share of the query's terms that the passage has, by their weight, 0 to 1."""
    question: float
    """The cosine of the nearest question that readers ask and the passage answers; 0 for none."""
    carried: float
    """The score of the passage times the share that it lacks: high where few of the query's words
    lead far, and the others are not there."""
    length: float
    """The logarithm of the number of the query's terms: of a long one, a passage has fewer."""


class Weights(TypedDict):
    """Of the curve; fitted when the site is built, on questions with and without an answer."""

    intercept: float
    cosine: float
    coverage: float
    question: float
    carried: float
    length: float


DEFAULT_WEIGHTS: Weights = {
    "intercept": -4.0,
    "cosine": 6.0,
    "coverage": 3.0,
    "question": 0.0,
    "carried": 0.0,
    "length": 0.0,
}
"""For a guide without questions of its own."""


def features(scores: Scores, number: int, question: float) -> Features:
    """What is known of a passage.

    Args:
        scores: of the query.
        number: of the passage.
        question: see `Features`.
    """
    cosine = scores.cosines[number] if scores.cosines else 0.0
    coverage = scores.coverage(number)
    carried = scores.total(number) * (1 - coverage)
    length = math.log(max(len(scores.keywords.weights), 1))
    return Features(cosine, coverage, question, carried, length)


def confidence(weights: Weights, found: Features) -> float:
    """How surely the guide answers a query, 0 to 1."""
    exponent = weights["intercept"] + math.fsum(
        (
            weights["cosine"] * found.cosine,
            weights["coverage"] * found.coverage,
            weights["question"] * found.question,
            weights["carried"] * found.carried,
            weights["length"] * found.length,
        )
    )
    return 1 / (1 + math.exp(-exponent))
