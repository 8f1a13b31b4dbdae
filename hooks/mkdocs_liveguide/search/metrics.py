"""How well a search ranks, in the field's figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from live.search import ranking
from live.search.analyzer import query_terms
from live.search.encoder import Encoder
from live.search.index import Index
from mkdocs_liveguide.search.quantise import Floats

SYSTEMS = ("keyword", "meaning", "both")


@dataclass(frozen=True)
class Figures:
    """Means over questions."""

    ndcg_10: float
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002)."""
    recall: Mapping[int, float]
    """The share of what is relevant among the first k, by k."""
    mrr_10: float
    """The mean of 1 / rank of the first relevant result, 0 beyond ten."""
    questions: int


def measure(
    ranked: Sequence[Sequence[str]],
    relevant: Sequence[Mapping[str, float]],
    cuts: Iterable[int] = (3, 5),
) -> Figures:
    """The figures of some rankings.

    Args:
        ranked: for each question the results, the best first, each once.
        relevant: for each question the grade of what is relevant, more than 0; questions with
        nothing
            relevant are left out.
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
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:10], 1))


def _ideal(grades: Mapping[str, float]) -> float:
    return _gain(sorted(grades.values(), reverse=True))


@dataclass(frozen=True)
class Forms:
    """The same search with vectors that are not what the reader gets, to compare with."""

    passages: Floats
    """float32, (passages, dims), at length 1."""
    questions: Floats
    """float32, (questions, dims), at length 1; a row of zeros where there is no vector."""
    cosines: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cosines", self.questions @ self.passages.T)

    def scores(self, index: Index, question: str, number: int) -> ranking.Scores:
        """The scores of one question, fused as in the reader's browser."""
        known = bool(np.any(self.questions[number]))
        cosines = self.cosines[number].tolist() if known else []
        words = ranking.keyword_scores(index, query_terms(question))
        return ranking.fuse(index.passages, words, cosines, index.passages)


def shipped_scores(index: Index, encoder: Encoder, question: str) -> ranking.Scores:
    """The scores of one question by what the reader gets."""
    reading = encoder.read(question)
    return ranking.score(index, query_terms(question), reading if reading.rows else None)


def orders(scores: ranking.Scores) -> dict[str, list[int]]:
    """The passages by each of the three rankings, the best first."""
    by_meaning = sorted(range(len(scores.cosines)), key=lambda at: (-scores.cosines[at], at))
    return {"keyword": scores.keyword_order(), "meaning": by_meaning, "both": scores.order()}


def unique(names: Iterable[str], most: int = 100) -> list[str]:
    """The first of each name, at most so many: passages to the pages or places that they are of."""
    return list(dict.fromkeys(names))[:most]
