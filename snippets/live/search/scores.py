"""What one query makes of the passages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False, repr=False)
class KeywordScores:
    """BM25 of one query."""

    of_terms: dict[int, dict[str, float]]
    """By number of each passage that has a term of the query: what each of its terms adds."""
    weights: dict[str, float]
    """How much each term of the query counts: the rarer, the more."""

    def totals(self) -> dict[int, float]:
        """The score of each passage that has a term of the query, by its number."""
        return {number: math.fsum(added.values()) for number, added in self.of_terms.items()}


@dataclass(frozen=True, eq=False, repr=False)
class Scores:
    """Keywords and meaning together, by number: the index's passages, then pasted ones."""

    keywords: KeywordScores
    cosines: Sequence[float]
    """Nearness in meaning, -1 to 1; empty if the query has no vector."""
    meaning: list[float] = field(repr=False)
    """The part of the score from meaning; empty if the query has no vector."""
    words: list[float] = field(repr=False)
    """The part of the score from keywords."""

    def order(self) -> list[int]:
        """All passages that the query says anything about, the best first."""
        if not self.meaning:
            return self.keyword_order()
        total = [meaning + words for meaning, words in zip(self.meaning, self.words, strict=True)]
        return sorted(range(len(total)), key=lambda number: (-total[number], number))

    def keyword_order(self) -> list[int]:
        """The passages that have a term of the query, the best by BM25 alone first."""
        return sorted(self.keywords.of_terms, key=lambda number: (-self.words[number], number))

    def total(self, number: int) -> float:
        """The score of a passage."""
        return (self.meaning[number] if self.meaning else 0.0) + self.words[number]

    def coverage(self, number: int) -> float:
        """The share of the query's terms that a passage has, by their weight; 0 to 1."""
        weights = self.keywords.weights
        total = math.fsum(weights.values())
        has = self.keywords.of_terms.get(number, {})
        return math.fsum(weights[term] for term in has) / total if total else 0.0
