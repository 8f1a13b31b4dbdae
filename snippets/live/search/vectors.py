"""Vectors of passages in eight bits a number, and their cosines with a query.

A file of vectors (kind ``vectors``) has the sections ``numbers`` (u4, (n,), the passages' numbers),
``rows`` (i1, (n, dim)) and ``scales`` (f4, (n,)). The vector of a passage, of length 1, is its row
times its scale.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite, sumprod

from live.search import container
from live.search.layout import VERSION

KIND = "vectors"


@dataclass(frozen=True, eq=False, repr=False)
class Vectors:
    """The vectors of one file."""

    numbers: tuple[int, ...]
    """The number of each passage."""
    rows: list[tuple[int, ...]] = field(repr=False)
    """`dim` whole numbers each, -127 to 127."""
    scales: tuple[float, ...] = field(repr=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> Vectors:
        """Reads a file of vectors.

        Raises:
            ContainerError: the file is damaged or of another kind.
        """
        file = container.read(data, KIND, VERSION)
        with container.reading("a list of vectors"):
            count, dim = file.shape("rows")
        numbers, scales = file.integers("numbers"), file.floats("scales")
        with container.reading("a list of vectors"):
            rows = list(struct.iter_unpack(f"<{dim}b", file.raw("rows")))
        whole = len(rows) == count == len(numbers) == len(scales)
        container.expect(whole and all(map(isfinite, scales)), "a list of vectors")
        return cls(numbers, rows, scales)

    def find(self, number: int) -> list[float] | None:
        """The vector of a passage, `dim` numbers of length 1; None if it is not in this file."""
        at = self._places.get(number)
        return None if at is None else [value * self.scales[at] for value in self.rows[at]]

    def cosines(self, query: QuantisedQuery) -> Iterable[tuple[int, float]]:
        """Number and cosine, -1 to 1, of each passage."""
        for number, row, scale in zip(self.numbers, self.rows, self.scales, strict=True):
            yield number, sumprod(query.row, row) * scale * query.scale

    @cached_property
    def _places(self) -> dict[int, int]:
        return {number: at for at, number in enumerate(self.numbers)}


@dataclass(frozen=True, eq=False, repr=False)
class QuantisedQuery:
    """A query's vector as whole numbers and their scale: their products sum fast and exactly."""

    row: list[int]
    """`dim` numbers."""
    scale: float

    @classmethod
    def of(cls, vector: Sequence[float], largest: int = 2047) -> QuantisedQuery:
        """Rounds a vector.

        Args:
            vector: `dim` numbers.
            largest: what its largest number becomes; the higher, the smaller the error.
        """
        top = max(map(abs, vector)) or 1.0
        return cls([round(number / top * largest) for number in vector], top / largest)
