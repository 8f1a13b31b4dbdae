"""Keyword search: the formula BM25 over postings.

Source: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, equation 3.15; the weight of a term is
the one that cannot fall below zero, log(1 + (N - n + 0.5) / (n + 0.5)).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

K1 = 1.2
"""How soon further occurrences of a term stop adding: 0 at once, higher values later."""
B = 0.75
"""How much longer passages are held back: 0 not at all, 1 in proportion to their length."""

Posting = tuple[int, int]
"""Number of a passage from 0 on, and how often the term stands in it, 1 or more."""


def invert(passages: Iterable[Sequence[str]]) -> dict[str, list[Posting]]:
    """Postings by term, those of a term in the order of the passages' numbers.

    Args:
        passages: the terms of each passage, in the order of their numbers.
    """
    postings: dict[str, list[Posting]] = {}
    for number, terms in enumerate(passages):
        for term, count in Counter(terms).items():
            postings.setdefault(term, []).append((number, count))
    return postings


def weigh(count: int, n_passages: int) -> float:
    """The weight of a term that stands in `count` of the passages; more than 0."""
    return math.log(1 + (n_passages - count + 0.5) / (count + 0.5))


def score(
    found: Mapping[str, Sequence[Posting]], terms: Sequence[str], lengths: Sequence[int]
) -> dict[int, dict[str, float]]:
    """Scores passages against a query.

    Args:
        found: postings by term, at least for all of `terms`.
        terms: of the query; one that stands twice counts twice.
        lengths: number of terms of every passage.

    Returns:
        By number of each passage with at least one of the terms: what each term adds to its score.
    """
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    scores: dict[int, dict[str, float]] = {}
    for term, times in Counter(terms).items():
        postings = found.get(term, ())
        weight = times * weigh(len(postings), len(lengths))
        for number, count in postings:
            saturation = K1 * (1 - B + B * lengths[number] / (mean or 1.0))
            added = weight * count * (K1 + 1) / (count + saturation)
            scores.setdefault(number, {})[term] = added
    return scores
