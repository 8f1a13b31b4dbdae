"""A query from the reader's words to the answer that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from live.search.analyzer import query_terms
from live.search.answerability import ANSWERED_FROM, confidence, features
from live.search.container import ContainerError
from live.search.encoder import LONGEST_TEXT, Embedded
from live.search.index import Index
from live.search.layout import Text
from live.search.pasted import NOTHING_PASTED, PastedText
from live.search.ranking import fuse, keyword_scores, with_meaning
from live.search.reading import Reading, read
from live.search.results import Results
from live.search.scores import Scores
from live.search.wire import Answer, Notice


@dataclass(frozen=True, eq=False, repr=False)
class Options:
    """What a page chooses."""

    limit: int = 5
    """How many results at most."""
    per_page: int = 1
    """How many of one page at most; with 1, each tells of further ones."""
    kind: str = ""
    """Only passages of pages of that kind, such as ``faq``; "" for all, and the pasted text's."""
    meaning: bool = True
    """False where encoder or vectors cannot be had: keywords are searched, and that is said."""
    words: bool = True
    """False where postings cannot be had: only meaning is searched, and that is said."""
    spelling: bool = True
    """False where the list of right words cannot be had: words are taken as they are typed."""


DEFAULT_OPTIONS = Options()
AMONG = 20
"""Further passages of a page are told if they are among so many of the best."""
MOST_MORE = 2
"""Further passages of a page, at most."""
_HALVES: frozenset[Notice] = frozenset(("damaged-meaning", "damaged-words"))


def answer(
    open_index: Callable[[], Index],
    text: str,
    options: Options = DEFAULT_OPTIONS,
    pasted: PastedText | None = NOTHING_PASTED,
) -> Answer:
    """Finds passages for a query.

    Args:
        open_index: called only if the query has words.
        text: in the reader's words; anything.
        options: see `Options`.
        pasted: further passages; None if the page thinks of some that are not here any more.

    Raises:
        MissingError: files have to be fetched first.
        ContainerError: the index cannot be read.
    """
    notices: list[Notice] = []
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        notices.append("cut")
    query = " ".join(text.split())
    if not query_terms(query):
        return no_answer(query, [*notices, "no-words" if query else "empty"])
    index = open_index()
    if pasted is None:
        notices.append("paste-again")
    further = pasted or NOTHING_PASTED
    reading = _read(index, query, options, further)
    embedded = _embed(index, reading.text, options, notices)
    scores = _score(index, reading if options.words else None, embedded, further, notices)
    chosen = _choose(index, scores.order(), options)
    if further.texts and all(number < index.n_passages for number in chosen):
        # Whoever pasted a text wants to see what of it is nearest, however far that is.
        order = [number for number in scores.order() if number >= index.n_passages]
        chosen += order[:1]
    by_keyword = _choose(index, scores.keyword_order(), options)
    more = _find_more(index, scores.order(), chosen) if options.per_page == 1 else {}
    beside = {number for numbers in more.values() for number in numbers}
    texts = _texts(index, {*chosen, *by_keyword, *beside}, further)
    results = Results(index, reading.text, scores, embedded, further, texts)
    sure = 0.0
    if chosen:
        found = features(scores, chosen[0], results.nearest(chosen[0]).cosine)
        sure = confidence(index.meta["answerability"], found)
    return {
        "query": query,
        "results": [results.result(number, more.get(number, ())) for number in chosen],
        "keyword": [results.keyword_result(number) for number in by_keyword],
        "answered": sure >= ANSWERED_FROM or (None if _HALVES.intersection(notices) else False),
        "confidence": round(sure, 3),
        "corrected": reading.corrected,
        "copy_text": results.copy_text(chosen, query),
        "notices": notices,
    }


def no_answer(query: str, notices: Sequence[Notice]) -> Answer:
    """The answer where nothing could be searched: what the guide says is known only of no words."""
    return {
        "query": query,
        "results": [],
        "keyword": [],
        "answered": None if "damaged-index" in notices else False,
        "confidence": 0.0,
        "corrected": [],
        "copy_text": "",
        "notices": list(notices),
    }


def _read(index: Index, query: str, options: Options, pasted: PastedText) -> Reading:
    """The query, with misspelt words put right where that can be done."""
    if options.words and options.spelling:
        # Whatever is damaged is met, and told, again.
        with suppress(ContainerError):
            return read(index, query, {term for terms in pasted.terms for term in terms})
    return Reading(query, query_terms(query))


def _embed(index: Index, query: str, options: Options, notices: list[Notice]) -> Embedded | None:
    """The query as the encoder has it; None, and a notice, where that is nothing to search by."""
    try:
        embedded = index.encoder().embed(query) if options.meaning else None
    except ContainerError:
        embedded = None
    if embedded is None:
        notices.append("damaged-meaning")
        return None
    if embedded.vector is None:
        notices.append("no-meaning")
        return None
    return embedded


def _score(
    index: Index,
    reading: Reading | None,
    embedded: Embedded | None,
    pasted: PastedText,
    notices: list[Notice],
) -> Scores:
    """The scores, with one half of them where the other half's files are damaged.

    Args:
        index: of the site.
        reading: the query; None where postings cannot be had.
        embedded: the query as the encoder has it; None for keywords only.
        pasted: further passages.
        notices: what is lost is added.

    Raises:
        ContainerError: neither half can be searched.
    """
    words = None
    if reading is not None:
        with suppress(ContainerError):
            words = keyword_scores(index, reading.terms, pasted, reading.discounted)
    if words is None:
        if embedded is None:
            raise ContainerError("neither words nor meaning can be searched")
        scores = with_meaning(index, keyword_scores(index, (), pasted), embedded, pasted)
        notices.append("damaged-words")
        return scores
    try:
        return with_meaning(index, words, embedded, pasted)
    except ContainerError:
        notices.append("damaged-meaning")
        return fuse(index.n_passages + len(pasted.texts), words)


def _choose(index: Index, order: Sequence[int], options: Options) -> list[int]:
    """The first passages of an order that the options allow."""
    taken: dict[int, int] = {}
    chosen: list[int] = []
    for number in order:
        # A pasted text counts as one more page, of no kind.
        page = index.page_of[number] if number < index.n_passages else -1
        kind = index.pages[page].kind if page >= 0 else ""
        if options.kind not in ("", kind) or taken.get(page, 0) >= options.per_page:
            continue
        taken[page] = taken.get(page, 0) + 1
        chosen.append(number)
        if len(chosen) == options.limit:
            break
    return chosen


def _find_more(index: Index, order: Sequence[int], chosen: Sequence[int]) -> dict[int, list[int]]:
    """Further passages of the pages that were chosen, where they are among the best, too."""
    of_page = {index.page_of[each]: each for each in chosen if each < index.n_passages}
    more: dict[int, list[int]] = {}
    for number in order[:AMONG]:
        if number < index.n_passages and number not in chosen:
            first = of_page.get(index.page_of[number])
            if first is not None and len(more.get(first, ())) < MOST_MORE:
                more.setdefault(first, []).append(number)
    return more


def _texts(index: Index, numbers: set[int], pasted: PastedText) -> dict[int, Text]:
    of_index = sorted(number for number in numbers if number < index.n_passages)
    of_pasted = numbers.difference(of_index)
    return index.texts(of_index) | {
        number: Text([], "", pasted.texts[number - index.n_passages], []) for number in of_pasted
    }
