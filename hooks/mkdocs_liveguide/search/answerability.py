"""Fits when the search admits that the guide does not speak of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from live.search.api import confidence_of
from live.search.ranking import Scores
from mkdocs_liveguide.search.options import DEFAULT_KNOWN

_FEWEST = 10  # questions of either kind; with fewer, a fit would follow chance
_RIDGE = 0.05
_STEPS = 50


@dataclass(frozen=True)
class Known:
    """The weights of `live.search.api.confidence_of`, and how often they are right."""

    weights: tuple[float, float, float]
    answered: int
    answered_right: int
    unanswered: int
    unanswered_right: int


def fit_known(answered: Sequence[Scores], unanswered: Sequence[Scores]) -> Known:
    """Fits the weights to the best passages of questions with and without an answer.

    Logistic regression with a small penalty, by Newton's method; both kinds of question weigh the
    same, however many there are of each.

    Args:
        answered: scores of questions that the guide answers.
        unanswered: scores of questions that it does not.
    """
    weights = DEFAULT_KNOWN
    if min(len(answered), len(unanswered)) >= _FEWEST:
        rows = np.array([_features(scores) for scores in (*answered, *unanswered)])
        target = np.array([1.0] * len(answered) + [0.0] * len(unanswered))
        share = np.where(target == 1, 0.5 / len(answered), 0.5 / len(unanswered)) * len(target)
        weights = _fit(rows, target, share)
    right = [sum(_says(weights, scores) for scores in part) for part in (answered, unanswered)]
    return Known(weights, len(answered), right[0], len(unanswered), len(unanswered) - right[1])


def _features(scores: Scores) -> tuple[float, float, float]:
    order = scores.order()
    if not order:
        return (1.0, 0.0, 0.0)
    return (1.0, scores.cosines[order[0]] if scores.cosines else 0.0, scores.coverage(order[0]))


def _says(weights: Sequence[float], scores: Scores) -> bool:
    order = scores.order()
    return bool(order) and confidence_of(weights, scores, order[0]) >= 0.5


def _fit(rows: np.ndarray, target: np.ndarray, share: np.ndarray) -> tuple[float, float, float]:
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([0.0, _RIDGE, _RIDGE])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share * (target - chance)) - penalty @ weights
        curve = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + penalty
        weights = weights + np.linalg.solve(curve, slope)
    start, by_cosine, by_coverage = (round(float(weight), 4) for weight in weights)
    return start, by_cosine, by_coverage
