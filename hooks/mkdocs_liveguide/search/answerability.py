"""Fits when the search admits that the guide does not answer a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from live.search.answerability import (
    ANSWERED_FROM,
    DEFAULT_WEIGHTS,
    Features,
    Weights,
    confidence,
)

NOTHING = Features(0.0, 0.0, 0.0, 0.0, 0.0)
"""Of a query that finds nothing."""
FEWEST = 10
"""Questions of either kind; with fewer, a fit would follow chance, and the default is taken."""
PENALTY = 0.05
"""Of the squared weights beside the intercept, halved, against a loss that grows with the number of
questions."""


@dataclass(frozen=True)
class Answerability:
    """The weights of `live.search.answerability.confidence`, and how often they are right."""

    weights: Weights
    answered: int
    """Questions that the guide answers."""
    answered_right: int
    """How many of them it is said to answer."""
    unanswered: int
    """Questions that it does not answer."""
    unanswered_right: int
    """How many of them it is said not to answer."""


def fit_answerability(
    answered: Sequence[Features | None], unanswered: Sequence[Features | None]
) -> Answerability:
    """Fits the weights to the best passages of questions with and without an answer.

    Logistic regression with a small penalty; both kinds of question weigh the same, however many
    there are of each.

    Args:
        answered: of questions that the guide answers; None where nothing is found.
        unanswered: of questions that it does not.
    """
    weights = DEFAULT_WEIGHTS
    if min(len(answered), len(unanswered)) >= FEWEST:
        rows = [each or NOTHING for each in (*answered, *unanswered)]
        weights = _fit(rows, [True] * len(answered) + [False] * len(unanswered))
    said = [sum(_says(weights, each) for each in part) for part in (answered, unanswered)]
    right = len(unanswered) - said[1]
    return Answerability(weights, len(answered), said[0], len(unanswered), right)


def _says(weights: Weights, found: Features | None) -> bool:
    """Whether the guide is said to answer a question."""
    return found is not None and confidence(weights, found) >= ANSWERED_FROM


def _fit(rows: Sequence[Features], answered: Sequence[bool]) -> Weights:
    # Imported here: it costs a second, and a guide without questions needs none of it.
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    model = LogisticRegression(
        C=1 / PENALTY, class_weight="balanced", solver="newton-cholesky", tol=1e-10
    )
    model.fit(rows, answered)
    cosine, coverage, question, carried, length = model.coef_[0]
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "cosine": round(float(cosine), 4),
        "coverage": round(float(coverage), 4),
        "question": round(float(question), 4),
        "carried": round(float(carried), 4),
        "length": round(float(length), 4),
    }
