"""Parts the vectors of a large site into clusters, so that a query reads a few of them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from mkdocs_liveguide.search.quantise import Floats, unit

LARGE = 5_000
"""Passages from which on the index is parted: below, one file of each kind is fetched sooner."""
FEWEST = 64
"""Passages of one cluster, at least; on very large sites their square root."""
_ROUNDS = 12


def assign(vectors: Floats, seed: int = 5) -> NDArray[np.int64]:
    """The cluster of each passage, by spherical k-means.

    Args:
        vectors: at length 1, float32, (n, dims).
        seed: of the first centres.

    Returns:
        int64, (n,): numbers from 0 on, without gaps; all 0 for a site that is not large.
    """
    count = len(vectors)
    if count < LARGE:
        return np.zeros(count, dtype=np.int64)
    draw = np.random.default_rng(seed)
    centres = vectors[
        draw.choice(count, count // max(FEWEST, round(math.sqrt(count))), replace=False)
    ]
    clusters = np.zeros(count, dtype=np.int64)
    for _ in range(_ROUNDS):
        clusters = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, clusters, vectors)
        centres = unit(sums)
    return np.unique(clusters, return_inverse=True)[1].astype(np.int64)
