"""Turns scored passages into what the page shows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from live.search import copy_text
from live.search.analyzer import spans
from live.search.encoder import Embedded
from live.search.excerpt import excerpt, mark
from live.search.index import Index
from live.search.layout import Text
from live.search.nearest import NONE, Nearest, nearest_question
from live.search.pasted import TITLE, PastedText
from live.search.scores import Scores
from live.search.telling import most_telling
from live.search.wire import KeywordResult, Place, Result, WordShare

MOST_WORDS = 8
"""Words of a query whose share is told, those that add most."""
NEAR = 0.5
"""The cosine from which on a question that readers ask is told."""


@dataclass(frozen=True, eq=False, repr=False)
class Results:
    """The passages that one query found."""

    index: Index
    query: str
    """As it was read: with misspelt words put right."""
    scores: Scores
    embedded: Embedded | None
    """The query as the encoder has it; None for keywords only."""
    pasted: PastedText
    texts: Mapping[int, Text]
    """Of all passages that are to be shown, by number."""

    def result(self, number: int, more: Sequence[int] = ()) -> Result:
        """A passage with its scores, what led to it, and further passages of its page."""
        text = self.texts[number].text
        weights = self.scores.keywords.of_terms.get(number, {})
        meaning = self.scores.meaning[number] if self.scores.meaning else 0.0
        words = self.scores.words[number]
        telling = self._telling(text, weights)
        nearest = self.nearest(number)
        cosine = self.scores.cosines[number] if self.scores.cosines else None
        asks = nearest.cosine >= NEAR and nearest.cosine > (cosine or 0.0)
        return {
            **self.keyword_result(number),
            "score": round(meaning + words, 3),
            "meaning": round(meaning, 3),
            "words": round(words, 3),
            "cosine": None if cosine is None else round(cosine, 3),
            "excerpt": excerpt(text, weights, telling=telling),
            "text": mark(text, weights, telling=telling),
            "pulls": self._pulls(number),
            "led": "question" if asks else "words" if words > meaning else "text",
            "asked": nearest.text if nearest.cosine >= NEAR else "",
            "more": [self.place(other) for other in more],
        }

    def _telling(self, text: str, weights: Mapping[str, float]) -> tuple[int, int] | None:
        vector = self.embedded.vector if self.embedded else None
        return most_telling(text, weights, vector, self.index.encoder() if vector else None)

    def nearest(self, number: int) -> Nearest:
        """The question of a passage that lies nearest to the query."""
        if self.embedded is None:
            return NONE
        questions = self.texts[number].questions
        return nearest_question(self.index.encoder(), self.embedded, questions)

    def keyword_result(self, number: int) -> KeywordResult:
        """A passage with the words of the query that it has."""
        added = self.scores.keywords.of_terms.get(number, {})
        ranked = sorted(added.items(), key=lambda pair: -pair[1])[:MOST_WORDS]
        matches = [(self._typed.get(term, term), round(share, 3)) for term, share in ranked]
        return {**self.place(number), "matches": matches}

    def place(self, number: int) -> Place:
        """Title, headings and address of a passage."""
        if number >= self.index.n_passages:
            return {
                "number": number,
                "title": TITLE,
                "url": "",
                "headings": [],
                "pasted": True,
                "kind": "",
            }
        text = self.texts[number]
        page = self.index.pages[self.index.page_of[number]]
        return {
            "number": number,
            "title": page.title,
            "url": page.url + (f"#{text.anchor}" if text.anchor else ""),
            "headings": text.headings,
            "pasted": False,
            "kind": page.kind,
        }

    def copy_text(self, numbers: Sequence[int], typed: str) -> str:
        """What the page offers for copying, with some passages as the sources of what was typed."""
        sources = []
        for number in numbers[: copy_text.MOST_SOURCES]:
            place = self.place(number)
            heading = " › ".join([place["title"], *place["headings"]])
            address = place["url"] or TITLE
            sources.append(copy_text.Source(heading, address, self.texts[number].text))
        return copy_text.fill(self.index.meta["copy_template"], typed, sources)

    @cached_property
    def _typed(self) -> dict[str, str]:
        """By term: the word as the reader typed it, first."""
        return {term: self.query[start:end] for start, end, term in reversed([*spans(self.query)])}

    def _pulls(self, number: int) -> list[WordShare]:
        vector = self._vector(number)
        if self.embedded is None or vector is None:
            return []
        shares = self.embedded.contributions(vector)
        ranked = sorted(shares.items(), key=lambda pair: -abs(pair[1]))
        return [(word, round(share, 3)) for word, share in ranked[:MOST_WORDS]]

    def _vector(self, number: int) -> list[float] | None:
        if number >= self.index.n_passages:
            return self.pasted.vectors[number - self.index.n_passages]
        return self.index.vector(number)
