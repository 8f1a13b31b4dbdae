"""A query as the search reads it, with misspelt words taken for near ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from live.search.analyzer import folded_word, is_stop_term, query_terms, spans
from live.search.index import Index

DISCOUNT = 0.8
"""What a word counts that was put in the place of another, as a share of what it counts else."""


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """What is searched for."""

    text: str
    """The query with the words that it seems to mean."""
    terms: list[str]
    """Its terms."""
    corrected: list[tuple[str, str]] = field(default_factory=list)
    """Words as they were typed, and what was searched for in their place."""
    discounted: frozenset[str] = frozenset()
    """Terms that stand for others."""


def read(index: Index, query: str, known: Collection[str] = ()) -> Reading:
    """Reads a query; a word that the index has is never replaced.

    Args:
        index: of the site.
        query: with single spaces.
        known: further terms that are right, such as those of a pasted text.

    Raises:
        MissingError: files have to be fetched first.
        ContainerError: a file is damaged.
    """
    terms = query_terms(query)
    found = index.postings(set(terms))
    unknown = {term for term in terms if not found[term] and term not in known}
    unknown = {term for term in unknown if not is_stop_term(term)}
    if not unknown:
        return Reading(query, terms)
    corrected: dict[str, str] = {}
    parts: list[str] = []
    at = 0
    for start, end, term in spans(query):
        typed = query[start:end]
        meant = index.words().correct(folded_word(typed)) if term in unknown else None
        if meant:
            corrected[typed] = meant
            parts += [query[at:start], meant]
            at = end
    if not corrected:
        return Reading(query, terms)
    text = "".join((*parts, query[at:]))
    meant_terms = query_terms(text)
    discounted = frozenset(meant_terms).difference(terms)
    return Reading(text, meant_terms, list(corrected.items()), discounted)
