"""Chunking: how long should the pieces be that a search returns? Tried on this guide."""

import json
import random
from collections.abc import Sequence
from functools import lru_cache
from statistics import fmean
from typing import Any, NamedTuple

from labs.parts import Part, checkbox, number, percent, select, slider, table, text, text_field
from live import plot
from live.runtime import artefacts
from live.search import bm25
from live.search.analyzer import terms

ARTEFACTS = ["labs/guide-text.json"]
"""What the page has to fetch before `run`: the guide's text, its questions, and their answers."""

SIZES = (25, 50, 100, 200, 400, 800)
SHOWN = 18  # words of a chunk
SAME_WORDS, SAME_CHUNKS = "as many words", "as many chunks"

CONTROLS = [
    text_field(
        "question", "A question of your own", "How many examples do I need for fine-tuning?"
    ),
    slider("overlap", "Overlap, % of a chunk", 5, 75, 5, 25),
    select("alike", "Each size gets", [SAME_WORDS, SAME_CHUNKS], SAME_WORDS),
    slider("budget", "Words in the prompt, if as many words", 100, 1600, 100, 800),
    slider("k", "Chunks in the prompt, if as many chunks", 1, 10, 1, 4),
    checkbox("titles", "Index the page's title with each chunk", False),
    slider("asked", "Questions asked", 20, 200, 20, 120, "Drawn by the seed."),
    number("seed", "Seed", 0, 9999, 1, 1),
]


class Span(NamedTuple):
    """Words of a page: the first, counted from 0, and the one after the last."""

    page: int
    start: int
    end: int


class Question(NamedTuple):
    """A question, and the passages of which any answers it."""

    text: str
    answers: list[Span]


class Guide(NamedTuple):
    """The guide as words."""

    titles: list[str]
    words: list[list[str]]
    """By page."""
    terms: list[list[list[str]]]
    """What each word is indexed under, by page: mostly one term, none for the commonest words."""
    questions: list[Question]


@lru_cache(maxsize=1)
def read_guide(folder: str) -> Guide:
    """Reads the artefact.

    Raises:
        FileNotFoundError: the folder of artefacts does not have it.
    """
    data = json.loads(artefacts.open_bytes(ARTEFACTS[0]))
    words = [page["text"].split() for page in data["pages"]]
    term_of = lru_cache(maxsize=None)(terms)
    return Guide(
        [page["title"] for page in data["pages"]],
        words,
        [[term_of(word) for word in page] for page in words],
        [Question(q["question"], [Span(*a) for a in q["answers"]]) for q in data["questions"]],
    )


# --8<-- [start:cut]
def cut(pages: Sequence[Sequence[Any]], size: int, overlap: float) -> list[Span]:
    """Cuts each page into chunks of `size` words; each begins before the last one has ended.

    Args:
        pages: the words of each page.
        size: words of a chunk; the last of a page can be shorter.
        overlap: the share of a chunk that the next one repeats, 0 to under 1.
    """
    step = max(1, round(size * (1 - overlap)))
    chunks = []
    for page, words in enumerate(pages):
        for start in range(0, len(words), step):
            chunks.append(Span(page, start, min(start + size, len(words))))
            if start + size >= len(words):
                break
    return chunks


# --8<-- [end:cut]


class Searched:
    """An index of chunks."""

    def __init__(self, guide: Guide, size: int, overlap: float, titles: bool) -> None:
        """Cuts and indexes the guide."""
        self.chunks = cut(guide.words, size, overlap)
        before = [terms(title) if titles else [] for title in guide.titles]
        found = [
            before[page] + [term for word in guide.terms[page][start:end] for term in word]
            for page, start, end in self.chunks
        ]
        self.postings = bm25.invert(found)
        self.lengths = [len(chunk) for chunk in found]

    def find(self, question: str, k: int) -> list[Span]:
        """The k best chunks, best first."""
        parts = bm25.score(self.postings, terms(question), self.lengths)
        scores = {number: sum(shares.values()) for number, shares in parts.items()}
        best = sorted(scores, key=lambda number: (-scores[number], number))[:k]
        return [self.chunks[number] for number in best]


# --8<-- [start:coverage]
def coverage(found: Sequence[Span], answers: Sequence[Span]) -> float:
    """The share of an answer's words that the chunks hold; of several answers, the best one's."""
    shares = []
    for page, start, end in answers:
        held = set()
        for chunk in found:
            if chunk.page == page:
                held.update(range(max(start, chunk.start), min(end, chunk.end)))
        shares.append(len(held) / (end - start))
    return max(shares)


# --8<-- [end:coverage]


class Settings(NamedTuple):
    """What one line of the plot is drawn with."""

    overlap: float
    """Share of a chunk, 0 to under 1."""
    alike: str
    budget: int
    """Words."""
    k: int
    titles: bool

    def chunks(self, size: int) -> int:
        """How many chunks of a size go into the prompt."""
        return self.k if self.alike == SAME_CHUNKS else max(1, self.budget // size)


def measure(guide: Guide, questions: Sequence[Question], settings: Settings) -> dict[int, float]:
    """The mean coverage for each chunk size, 0 to 1."""
    measured = {}
    for size in sizes(settings):
        index = Searched(guide, size, settings.overlap, settings.titles)
        k = settings.chunks(size)
        measured[size] = fmean(coverage(index.find(q.text, k), q.answers) for q in questions)
    return measured


def sizes(settings: Settings) -> list[int]:
    """The sizes to try: a chunk longer than the whole prompt may be is left out."""
    small = [size for size in SIZES if size <= settings.budget]
    return list(SIZES) if settings.alike == SAME_CHUNKS else small


# --8<-- [start:run]
def run(question: str, asked: int, overlap: int, seed: int, **controls: Any) -> list[Part]:
    """Measures chunk sizes without and with overlap, and answers the reader's question."""
    guide = read_guide(str(artefacts.root))
    drawn = random.Random(seed).sample(guide.questions, min(asked, len(guide.questions)))
    apart = Settings(0, **controls)
    lapped = Settings(overlap / 100, **controls)
    names = {apart: "no overlap", lapped: f"{overlap}% overlap"}
    measured = {settings: measure(guide, drawn, settings) for settings in names}
    lines = {names[settings]: list(found.items()) for settings, found in measured.items()}
    tried = sizes(apart)
    return [
        text(told(measured, names, len(drawn), len(guide.titles))),
        plot.lines(
            {name: [(float(size), share) for size, share in line] for name, line in lines.items()},
            title="Share of the answer that reaches the prompt, over the size of chunks",
            x="words in a chunk",
            y="share of the answer",
            x_log=True,
            percent=True,
        ).part(),
        table(
            ["Words in a chunk", *map(str, tried)],
            [
                ["Chunks in the prompt", *(str(apart.chunks(size)) for size in tried)],
                ["Words in the prompt", *(f"{apart.chunks(size) * size:,}" for size in tried)],
                *([name, *(percent(share) for _, share in line)] for name, line in lines.items()),
            ],
            "Mean share of the answering passage that the fetched chunks hold",
        ),
        own_question(guide, question, lapped),
    ]


# --8<-- [end:run]


def told(
    measured: dict[Settings, dict[int, float]], names: dict[Settings, str], asked: int, pages: int
) -> str:
    """The result in words."""
    shares = {(s, size): share for s, found in measured.items() for size, share in found.items()}
    best = max(shares, key=lambda key: shares[key])
    worst = min(shares, key=lambda key: shares[key])
    return (
        f"{asked} of the guide's own questions, asked of its {pages} pages by keyword search. "
        f"Best: chunks of {best[1]} words, {names[best[0]]}: {percent(shares[best])} of the "
        f"answering passage reaches the prompt. Worst: {worst[1]} words, {names[worst[0]]}: "
        f"{percent(shares[worst])}."
    )


def own_question(guide: Guide, question: str, settings: Settings) -> Part:
    """The best chunk of each size for the reader's question."""
    rows = []
    for size in sizes(settings):
        found = Searched(guide, size, settings.overlap, settings.titles).find(question, 1)
        for page, start, end in found:
            words = guide.words[page][start:end]
            shown = " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
            rows.append([str(size), guide.titles[page], shown])
    rows = rows or [["", "nothing", "No chunk shares a word with the question."]]
    return table(["Words", "Page", "Best chunk begins"], rows, f"Your question: “{question}”")
