"""The sentence of a passage that answers a query best."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from live.search.analyzer import spans, terms
from live.search.encoder import Encoder

OF_WORDS = 0.5
"""What a sentence with all words of the query that the passage has gains, beside its cosine."""
OF_QUESTION = 0.5
"""What is left of the score of a sentence that asks: an answer is wanted."""
FEWEST = 4
"""Words of a sentence that can answer anything: fewer are labels, and cells of a table."""

# A sentence ends where a line does, or with its mark: before a space, unless that is of an
# abbreviation or a small letter follows; a mark of scripts without spaces needs none.
_SENTENCE = re.compile(
    r"""
    (?:•[ ])?  (\S.*?)
    (?:
        (?: (?<=[.!?…]) | (?<=[.!?…][”’")]) )  (?=\s) (?!\s+[a-z])
        (?<!\be\.g\.) (?<!\bi\.e\.) (?<!\bal\.) (?<!\bvs\.) (?<!\bcf\.) (?<!\b[A-Z]\.)
      | (?<=[。！？])
      | (?=\n|$)
    )
    """,
    re.VERBOSE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end, in code points, in order."""
    for match in _SENTENCE.finditer(text):
        yield match.span(1)


def most_telling(
    text: str,
    weights: Mapping[str, float],
    vector: Sequence[float] | None,
    encoder: Encoder | None,
) -> tuple[int, int] | None:
    """Where the sentence stands that lies nearest to a query and has its weightiest words.

    Args:
        text: of the passage.
        weights: weight by term of the query that the passage has.
        vector: of the query, `dim` numbers of length 1; None to go by words only.
        encoder: embeds sentences; None likewise.

    Returns:
        Beginning and end, in code points; None where no sentence has anything of the query.
    """
    total = math.fsum(weights.values()) or 1.0
    best, place = 0.0, None
    for start, end in sentences(text):
        sentence = text[start:end]
        if len([*spans(sentence)]) < FEWEST:
            continue
        words = math.fsum(weights[term] for term in set(terms(sentence)) if term in weights)
        score = OF_WORDS * words / total
        if vector and encoder:
            own = encoder.encode(sentence)
            score += math.sumprod(own, vector) if own else 0.0
        if sentence.endswith("?"):
            score *= OF_QUESTION
        if score > best:
            best, place = score, (start, end)
    return place
