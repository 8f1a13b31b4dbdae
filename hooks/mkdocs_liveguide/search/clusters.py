"""Parts the vectors of a large site into clusters, so that a query reads a few of them."""

from __future__ import annotations

import math
import warnings

import numpy as np

from mkdocs_liveguide.search.arrays import Floats, Numbers, one_thread, unit

LARGE = 5_000
"""Passages from which on the index is parted: below, one file of each kind is fetched sooner."""
FEWEST = 64
"""Passages of one cluster, at least, in the mean; on very large sites their square root."""


def assign(vectors: Floats, seed: int = 5) -> Numbers:
    """The cluster of each passage: that of the nearest centre of k-means, by cosine.

    Args:
        vectors: at length 1, float32, (n_passages, dim).
        seed: of the first centres.

    Returns:
        int64, (n_passages,): numbers from 0 on, without gaps; all 0 for a site that is not large.
        Equal for equal input on one machine, however many processors it has.
    """
    count = len(vectors)
    if count < LARGE:
        return np.zeros(count, dtype=np.int64)
    # Imported here: few sites are large, and this costs a second.
    from sklearn.cluster import KMeans  # type: ignore[import-untyped]
    from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]

    model = KMeans(count // max(FEWEST, round(math.sqrt(count))), n_init=1, random_state=seed)
    with one_thread(), warnings.catch_warnings():
        # Fewer different passages than clusters: some stay empty, which is no harm.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(vectors)
        centres = unit(model.cluster_centers_)
        nearest = (vectors @ centres.T).argmax(axis=1)
    return np.unique(nearest, return_inverse=True)[1].astype(np.int64)
