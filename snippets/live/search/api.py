"""The search as pages call it: plain data in, plain data out.

A call either answers or returns ``{"need": [names]}``: the page fetches those files and calls
again. So a query of a large guide reads a few files out of many, and this module knows nothing of
the network.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from live.search import prompt
from live.search.analyzer import query_terms, spans
from live.search.container import PackError
from live.search.encoder import LONGEST_TEXT, Reading
from live.search.excerpt import Segment, excerpt, mark
from live.search.index import Index, MissingError, Text
from live.search.paste import TITLE, prepare
from live.search.ranking import NOTHING_PASTED, Pasted, Scores, score

Data = dict[str, Any]

LIMIT, PER_PAGE = 5, 2
IN_PROMPT = 3
_WIDEST = 8  # words whose pull is told

_index: Index | None = None
_pasted: Pasted = NOTHING_PASTED
_pasted_key = ""


def open_index() -> Index:
    """The index, read once.

    Raises:
        MissingError: its file has not been fetched.
        PackError: its file is damaged.
    """
    global _index
    if _index is None:
        _index = Index()
    return _index


def close() -> Data:
    """Forgets the index and the pasted text: the next call reads the files anew."""
    global _index
    _index = None
    forget()
    return {}


def _need_or(answer: Callable[[], Data]) -> Data:
    try:
        return answer()
    except MissingError as error:
        return {"need": error.names}
    except PackError:
        return {"results": [], "keyword": [], "answered": False, "notices": ["damaged-index"]}


def query(
    query: str,
    limit: int = LIMIT,
    per_page: int = PER_PAGE,
    kind: str = "",
    pasted: str = "",
    meaning: bool = True,
) -> Data:
    """Finds passages for a question.

    Args:
        query: in the reader's words; anything.
        limit: how many results at most.
        per_page: how many of one page at most.
        kind: only passages of pages of that kind, such as ``faq``; "" for all.
        pasted: the key of the reader's text to be searched too; "" for none.
        meaning: False for a search by keywords alone, which needs neither encoder nor vectors.

    Returns:
        ``{"need": names}`` where files are missing; else ``results``, ``keyword`` (the plain
        keyword search's list), ``answered`` (whether the guide seems to speak of it),
        ``confidence`` (0 to 1),
        ``prompt``, ``notices`` (codes: ``empty``, ``no-words``, ``cut``, ``no-meaning`` where the
        question has no word that the encoder knows, ``damaged-meaning`` and ``damaged-words`` where
        half of the index cannot be read, ``damaged-index``, ``paste-again``).
    """
    return _need_or(lambda: answer(open_index, query, limit, per_page, kind, pasted, meaning))


def answer(
    get_index: Callable[[], Index],
    text: str,
    limit: int = LIMIT,
    per_page: int = PER_PAGE,
    kind: str = "",
    pasted_key: str = "",
    meaning: bool = True,
) -> Data:
    """What `query` returns, with an index of the caller's.

    Raises:
        MissingError: files have to be fetched first.
        PackError: the index cannot be read.
    """
    notices: list[str] = []
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        notices.append("cut")
    question = " ".join(text.split())
    asked = query_terms(question)
    if not asked:
        return _nothing([*notices, "no-words" if question else "empty"])
    index = get_index()
    reading = _reading(index, question, notices) if meaning else None
    extra = _pasted if pasted_key and pasted_key == _pasted_key else NOTHING_PASTED
    if pasted_key and pasted_key != _pasted_key:
        notices.append("paste-again")
    scores = _score(index, asked, reading, extra, notices)
    allowed = _allowed(index, kind)
    chosen = _choose(index, scores.order(), limit, per_page, allowed)
    if extra.texts and not any(number >= index.passages for number in chosen):
        # Whoever pasted a text wants to see what of it is nearest, however far that is.
        chosen += _choose(index, scores.order(), 1, 1, lambda number: number >= index.passages)
    plain = _choose(index, scores.keyword_order(), limit, per_page, allowed)
    own = {
        number: number - index.passages for number in {*chosen, *plain} if number >= index.passages
    }
    texts = index.texts(sorted({*chosen, *plain} - own.keys()))
    texts |= {number: Text([], "", extra.texts[at]) for number, at in own.items()}
    typed = {term: question[start:end] for start, end, term in reversed(list(spans(question)))}
    show = _Show(index, scores, reading, extra, texts, typed)
    confidence = confidence_of(index.meta["known"], scores, chosen[0]) if chosen else 0.0
    results = [show.result(number) for number in chosen]
    return {
        "question": question,
        "results": results,
        "keyword": [show.place(number) | {"matches": show.matches(number)} for number in plain],
        "answered": confidence >= 0.5,
        "confidence": round(confidence, 3),
        "prompt": show.prompt(question, chosen[:IN_PROMPT]),
        "notices": notices,
    }


def _nothing(notices: list[str]) -> Data:
    return {
        "results": [],
        "keyword": [],
        "answered": False,
        "confidence": 0.0,
        "prompt": "",
        "notices": notices,
    }


def _reading(index: Index, question: str, notices: list[str]) -> Reading | None:
    try:
        reading = index.encoder().read(question)
    except PackError:
        notices.append("damaged-meaning")
        return None
    if reading.vector() is None:
        notices.append("no-meaning")
        return None
    return reading


def _score(
    index: Index,
    query_terms: Sequence[str],
    reading: Reading | None,
    extra: Pasted,
    notices: list[str],
) -> Scores:
    """The scores, with one half of them where the other half's files are damaged."""
    try:
        return score(index, query_terms, reading, extra)
    except PackError:
        pass
    try:
        scores = score(index, query_terms, None, extra)
        notices.append("damaged-meaning")
    except PackError:
        scores = score(index, (), reading, extra)
        notices.append("damaged-words")
    return scores


def _allowed(index: Index, kind: str) -> Callable[[int], bool]:
    def allowed(number: int) -> bool:
        if not kind or number >= index.passages:
            return not kind
        return bool(index.pages[index.page_of[number]]["kind"] == kind)

    return allowed


def _choose(
    index: Index, order: Sequence[int], limit: int, per_page: int, allowed: Callable[[int], bool]
) -> list[int]:
    taken: dict[int, int] = {}
    chosen: list[int] = []
    for number in order:
        page = index.page_of[number] if number < index.passages else -1
        if not allowed(number) or taken.get(page, 0) >= per_page:
            continue
        taken[page] = taken.get(page, 0) + 1
        chosen.append(number)
        if len(chosen) == limit:
            break
    return chosen


def confidence_of(weights: Sequence[float], scores: Scores, best: int) -> float:
    """How surely the guide speaks of a question, 0 to 1: from 0.5 on, it is said to.

    A logistic curve over two numbers of the best passage: its cosine, and the share of the
    question's terms that it has.

    Args:
        weights: start, weight of the cosine, weight of the share; fitted when the site is built, on
            questions that the guide does and does not answer.
        scores: of the question.
        best: the number of the best passage.
    """
    start, by_cosine, by_coverage = weights
    cosine = scores.cosines[best] if scores.cosines else 0.0
    return 1 / (1 + math.exp(-(start + by_cosine * cosine + by_coverage * scores.coverage(best))))


class _Show:
    """Turns passages into what the page shows of them."""

    def __init__(
        self,
        index: Index,
        scores: Scores,
        reading: Reading | None,
        extra: Pasted,
        texts: dict[int, Text],
        typed: dict[str, str],
    ) -> None:
        self.index, self.scores, self.reading = index, scores, reading
        self.extra, self.texts, self.typed = extra, texts, typed

    def place(self, number: int) -> Data:
        """Title, headings and address of a passage."""
        text = self.texts[number]
        if number >= self.index.passages:
            return {
                "number": number,
                "title": TITLE,
                "url": "",
                "headings": [],
                "pasted": True,
                "kind": "",
            }
        page = self.index.pages[self.index.page_of[number]]
        return {
            "number": number,
            "title": page["title"],
            "url": page["url"] + (f"#{text.anchor}" if text.anchor else ""),
            "headings": text.headings,
            "pasted": False,
            "kind": page["kind"],
        }

    def matches(self, number: int) -> list[list[Any]]:
        """The question's words that the passage has, and what each adds to the keyword score."""
        shares = self.scores.shares.get(number, {})
        ranked = sorted(shares.items(), key=lambda pair: -pair[1])
        return [[self.typed.get(term, term), round(share, 3)] for term, share in ranked[:_WIDEST]]

    def result(self, number: int) -> Data:
        """A passage with its scores and the words that pulled."""
        text = self.texts[number].text
        weights = self.scores.shares.get(number, {})
        meaning = self.scores.meaning[number] if self.scores.meaning else 0.0
        words = self.scores.words[number]
        return {
            **self.place(number),
            "score": round(meaning + words, 3),
            "meaning": round(meaning, 3),
            "words": round(words, 3),
            "cosine": round(self.scores.cosines[number], 3) if self.scores.cosines else None,
            "excerpt": excerpt(text, weights),
            "text": mark(text, weights),
            "matches": self.matches(number),
            "pulls": self._pulls(number),
        }

    def _pulls(self, number: int) -> list[list[Any]]:
        if self.reading is None:
            return []
        vector = self._vector(number)
        if vector is None:
            return []
        pulls = sorted(self.reading.pulls(vector).items(), key=lambda pair: -abs(pair[1]))
        return [[word, round(share, 3)] for word, share in pulls[:_WIDEST]]

    def _vector(self, number: int) -> list[float] | None:
        if number >= self.index.passages:
            return self.extra.vectors[number - self.index.passages]
        return self.index.vector(number)

    def prompt(self, question: str, numbers: Sequence[int]) -> str:
        """The prompt with the first passages as its sources."""
        sources = []
        for number in numbers:
            place = self.place(number)
            heading = " › ".join([place["title"], *place["headings"]])
            sources.append(prompt.Source(heading, place["url"] or TITLE, self.texts[number].text))
        return prompt.assemble(question, sources)


def paste(text: str, key: str) -> Data:
    """Takes a text of the reader's own in; it replaces the one before.

    Args:
        text: anything.
        key: a name for it, to be given with queries.

    Returns:
        ``{"need": names}`` or ``passages`` (``[{"text", "words", "known"}]``; `known` is whether
        the encoder has a vector for it) and ``whole`` (False if the text was too long to be read to
        its end).
    """
    return _need_or(lambda: _paste(text, key))


def _paste(text: str, key: str) -> Data:
    global _pasted, _pasted_key
    try:
        encoder = open_index().encoder()
    except PackError:
        encoder = None
    _pasted, whole = prepare(text, encoder)
    _pasted_key = key
    cut: list[dict[str, Any]] = [
        {"text": passage, "words": len(passage.split()), "known": vector is not None}
        for passage, vector in zip(_pasted.texts, _pasted.vectors, strict=True)
    ]
    return {"passages": cut, "whole": whole, "notices": []}


def forget() -> Data:
    """Drops the reader's text."""
    global _pasted, _pasted_key
    _pasted, _pasted_key = NOTHING_PASTED, ""
    return {}


__all__ = ["Segment", "close", "confidence_of", "forget", "open_index", "paste", "query"]
