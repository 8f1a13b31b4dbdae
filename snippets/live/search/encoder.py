"""The query encoder: a table of token rows whose mean is the meaning of a text.

There is no neural network to run: the vector of a text is the mean of its tokens' rows, at length
1. The rows were trained so that this mean lies where the teacher, a sentence-transformers model,
puts the text; passages are embedded by the teacher itself when the site is built (see
`mkdocs_liveguide.search.training`). Rows are stored in 4 bits a number with one scale a row.
"""

import math
import struct
from dataclasses import dataclass, field
from typing import Any

from live.search import container as pack
from live.search.wordpiece import basic_words, pieces

KIND, VERSION = "encoder", 1
LONGEST_TEXT = 4_000
"""Code points of a text that are read; a question is over long before, and typing stays quick."""
MOST_TOKENS = 256
"""Tokens that count, the teacher's own limit."""
_MIDDLE = 7.5  # of the sixteen levels: a stored half byte h stands for (h - 7.5) * scale


@dataclass(frozen=True)
class Encoder:
    """A table of token rows."""

    dims: int
    vocabulary: dict[str, int]
    """Row number by token."""
    scales: tuple[float, ...]
    """One a row."""
    rows: bytes = field(repr=False)
    """Half bytes, `dims / 2` bytes a row, the lower half first."""

    @classmethod
    def from_bytes(cls, data: bytes) -> "Encoder":
        """Reads the encoder's file.

        Raises:
            PackError: the file is damaged or not an encoder.
        """
        table = pack.read(data, KIND, VERSION)
        tokens = table.text("tokens").split("\n")
        dims = table.shape("rows")[1]
        rows = table.raw("rows")
        scales = table.numbers("scales")
        if len(rows) * 2 != len(tokens) * dims or len(scales) != len(tokens):
            raise pack.PackError("the encoder's parts do not fit together")
        return cls(dims, {token: number for number, token in enumerate(tokens)}, scales, rows)

    def row(self, number: int) -> list[float]:
        """One row of the table, `dims` numbers."""
        half = self.dims // 2
        scale = self.scales[number]
        levels = [(level - _MIDDLE) * scale for level in range(16)]
        row: list[float] = []
        for byte in self.rows[number * half : (number + 1) * half]:
            row.append(levels[byte & 15])
            row.append(levels[byte >> 4])
        return row

    def read(self, text: str) -> "Reading":
        """Finds the tokens of a text and their rows."""
        words: list[str] = []
        rows: list[list[float]] = []
        for word in basic_words(text[:LONGEST_TEXT]):
            for number in pieces(word, self.vocabulary):
                words.append(word)
                rows.append(self.row(number))
                if len(rows) == MOST_TOKENS:
                    return Reading(words, rows)
        return Reading(words, rows)

    def encode(self, text: str) -> list[float] | None:
        """The vector of a text: `dims` numbers of length 1, or None if no word of it is known."""
        return self.read(text).vector()


@dataclass(frozen=True)
class Reading:
    """A text as the encoder sees it."""

    words: list[str]
    """The word that each token is from; a word of three pieces stands three times."""
    rows: list[list[float]] = field(repr=False)

    def vector(self) -> list[float] | None:
        """The mean row at length 1, or None if there is no token."""
        total = [math.fsum(column) for column in zip(*self.rows, strict=True)]
        length = math.hypot(*total)
        return [number / length for number in total] if length else None

    def pulls(self, passage: list[float]) -> dict[str, float]:
        """How much each word brings the text towards a passage.

        The pulls are exact shares: they add up to the cosine of text and passage.

        Args:
            passage: a vector of length 1.

        Returns:
            Share by word, in the order of the text; negative where the word leads away.
        """
        total = [math.fsum(column) for column in zip(*self.rows, strict=True)]
        length = math.hypot(*total)
        shares: dict[str, float] = {}
        for word, row in zip(self.words, self.rows, strict=True):
            shares[word] = shares.get(word, 0.0) + math.sumprod(row, passage) / (length or 1.0)
        return shares


def sections(
    tokens: list[str], dims: int, rows: bytes, scales: list[float]
) -> dict[str, pack.Section]:
    """The parts of the encoder's file, for whoever writes one."""
    return {
        "tokens": pack.text_section("\n".join(tokens)),
        "rows": pack.Section("u4x2", (len(tokens), dims), rows),
        "scales": pack.Section("f2", (len(tokens),), struct.pack(f"<{len(scales)}e", *scales)),
    }


def write(
    meta: dict[str, Any], tokens: list[str], dims: int, rows: bytes, scales: list[float]
) -> bytes:
    """The encoder's file; `meta` says who trained it."""
    return pack.write(
        {"kind": KIND, "version": VERSION, **meta}, sections(tokens, dims, rows, scales)
    )
