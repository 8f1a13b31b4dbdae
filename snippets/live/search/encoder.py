"""The query encoder: a table of token rows whose mean stands for the meaning of a text.

There is no neural network to run: the vector of a text is the mean of its tokens' rows, at length
1. The rows were trained so that this mean lies where the teacher, a sentence-transformers model,
puts the text; passages are embedded by the teacher itself when the site is built. Rows are stored
in 4 bits a number with one scale a row.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from live.search import container
from live.search.wordpiece import basic_words, pieces

KIND, VERSION = "encoder", 1
LONGEST_TEXT = 4_000
"""Code points of a text that are read: more than anyone types, and typing stays quick."""
MOST_TOKENS = 256
"""Tokens that count, the teacher's own limit."""
_MIDDLE = 7.5  # of the sixteen levels: a stored half byte h stands for (h - 7.5) * scale


@dataclass(frozen=True, eq=False, repr=False)
class Encoder:
    """The encoder's table, `n_tokens` rows of `dim` numbers."""

    dim: int
    vocabulary: dict[str, int]
    """Row number by token."""
    scales: tuple[float, ...]
    """One a row."""
    rows: bytes = field(repr=False)
    """Half bytes, `dim / 2` bytes a row, the lower half first."""
    _read: dict[int, list[float]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> Encoder:
        """Reads the encoder's file.

        Raises:
            ContainerError: the file is damaged or not an encoder.
        """
        file = container.read(data, KIND, VERSION)
        tokens = file.text("tokens").split("\n")
        with container.reading("the encoder's table"):
            _, dim = file.shape("rows")
        rows = file.raw("rows")
        scales = file.floats("scales")
        whole = len(rows) * 2 == len(tokens) * dim and len(scales) == len(tokens)
        container.expect(whole and all(map(math.isfinite, scales)), "a part of the encoder")
        return cls(dim, {token: number for number, token in enumerate(tokens)}, scales, rows)

    def row(self, number: int) -> list[float]:
        """One row of the table, `dim` numbers."""
        if number not in self._read:
            # Texts have most of their tokens in common; a reader's visit is short.
            self._read[number] = self._row(number)
        return self._read[number]

    def _row(self, number: int) -> list[float]:
        half = self.dim // 2
        scale = self.scales[number]
        levels = [(level - _MIDDLE) * scale for level in range(16)]
        row: list[float] = []
        for byte in self.rows[number * half : (number + 1) * half]:
            row.append(levels[byte & 15])
            row.append(levels[byte >> 4])
        return row

    def embed(self, text: str) -> Embedded:
        """Finds the tokens of a text and their rows, which make its vector."""
        words: list[str] = []
        rows: list[list[float]] = []
        for word in basic_words(text[:LONGEST_TEXT]):
            for number in pieces(word, self.vocabulary):
                words.append(word)
                rows.append(self.row(number))
                if len(rows) == MOST_TOKENS:
                    return Embedded(words, rows)
        return Embedded(words, rows)

    def encode(self, text: str) -> list[float] | None:
        """The vector of a text: `dim` numbers of length 1, or None if it has no token."""
        return self.embed(text).vector


@dataclass(frozen=True, eq=False, repr=False)
class Embedded:
    """A text with its vector, and with the rows that the vector is made of."""

    words: list[str]
    """The word that each token is from; a word of three pieces stands three times."""
    rows: list[list[float]] = field(repr=False)
    """The row of each token, `dim` numbers."""

    @cached_property
    def vector(self) -> list[float] | None:
        """The mean row at length 1, `dim` numbers, or None if there is no token."""
        total, length = self._total
        return [number / length for number in total] if length else None

    def contributions(self, passage: Sequence[float]) -> dict[str, float]:
        """What each word adds to the cosine of the text and a passage.

        They add up to the cosine exactly, as the vector is a sum of rows.

        Args:
            passage: a vector of length 1, `dim` numbers.

        Returns:
            By word, in the order of the text; negative where the word leads away.
        """
        _, length = self._total
        found: dict[str, float] = {}
        for word, row in zip(self.words, self.rows, strict=True):
            found[word] = found.get(word, 0.0) + math.sumprod(row, passage) / (length or 1.0)
        return found

    @cached_property
    def _total(self) -> tuple[list[float], float]:
        """The sum of the rows, and its length."""
        total = [math.fsum(column) for column in zip(*self.rows, strict=True)]
        return total, math.hypot(*total)


def sections(
    tokens: Sequence[str], dim: int, rows: bytes, scales: Sequence[float]
) -> dict[str, container.Section]:
    """The sections of an encoder's table in a file.

    Args:
        tokens: `n_tokens`, none with a line break.
        dim: numbers of a row, even.
        rows: half bytes, as in `Encoder.rows`.
        scales: one a row.
    """
    return {
        "tokens": container.text_section("\n".join(tokens)),
        "rows": container.Section("u4x2", (len(tokens), dim), rows),
        "scales": container.Section("f2", (len(tokens),), struct.pack(f"<{len(scales)}e", *scales)),
    }


def write(tokens: Sequence[str], dim: int, rows: bytes, scales: Sequence[float]) -> bytes:
    """The encoder's file; arguments as of `sections`."""
    return container.write({"kind": KIND, "version": VERSION}, sections(tokens, dim, rows, scales))
