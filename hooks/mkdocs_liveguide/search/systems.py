"""The rankings that are compared: by keywords, by meaning and by both, with two sets of vectors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from live.search.answerability import Features, features
from live.search.encoder import Embedded, Encoder
from live.search.index import Index
from live.search.nearest import nearest_question
from live.search.ranking import fuse, keyword_scores, with_meaning
from live.search.reading import read
from live.search.scores import Scores
from mkdocs_liveguide.search.arrays import Floats, one_thread


def shipped_scores(index: Index, encoder: Encoder, query: str) -> Scores:
    """The scores of a query by what the reader gets."""
    return shipped(index, encoder, query)[0]


def shipped(index: Index, encoder: Encoder, query: str) -> tuple[Scores, Embedded | None]:
    """The same, and the query as the encoder has it; None where it knows none of its words."""
    reading = read(index, " ".join(query.split()))
    embedded = encoder.embed(reading.text)
    known = embedded if embedded.rows else None
    words = keyword_scores(index, reading.terms, discounted=reading.discounted)
    return with_meaning(index, words, known), known


def shipped_features(index: Index, encoder: Encoder, query: str) -> Features | None:
    """What is known of the passage that a reader gets first; None where nothing is found."""
    scores, embedded = shipped(index, encoder, query)
    order = scores.order()
    if not order:
        return None
    questions = index.texts(order[:1])[order[0]].questions
    return features(scores, order[0], nearest_question(encoder, embedded, questions).cosine)


@dataclass(frozen=True)
class ExactVectors:
    """The same search with the teacher's vectors as they are: what a reader could get at best."""

    passages: Floats
    """At length 1, float32, (n_passages, dim)."""
    questions: Floats
    """At length 1, float32, (n_questions, dim); a row of zeros where there is no vector."""

    def scores(self, index: Index, query: str, number: int) -> Scores:
        """The scores of a question, fused as in the reader's browser.

        Args:
            index: for its keywords.
            query: the question's text.
            number: of its row in `questions`.
        """
        has_vector = bool(np.any(self.questions[number]))
        cosines = self._cosines[number].tolist() if has_vector else []
        reading = read(index, " ".join(query.split()))
        words = keyword_scores(index, reading.terms, discounted=reading.discounted)
        return fuse(index.n_passages, words, cosines, boosts=index.boosts)

    @cached_property
    def _cosines(self) -> Floats:
        """float32, (n_questions, n_passages), -1 to 1."""
        with one_thread():
            cosines: Floats = self.questions @ self.passages.T
        return cosines


def orders(scores: Scores) -> dict[str, list[int]]:
    """The passages by ``keyword``, ``meaning`` and ``both``, the best first."""
    by_meaning = sorted(range(len(scores.cosines)), key=lambda at: (-scores.cosines[at], at))
    return {"keyword": scores.keyword_order(), "meaning": by_meaning, "both": scores.order()}


def unique(names: Iterable[str], most: int = 100) -> list[str]:
    """The first of each name, at most so many: passages to the pages or places that they are of."""
    return list(dict.fromkeys(names))[:most]
