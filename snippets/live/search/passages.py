"""Cuts plain text into passages of about equal size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST_WORDS = 180
"""Words of one passage at most: about as much as the teacher reads."""

_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line; they are parted by empty lines."""
    return [line for part in _EMPTY_LINES.split(text) if (line := " ".join(part.split()))]


def join_blocks(blocks: Iterable[str], most: int = MOST_WORDS) -> list[str]:
    """Joins blocks of text into passages of about equal size and at most so many words.

    A block that is longer is cut between sentences, and a sentence that is longer between words.

    Args:
        blocks: paragraphs, list items, rows …, in order.
        most: words of a passage.

    Returns:
        Passages, their blocks parted by an empty line.
    """
    parts = [part for block in blocks for part in _cut_block(block, most)]
    total = sum(len(part.split()) for part in parts)
    if not total:
        return []
    # Each part goes to the passage in whose share of the words its middle lies.
    share = total / -(-total // most)
    passages: list[str] = []
    before = size = 0
    for part in parts:
        words = len(part.split())
        due = (before + words / 2) // share
        before += words
        if passages and size + words <= most and due < len(passages):
            passages[-1] += f"\n\n{part}"
            size += words
        else:
            passages.append(part)
            size = words
    return passages


def _cut_block(block: str, most: int) -> Iterator[str]:
    """The block itself, or parts of at most so many words where it is longer."""
    if len(block.split()) <= most:
        if block.strip():
            yield block
        return
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(block):
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
