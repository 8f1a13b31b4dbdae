"""Scores every passage of an index, and of a text the reader pasted, for one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sumprod

from live.search import bm25, fusion
from live.search.encoder import Embedded
from live.search.index import Index
from live.search.pasted import NOTHING_PASTED, PastedText
from live.search.reading import DISCOUNT
from live.search.scores import KeywordScores, Scores
from live.search.vectors import QuantisedQuery

PROBES = 6
"""Vector files that a query reads where an index has many: those whose centroid is nearest."""
KEYWORD_PROBES = 16
"""Passages best by keywords whose vector files it reads too."""


def score(
    index: Index,
    query_terms: Sequence[str],
    embedded: Embedded | None,
    pasted: PastedText = NOTHING_PASTED,
) -> Scores:
    """Scores all passages.

    Args:
        index: of the site.
        query_terms: as `live.search.analyzer.query_terms` gives them.
        embedded: the query as the encoder has it; None for keywords only.
        pasted: further passages.

    Raises:
        MissingError: files have to be fetched first.
        ContainerError: a file that is needed is damaged.
    """
    return with_meaning(index, keyword_scores(index, query_terms, pasted), embedded, pasted)


def with_meaning(
    index: Index,
    keywords: KeywordScores,
    embedded: Embedded | None,
    pasted: PastedText = NOTHING_PASTED,
) -> Scores:
    """Adds nearness in meaning to the scores of keywords; arguments and errors as of `score`."""
    vector = embedded.vector if embedded else None
    n_passages = index.n_passages + len(pasted.texts)
    if not vector:
        return fuse(n_passages, keywords, boosts=index.boosts)
    of_index = _cosines(index, vector, keywords)
    of_pasted = [sumprod(vector, other) if other else 0.0 for other in pasted.vectors]
    return fuse(n_passages, keywords, [*of_index, *of_pasted], index.n_passages, index.boosts)


def keyword_scores(
    index: Index,
    query_terms: Sequence[str],
    pasted: PastedText = NOTHING_PASTED,
    discounted: Collection[str] = (),
) -> KeywordScores:
    """Scores passages by their words alone.

    A term weighs what it weighs in the index: a pasted text changes nothing about how rare it is.

    Raises:
        MissingError: files have to be fetched first.
        ContainerError: a file that is needed is damaged.
    """
    found = index.postings(set(query_terms))
    weights = {
        term: bm25.weigh(len(postings), index.n_passages) for term, postings in found.items()
    }
    lengths: Sequence[int] = index.lengths
    if pasted.texts:
        of_pasted = bm25.invert(pasted.terms)
        found = {
            term: [
                *postings,
                *((number + index.n_passages, count) for number, count in of_pasted.get(term, ())),
            ]
            for term, postings in found.items()
        }
        lengths = [*lengths, *map(len, pasted.terms)]
    added = bm25.score(found, query_terms, lengths)
    for term in discounted:
        weights[term] *= DISCOUNT
        for number, _ in found[term]:
            added[number][term] *= DISCOUNT
    return KeywordScores(added, weights)


def fuse(
    n_passages: int,
    keywords: KeywordScores,
    cosines: Sequence[float] = (),
    of_index: int | None = None,
    boosts: Sequence[float] = (),
) -> Scores:
    """One score out of nearness in meaning and keywords.

    Args:
        n_passages: of the index and of a pasted text together.
        keywords: their keyword scores.
        cosines: their nearness to the query, -1 to 1; empty for keywords only.
        of_index: how many of them, the first, are the index's; None for all. What the reader pasted
            is measured against the guide, not against itself.
        boosts: what scores above the mean are multiplied by, for the first passages; 1 for others.
    """
    totals = keywords.totals()
    spread = fusion.spread_of(list(totals.values()), n_passages)
    part = 1 - fusion.MEANING if cosines else 1.0
    words = [part * spread.standardise(totals.get(number, 0.0)) for number in range(n_passages)]
    if not cosines:
        return Scores(keywords, [], [], _boosted(words, words, boosts))
    spread = fusion.spread_of(cosines[:of_index])
    meaning = [fusion.MEANING * spread.standardise(cosine) for cosine in cosines]
    totals_of = [near + found for near, found in zip(meaning, words, strict=True)]
    return Scores(
        keywords,
        cosines,
        _boosted(meaning, totals_of, boosts),
        _boosted(words, totals_of, boosts),
    )


def _boosted(parts: list[float], totals: Sequence[float], boosts: Sequence[float]) -> list[float]:
    """Parts of scores, multiplied where the whole score lies above the mean."""
    for number, boost in enumerate(boosts):
        if totals[number] > 0:
            parts[number] *= boost
    return parts


def _cosines(index: Index, vector: Sequence[float], keywords: KeywordScores) -> list[float]:
    """The cosine of every passage of the index; in files that are not read, their centroid's."""
    clusters = [0]
    cosines = [0.0] * index.n_passages
    if index.centroids:
        near = [sumprod(vector, centroid) for centroid in index.centroids]
        totals = keywords.totals()
        best = sorted(totals, key=lambda number: -totals[number])[:KEYWORD_PROBES]
        nearest = sorted(range(len(near)), key=lambda cluster: -near[cluster])[:PROBES]
        clusters = sorted({*nearest, *(index.cluster_of[number] for number in best)})
        cosines = [near[cluster] for cluster in index.cluster_of]
    query = QuantisedQuery.of(vector)
    for part in index.vectors(clusters):
        for number, cosine in part.cosines(query):
            cosines[number] = cosine
    return cosines
