"""Cuts text into passages of about equal size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST_WORDS = 180
"""Words of one passage: about as much as the teacher reads."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line."""
    return [line for part in _PARAGRAPHS.split(text) if (line := " ".join(part.split()))]


def pack(texts: Iterable[str], most: int = MOST_WORDS) -> list[str]:
    """Joins blocks of text into passages of about equal size and at most so many words.

    A block that is longer is cut between sentences, and a sentence that is longer between words.

    Args:
        texts: blocks, in order.
        most: words of a passage.

    Returns:
        Passages, their blocks parted by an empty line.
    """
    parts = [part for text in texts for part in _split(text, most)]
    total = sum(len(part.split()) for part in parts)
    if not total:
        return []
    # Each part goes to the passage in whose share of the words its middle lies.
    share = total / -(-total // most)
    packed: list[str] = []
    before = size = 0
    for part in parts:
        words = len(part.split())
        due = (before + words / 2) // share
        before += words
        if packed and size + words <= most and due < len(packed):
            packed[-1] += f"\n\n{part}"
            size += words
        else:
            packed.append(part)
            size = words
    return packed


def _split(text: str, most: int) -> Iterator[str]:
    if len(text.split()) <= most:
        if text.strip():
            yield text
        return
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        if kept and len(kept) + len(words) > most:
            yield " ".join(kept)
            kept = []
        while len(words) > most:
            yield " ".join(words[:most])
            words = words[most:]
        kept.extend(words)
    if kept:
        yield " ".join(kept)
