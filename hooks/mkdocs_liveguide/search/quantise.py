"""Vectors in few bits: token rows in four, passages in eight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MIDDLE = 7.5
_CLIPS = np.linspace(0.4, 1.0, 25, dtype=np.float32)


def fixed_rotation(dims: int, seed: int = 7) -> Floats:
    """A random rotation, the same for one seed: it spreads each vector evenly over its numbers.

    Returns:
        Orthogonal matrix, float32, (dims, dims).
    """
    gaussian = np.random.default_rng(seed).standard_normal((dims, dims))
    q, r = np.linalg.qr(gaussian)
    return (q * np.sign(np.diag(r))).astype(np.float32)


def rows_to_half_bytes(rows: Floats) -> tuple[bytes, NDArray[np.float16]]:
    """Rows in four bits a number.

    A number x becomes the level h in 0..15 for which (h - 7.5) * scale is nearest. The scale of a
    row is searched, so that its squared error is smallest: a few large numbers are cut for the many
    small.

    Args:
        rows: float32, (n, dims), dims even.

    Returns:
        n * dims / 2 bytes, the lower half first, and the scales, float16, (n,).
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


def rows_from_half_bytes(data: bytes, scales: NDArray[np.float16], dims: int) -> Floats:
    """The rows that `rows_to_half_bytes` stored, float32, (n, dims)."""
    stored = np.frombuffer(data, dtype=np.uint8).reshape(len(scales), dims // 2)
    levels = np.empty((len(scales), dims), dtype=np.float32)
    levels[:, 0::2], levels[:, 1::2] = stored & 15, stored >> 4
    return (levels - _MIDDLE) * scales.astype(np.float32)[:, None]


def _levels(rows: Floats, scales: Floats) -> NDArray[np.uint8]:
    safe = np.where(scales > 0, scales, 1.0)[:, None]
    return np.clip(np.rint(rows / safe + _MIDDLE), 0, 15).astype(np.uint8)


def _level_values(rows: Floats, scales: Floats) -> Floats:
    values: Floats = (_levels(rows, scales).astype(np.float32) - _MIDDLE) * scales[:, None]
    return values


def vectors_to_bytes(vectors: Floats) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Passages' vectors in eight bits a number.

    Returns:
        int8, (n, dims), and the scales, float32, (n,): vector = numbers * scale.
    """
    scales = np.abs(vectors).max(axis=1, initial=1e-12) / 127
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def unit(vectors: Floats) -> Floats:
    """The vectors at length 1; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Floats = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result
