"""What goes to the page: plain data, as JSON has it."""

from __future__ import annotations

from typing import Literal, TypedDict

WordShare = tuple[str, float]
"""A word of the query as it was typed, and what it adds to a score."""

Notice = Literal[
    "empty",
    "no-words",
    "cut",
    "no-meaning",
    "paste-again",
    "damaged-meaning",
    "damaged-words",
    "damaged-index",
]
"""What the page has to say beside the results.

``empty``: nothing was typed. ``no-words``: nothing of it is a word. ``cut``: only its first part
was read. ``no-meaning``: it has no word that the encoder knows, so keywords alone were searched.
``paste-again``: the text that was pasted is not here any more. ``damaged-meaning``,
``damaged-words``: one half of the index cannot be had, so the other was searched alone.
``damaged-index``: nothing can be searched, and nothing is known of what the guide says.
"""


class Segment(TypedDict):
    """A stretch of text."""

    text: str
    match: bool
    """Whether it is a word of the query."""
    telling: bool
    """Whether it belongs to the sentence that says most to the query."""


class Place(TypedDict):
    """Where a passage is from."""

    number: int
    """The passage's; those of a pasted text follow those of the index."""
    title: str
    """The page's."""
    url: str
    """Relative to the site's root, with the anchor; "" for a pasted text."""
    headings: list[str]
    """Those above it, the highest first, without the title."""
    pasted: bool
    kind: str
    """The page's, such as ``faq``; "" for a pasted text."""


class KeywordResult(Place):
    """A passage that the keyword search found."""

    matches: list[WordShare]
    """Words of the query that the passage has, and what each adds to the keyword score."""


Leader = Literal["text", "question", "words"]
"""What led to a passage most: nearness in meaning of its text, or of a question that readers ask
and it answers, or words that it has in common with the query."""


class Result(KeywordResult):
    """A passage that was found. Scores are rounded to three decimals."""

    score: float
    """`meaning` + `words`."""
    meaning: float
    words: float
    cosine: float | None
    """Of query and passage, -1 to 1; None if the query has no vector."""
    excerpt: list[Segment]
    text: list[Segment]
    """All of it."""
    pulls: list[WordShare]
    """What words of the query add to the cosine; negative where one leads away."""
    led: Leader
    asked: str
    """The question of readers that lies nearest to the query; "" where none is near."""
    more: list[Place]
    """Further passages of the page that the query finds, the best first."""


class Answer(TypedDict):
    """What a query found."""

    query: str
    """As it was read: cut, with single spaces."""
    results: list[Result]
    keyword: list[KeywordResult]
    """What the keyword search finds alone."""
    answered: bool | None
    """Whether the guide seems to answer the query; None where that cannot be told, because not all
    of the index was searched."""
    confidence: float
    """How surely, 0 to 1, as far as what was searched tells."""
    corrected: list[tuple[str, str]]
    """Words as they were typed, and what was searched for in their place."""
    copy_text: str
    """What the page offers for copying; "" for nothing."""
    notices: list[Notice]


class Need(TypedDict):
    """The call needs files that the page has to fetch first."""

    need: list[str]
    """Their names in the manifest."""


class PastedPassage(TypedDict):
    """A passage of a pasted text."""

    text: str
    words: int
    """How many it has."""
    has_vector: bool
    """Whether it can be found by meaning."""


class PasteAnswer(TypedDict):
    """What became of a pasted text."""

    passages: list[PastedPassage]
    whole: bool
    """False if the text was too long to be read to its end."""


class Done(TypedDict):
    """There is nothing to tell."""
