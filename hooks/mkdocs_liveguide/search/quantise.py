"""Vectors in few bits: token rows in four, passages in eight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mkdocs_liveguide.search.arrays import Bytes, Floats

_MIDDLE = 7.5
_CLIPS = np.linspace(0.4, 1.0, 25, dtype=np.float32)


def rows_to_half_bytes(rows: Floats) -> tuple[bytes, NDArray[np.float16]]:
    """Rows in four bits a number.

    A number x becomes the level h in 0..15 for which (h - 7.5) * scale is nearest. The scale of a
    row is the one of 25 candidates, from 0.4 to 1 times the scale that reaches its largest number,
    with the smallest squared error: a few large numbers are cut for the many small.

    Args:
        rows: of any length, float32, (n_tokens, dim), dim even.

    Returns:
        n_tokens * dim / 2 bytes, the lower half first, and the scales, float16, (n_tokens,).
    """
    largest = np.abs(rows).max(axis=1, initial=0.0)
    best_error = np.full(len(rows), np.inf, dtype=np.float32)
    best_scale = np.zeros(len(rows), dtype=np.float32)
    for clip in _CLIPS:
        scale = (largest * clip / _MIDDLE).astype(np.float16).astype(np.float32)
        error = ((_level_values(rows, scale) - rows) ** 2).sum(axis=1)
        better = error < best_error
        best_error[better], best_scale[better] = error[better], scale[better]
    levels = _levels(rows, best_scale)
    return (levels[:, 0::2] | levels[:, 1::2] << 4).tobytes(), best_scale.astype(np.float16)


def rows_from_half_bytes(data: bytes, scales: NDArray[np.float16], dim: int) -> Floats:
    """The rows that `rows_to_half_bytes` stored, float32, (n_tokens, dim)."""
    stored = np.frombuffer(data, dtype=np.uint8).reshape(len(scales), dim // 2)
    levels = np.empty((len(scales), dim), dtype=np.float32)
    levels[:, 0::2], levels[:, 1::2] = stored & 15, stored >> 4
    return (levels - _MIDDLE) * scales.astype(np.float32)[:, None]


def _levels(rows: Floats, scales: Floats) -> NDArray[np.uint8]:
    """The level of each number, uint8 in 0..15, (n_tokens, dim)."""
    safe = np.where(scales > 0, scales, 1.0)[:, None]
    return np.clip(np.rint(rows / safe + _MIDDLE), 0, 15).astype(np.uint8)


def _level_values(rows: Floats, scales: Floats) -> Floats:
    """What each number becomes, float32, (n_tokens, dim)."""
    values: Floats = (_levels(rows, scales).astype(np.float32) - _MIDDLE) * scales[:, None]
    return values


def vectors_to_bytes(vectors: Floats) -> tuple[Bytes, Floats]:
    """Passages' vectors in eight bits a number.

    Args:
        vectors: at length 1, float32, (n_passages, dim).

    Returns:
        int8 in -127..127, (n_passages, dim), and the scales, float32, (n_passages,): a vector is
        its numbers times its scale.
    """
    scales = np.abs(vectors).max(axis=1, initial=1e-12) / 127
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)
