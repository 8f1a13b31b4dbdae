"""Scores every passage of an index, and of a text the reader pasted, for one query."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import sumprod

from live.search import bm25, fusion
from live.search.analyzer import terms
from live.search.encoder import Reading
from live.search.index import Index, whole_numbers

PROBES = 6
"""Vector files nearest to a query that it reads where an index has many."""
GUIDES = 16
"""Passages best by keywords whose vector files it reads too."""


@dataclass(frozen=True)
class Pasted:
    """Passages that only this reader has; they follow those of the index."""

    texts: list[str]
    vectors: list[list[float] | None]
    """Of length 1; None for a passage without a known word."""
    terms: list[list[str]]


NOTHING_PASTED = Pasted([], [], [])


@dataclass(frozen=True)
class Scores:
    """What one query makes of all passages, by their number."""

    cosines: list[float]
    """Nearness in meaning, -1 to 1; empty if the query has no vector."""
    shares: dict[int, dict[str, float]]
    """What each term adds to the keyword score of the passages that have it."""
    meaning: list[float]
    """The part of the score from meaning; empty if the query has no vector."""
    words: list[float]
    """The part of the score from words."""
    weights: dict[str, float]
    """How much each term of the query counts: the rarer, the more."""

    def order(self) -> list[int]:
        """All passages that the query says anything about, the best first."""
        if self.meaning:
            total = [
                meaning + words for meaning, words in zip(self.meaning, self.words, strict=True)
            ]
            return sorted(range(len(total)), key=lambda number: (-total[number], number))
        return self.keyword_order()

    def coverage(self, number: int) -> float:
        """The share of the query's terms that a passage has, by their weight; 0 to 1."""
        total = math.fsum(self.weights.values())
        has = self.shares.get(number, {})
        return math.fsum(self.weights[term] for term in has) / total if total else 0.0

    def keyword_order(self) -> list[int]:
        """The passages that have a word of the query, the best by BM25 alone first."""
        return sorted(self.shares, key=lambda number: (-self.words[number], number))


def score(
    index: Index,
    query_terms: Sequence[str],
    reading: Reading | None,
    pasted: Pasted = NOTHING_PASTED,
) -> Scores:
    """Scores all passages.

    Args:
        index: of the site.
        query_terms: as `live.search.analyzer.terms` gives them.
        reading: the query as the encoder sees it; None for keywords only.
        pasted: further passages.

    Raises:
        MissingError: files have to be fetched first.
        PackError: a file that is needed is damaged.
    """
    words = keyword_scores(index, query_terms, pasted)
    vector = reading.vector() if reading else None
    cosines = _cosines(index, vector, words) if vector else []
    own = [sumprod(vector, other) if vector and other else 0.0 for other in pasted.vectors]
    return fuse(
        index.passages + len(pasted.texts), words, [*cosines, *own] if vector else [], len(cosines)
    )


@dataclass(frozen=True)
class KeywordScores:
    """BM25 of one query."""

    shares: dict[int, dict[str, float]]
    """What each term adds, for the passages that have one."""
    weights: dict[str, float]
    """How much each term counts."""

    def sums(self) -> dict[int, float]:
        """The score of each passage that has one of the terms."""
        return {number: math.fsum(parts.values()) for number, parts in self.shares.items()}


def keyword_scores(
    index: Index, query_terms: Sequence[str], pasted: Pasted = NOTHING_PASTED
) -> KeywordScores:
    """Scores passages by their words alone.

    Raises:
        MissingError, PackError: as of `score`.
    """
    found = index.postings(set(query_terms))
    weights = {term: bm25.weigh(len(postings), index.passages) for term, postings in found.items()}
    lengths: Sequence[int] = index.lengths
    if pasted.texts:
        own = bm25.invert(pasted.terms)
        more = {
            term: [(number + index.passages, times) for number, times in own.get(term, ())]
            for term in found
        }
        found = {term: [*found[term], *more[term]] for term in found}
        lengths = [*lengths, *map(len, pasted.terms)]
    return KeywordScores(bm25.score(found, query_terms, lengths), weights)


def fuse(count: int, keywords: KeywordScores, cosines: Sequence[float], of_index: int) -> Scores:
    """One score out of nearness in meaning and words.

    Args:
        count: of all passages.
        keywords: their keyword scores.
        cosines: their nearness to the query; empty for keywords only.
        of_index: how many of them, the first, are the index's: what the reader pasted is measured
            against the guide, not against itself.
    """
    sums = keywords.sums()
    spread = fusion.spread_of(list(sums.values()), count)
    part = 1 - fusion.MEANING if cosines else 1.0
    words = [part * spread.place(sums.get(number, 0.0)) for number in range(count)]
    if not cosines:
        return Scores([], keywords.shares, [], words, keywords.weights)
    spread = fusion.spread_of(cosines[:of_index])
    meaning = [fusion.MEANING * spread.place(cosine) for cosine in cosines]
    return Scores(list(cosines), keywords.shares, meaning, words, keywords.weights)


def _cosines(index: Index, vector: Sequence[float], keywords: KeywordScores) -> list[float]:
    """The cosine of every passage of the index; of those in files not read, their mean's."""
    chosen = [0]
    cosines = [0.0] * index.passages
    if index.centroids:
        near = [sumprod(vector, centroid) for centroid in index.centroids]
        sums = keywords.sums()
        guides = sorted(sums, key=lambda number: -sums[number])[:GUIDES]
        nearest = sorted(range(len(near)), key=lambda file: -near[file])[:PROBES]
        chosen = sorted({*nearest, *(index.cluster_of[number] for number in guides)})
        cosines = [near[file] for file in index.cluster_of]
    query, scale = whole_numbers(vector)
    for part in index.vectors(chosen):
        for number, cosine in part.cosines(query, scale):
            cosines[number] = cosine
    return cosines


def passage_terms(heading_line: str, text: str) -> list[str]:
    """The terms under which a passage is counted: of its headings and its text."""
    return terms(f"{heading_line}\n{text}")
