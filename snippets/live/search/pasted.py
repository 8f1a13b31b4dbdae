"""A text of the reader's own, searched beside the guide; it never leaves the page."""

from __future__ import annotations

from dataclasses import dataclass

from live.search.analyzer import passage_terms
from live.search.encoder import Encoder
from live.search.passages import join_blocks, split_paragraphs

LONGEST = 300_000
"""Code points of a pasted text that are read."""
MOST_PASSAGES = 200
"""Passages of it that are kept: embedding more would take the page many seconds."""
TITLE = "Your text"


@dataclass(frozen=True, eq=False, repr=False)
class PastedText:
    """Passages that only this reader has; their numbers follow those of the index."""

    texts: list[str]
    vectors: list[list[float] | None]
    """`dim` numbers of length 1; None for a passage without a token."""
    terms: list[list[str]]
    whole: bool = True
    """Whether all of the reader's text is in them."""


NOTHING_PASTED = PastedText([], [], [])


def prepare(text: str, encoder: Encoder | None) -> PastedText:
    """Cuts a text and embeds its passages.

    The passages are embedded by the small encoder, as no teacher runs in the page.

    Args:
        text: anything; longer texts are cut short.
        encoder: None to search it by keywords only.
    """
    passages = join_blocks(split_paragraphs(text[:LONGEST]))
    kept = passages[:MOST_PASSAGES]
    vectors = [encoder.encode(passage) if encoder else None for passage in kept]
    terms = [passage_terms("", passage) for passage in kept]
    whole = len(kept) == len(passages) and len(text) <= LONGEST
    return PastedText(kept, vectors, terms, whole)
