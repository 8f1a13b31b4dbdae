"""A text of the reader's own, searched beside the guide; it never leaves the page."""

from __future__ import annotations

from live.search.encoder import Encoder
from live.search.passages import pack, paragraphs
from live.search.ranking import Pasted, passage_terms

LONGEST = 300_000
"""Code points of a pasted text that are read."""
MOST_PASSAGES = 200
"""Passages of it that are kept: embedding more would take the page many seconds."""
TITLE = "Your text"


def prepare(text: str, encoder: Encoder | None) -> tuple[Pasted, bool]:
    """Cuts a text and embeds its passages.

    The passages are embedded by the small encoder, as no teacher runs in the page.

    Args:
        text: anything; longer texts are cut short.
        encoder: None to search it by keywords only.

    Returns:
        The passages, and whether all of the text is in them.
    """
    passages = pack(paragraphs(text[:LONGEST]))
    kept = passages[:MOST_PASSAGES]
    vectors = [encoder.encode(passage) if encoder else None for passage in kept]
    terms = [passage_terms("", passage) for passage in kept]
    return Pasted(kept, vectors, terms), len(kept) == len(passages) and len(text) <= LONGEST
