"""Vectors of texts, each embedded once and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.progress import nobody, progress
from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.search.teacher import BATCH, Teacher

KIND = "teacher"
"""The cache's folder of vectors."""


def encode_cached(
    teacher: Teacher,
    texts: Sequence[str],
    cache: Cache,
    say: Callable[[str], None] = nobody,
) -> Floats:
    """Vectors of texts; only those that have never been embedded by this teacher are embedded now.

    Each batch is kept as soon as it is embedded, so a build that is ended loses no more than one.
    Memory holds the result and one batch.

    Args:
        teacher: embeds them.
        texts: equal ones are embedded once.
        cache: keeps each vector, float32 in little-endian bytes.
        say: told how far it is; see `progress`.

    Returns:
        At length 1, float32, (n_texts, teacher_dim); (0, 0) for no texts.
    """
    vectors = np.zeros((0, 0), dtype=np.float32)

    def put(vector: Floats, places: Sequence[int]) -> None:
        nonlocal vectors
        if not vectors.size:
            vectors = np.zeros((len(texts), len(vector)), dtype=np.float32)
        vectors[places] = vector

    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    kept = {
        text: vector
        for text in places
        if (vector := cache.load(KIND, key_of(teacher.id, text), _read)) is not None
    }
    # Vectors of one teacher are of one length; any other is none of its own.
    usual = Counter(map(len, kept.values())).most_common(1)
    kept = {text: vector for text, vector in kept.items() if len(vector) == usual[0][0]}
    for text, vector in kept.items():
        put(vector, places[text])
    new = [text for text in places if text not in kept]
    # The longest first: texts of like length share a batch, and too little memory shows at once.
    new = [new[at] for at in np.argsort([-len(text) for text in new])]
    with progress(say, "embedding texts", len(new)) as done:
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            for text, vector in zip(batch, teacher.encode(batch), strict=True):
                cache.put(KIND, key_of(teacher.id, text), vector.astype("<f4").tobytes())
                put(vector, places[text])
            done(len(batch))
    return vectors


def _read(content: bytes) -> Floats:
    vector = np.frombuffer(content, dtype="<f4")
    if not abs(float(vector @ vector) - 1) < 1e-3:  # what is no number is not near to one either
        raise ValueError("not a vector at length 1")
    return vector


def unknown(teacher: Teacher, texts: Sequence[str], cache: Cache) -> list[str]:
    """Those texts that this teacher has never embedded, each once."""
    return [
        text
        for text in dict.fromkeys(texts)
        if not cache.path(KIND, key_of(teacher.id, text)).is_file()
    ]
