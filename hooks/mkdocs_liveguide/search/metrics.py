"""How good rankings are, in the figures of the field."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Means over questions, 0 to 1."""

    ndcg_10: float
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002)."""
    recall: Mapping[int, float]
    """The share of what is relevant among the first k, by k."""
    mrr_10: float
    """Mean reciprocal rank: of 1 / rank of the first relevant result, 0 beyond ten."""
    questions: int
    """How many there were with something relevant."""


def measure(
    ranked: Sequence[Sequence[str]],
    relevant: Sequence[Mapping[str, float]],
    cuts: Iterable[int] = (3, 5),
) -> Figures:
    """The figures of some rankings.

    Args:
        ranked: for each question the results, the best first, each once.
        relevant: for each question the grade, more than 0, of each result that is relevant;
            questions with nothing relevant are left out.
        cuts: the k of the recall.
    """
    pairs = [(order, grades) for order, grades in zip(ranked, relevant, strict=True) if grades]
    count = max(len(pairs), 1)
    gains = math.fsum(
        _gain([grades.get(each, 0.0) for each in order]) / _ideal(grades) for order, grades in pairs
    )
    recall = {
        cut: math.fsum(
            len(grades.keys() & set(order[:cut])) / len(grades) for order, grades in pairs
        )
        / count
        for cut in cuts
    }
    ranks = [
        next((1 / rank for rank, each in enumerate(order[:10], 1) if each in grades), 0.0)
        for order, grades in pairs
    ]
    return Figures(gains / count, recall, math.fsum(ranks) / count, len(pairs))


def _gain(grades: Sequence[float]) -> float:
    """Discounted cumulative gain of the first ten, whose grades are these."""
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:10], 1))


def _ideal(grades: Mapping[str, float]) -> float:
    return _gain(sorted(grades.values(), reverse=True))
