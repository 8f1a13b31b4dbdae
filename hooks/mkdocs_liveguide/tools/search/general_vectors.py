"""The teacher's vectors of the general text, kept so that they are made once.

There are many of them, so they are kept at half precision and some thousands a file, each file as
soon as it is made: whoever ends the tool loses one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.teacher import Teacher

KIND = "general"
"""The cache's folder of these files."""
TEXTS_IN_EACH = 4_096
"""Texts of one file: a minute's work."""

Halves = NDArray[np.float16]


def general_vectors(
    teacher: Teacher, texts: Sequence[str], cache: Cache, say: Callable[[str], None]
) -> Floats:
    """Vectors of the texts, at length 1, float32, (n_texts, teacher_dim).

    Args:
        teacher: embeds those that are new.
        texts: no two equal.
        cache: keeps the vectors.
        say: told how far it is.
    """
    vectors: dict[str, Halves] = {}
    free: list[int] = []
    files = 0
    while cache.path(KIND, _name(teacher, files)).exists():
        kept = cache.load(KIND, _name(teacher, files), _load)
        if kept is None:
            free.append(files)
        else:
            vectors |= kept
        files += 1
    numbers = chain(free, count(files))
    keys = [key_of(text) for text in texts]
    new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in vectors]
    # Texts of like length share a batch.
    new.sort(key=lambda pair: len(pair[1]))
    for start in range(0, len(new), TEXTS_IN_EACH):
        part = new[start : start + TEXTS_IN_EACH]
        say(f"embedding {start + 1:,} of {len(new):,} new texts")
        rows = teacher.encode([text for _, text in part]).astype(np.float16)
        made = dict(zip((key for key, _ in part), rows, strict=True))
        cache.put(KIND, _name(teacher, next(numbers)), _dump(made))
        vectors |= made
    return unit(np.stack([vectors[key] for key in keys]).astype(np.float32))


def _name(teacher: Teacher, number: int) -> str:
    return key_of(teacher.id, str(number))


def _load(data: bytes) -> dict[str, Halves]:
    """Vectors, float16, (teacher_dim,), by the key of their text."""
    with np.load(io.BytesIO(data)) as file:
        vectors = file["vectors"]
        if vectors.ndim != 2 or vectors.dtype != np.float16 or not np.isfinite(vectors).all():
            raise ValueError("not vectors")
        return dict(zip(file["keys"].tolist(), vectors, strict=True))


def _dump(vectors: dict[str, Halves]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
    return buffer.getvalue()
