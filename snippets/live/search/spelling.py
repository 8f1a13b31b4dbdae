"""Misspelt words of a query, taken for near words of the guide.

A word is misspelt if nothing that the guide or its questions say has it, it is no word that is
known to be right, and a word of the guide is near: so many letters left out, put in, taken for
others or swapped with their neighbours (the distance of Damerau, 1964, in its restricted form).
Words that the guide joins with a hyphen and that are written as one are parted.

The file of words (kind ``words``) has the sections ``words`` (a line each, sorted), ``counts`` (u2,
how many passages have the word; 0 for words that are right and stand in none) and ``joined`` (a
line each: words of the guide with the hyphens between them).
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from live.search import container
from live.search.layout import VERSION

KIND = "words"
SHORTEST = 4
"""Letters of a word that may be misspelt; shorter ones are near to too many."""
TWO_FROM = 8
"""Letters from which on two mistakes are looked for, not one."""
MOST_COUNTED = 65_535


@dataclass(frozen=True, eq=False, repr=False)
class Words:
    """The words of a guide as they are written, in lower case, and others that are right."""

    words: Sequence[str]
    """Sorted."""
    counts: Sequence[int] = field(repr=False)
    """Passages that have the word, 0 or more."""
    joined: Mapping[str, str]
    """Words that belong together, by what they are when they are written as one."""

    @classmethod
    def from_bytes(cls, data: bytes) -> Words:
        """Reads a file of words.

        Raises:
            ContainerError: the file is damaged or of another kind.
        """
        file = container.read(data, KIND, VERSION)
        counts = file.integers("counts")
        words = file.text("words").split("\n") if counts else []
        container.expect(len(words) == len(counts), "a list of words")
        hyphenated = file.text("joined").split("\n")
        return cls(words, counts, {each.replace("-", ""): each for each in hyphenated})

    def count(self, word: str) -> int | None:
        """How many passages have a word; None for one that is not known at all."""
        at = bisect_left(self.words, word)
        found = at < len(self.words) and self.words[at] == word
        return self.counts[at] if found else None

    def correct(self, word: str) -> str | None:
        """What a word was to be: a word of the guide, or several with hyphens between them.

        Args:
            word: in lower case, without accents.

        Returns:
            None where the word is right, or nothing is near.
        """
        if len(word) < SHORTEST or not word.isalpha() or self.count(word) is not None:
            return None
        return self.joined.get(word) or self._nearest(word)

    def _nearest(self, word: str) -> str | None:
        most = 1 if len(word) < TWO_FROM else 2
        letters = _letters(word)
        best: tuple[int, bool, int, str] | None = None
        for other, count, others in self._of_guide:
            if abs(len(other) - len(word)) > most:
                continue
            # Each mistake changes two letters at most; this sorts out nearly all.
            if (others ^ letters).bit_count() > 2 * most:
                continue
            distance = edits(word, other, most)
            if distance is None or (len(word) == SHORTEST and sorted(word) != sorted(other)):
                continue
            rank = (distance, other[0] != word[0], -count, other)
            best = rank if best is None else min(best, rank)
        return best[-1] if best else None

    @cached_property
    def _of_guide(self) -> list[tuple[str, int, int]]:
        """The guide's own words, how many passages have each, and its letters."""
        pairs = zip(self.words, self.counts, strict=True)
        return [(word, count, _letters(word)) for word, count in pairs if count]


def _letters(word: str) -> int:
    """Which letters a word has, a bit each."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return found


def edits(one: str, other: str, most: int) -> int | None:
    """How many letters are left out, put in, replaced or swapped with their neighbour.

    Args:
        one: a word.
        other: another one.
        most: more are not counted.

    Returns:
        0 to `most`; None for more.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, before, row = before, row, [at]
        for column, opposite in enumerate(other, start=1):
            cost = min(
                before[column] + 1,
                row[column - 1] + 1,
                before[column - 1] + (letter != opposite),
            )
            swapped = at > 1 and column > 1 and letter == other[column - 2]
            if swapped and one[at - 2] == opposite:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def write(counts: Mapping[str, int], hyphenated: Collection[str]) -> bytes:
    """The file of words.

    Args:
        counts: by word, in lower case, how many passages have it.
        hyphenated: words that the guide joins, in lower case, with the hyphens.
    """
    words = sorted(counts)
    numbers = [min(counts[word], MOST_COUNTED) for word in words]
    sections = {
        "words": container.text_section("\n".join(words)),
        "counts": container.Section(
            "u2", (len(numbers),), struct.pack(f"<{len(numbers)}H", *numbers)
        ),
        "joined": container.text_section("\n".join(sorted(hyphenated))),
    }
    return container.write({"kind": KIND, "version": VERSION}, sections)
