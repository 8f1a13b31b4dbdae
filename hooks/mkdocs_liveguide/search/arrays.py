"""The arrays of the search.

The letters of their shapes, everywhere in the search: `n_passages`, `n_questions` and `n_texts` are
counts of texts, `n_tokens` is the number of rows of an encoder's table, `dim` the numbers of a
vector in the space of the index (256), `teacher_dim` the numbers of one of the teacher's (384 for
the default model), and plain `n` any number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Numbers = NDArray[np.int64]


def unit(vectors: Floats) -> Floats:
    """The vectors at length 1, float32, (n, dim); a zero vector stays zero.

    Args:
        vectors: of any length, (n, dim).
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Floats = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result


@contextmanager
def one_thread() -> Iterator[None]:
    """Products of matrices are computed by one thread meanwhile.

    Shared out among several, sums are taken in another order, so their last bits would tell how
    many processors there are.
    """
    # Imported here: it looks for the libraries that are loaded.
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(limits=1):
        yield


@contextmanager
def torch_on_one_thread() -> Iterator[None]:
    """PyTorch keeps to one thread meanwhile, for the same reason.

    Its steps here are short, so that threads would mostly wait for each other.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
