"""A teacher without a model: each word has a direction of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from live.search.analyzer import terms
from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.encoder_table import DIM, GeneralEncoderTable, SiteEncoderTable


@dataclass
class HashTeacher:
    """Each word has a direction of its own; a text is the sum of its words."""

    id: str = "hash"
    model_id: str = "hash"
    dims: int = 384
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        rows = [self._vector(text) for text in texts]
        return unit(np.array(rows, dtype=np.float32).reshape(len(texts), self.dims))

    def _vector(self, text: str) -> Floats:
        total = np.full(self.dims, 1e-3, dtype=np.float32)
        for term in terms(text):
            total += _direction(term, self.dims)
        return total


@cache
def _direction(term: str, dims: int) -> Floats:
    seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "little")
    return np.random.default_rng(seed).standard_normal(dims).astype(np.float32)


@cache
def table(words: tuple[str, ...] = ("bread", "dough", "water")) -> GeneralEncoderTable:
    """A general table of a few words, as the teacher sees them."""
    teacher = HashTeacher()
    draw = np.random.default_rng(1)
    projection = np.linalg.qr(draw.standard_normal((teacher.dims, DIM)))[0].astype(np.float32)
    rows = (teacher.encode(words) @ projection).astype(np.float32)
    return GeneralEncoderTable(list(words), rows, projection, teacher.id)


def untuned(
    general: GeneralEncoderTable, texts: Sequence[str], vectors: Floats, *told: object
) -> SiteEncoderTable:
    """Stands in for the training, which needs PyTorch: the table as it is."""
    return SiteEncoderTable(general.tokens, general.rows)
