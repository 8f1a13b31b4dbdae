"""The teacher's vectors of the general text, kept in one file so that they are made once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import numpy as np

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.search.quantise import Floats, unit
from mkdocs_liveguide.search.teacher import Teacher

_AT_ONCE = 4_096  # texts between two lines of progress


def general_vectors(
    teacher: Teacher, texts: Sequence[str], cache: Cache, say: Callable[[str], None]
) -> Floats:
    """Vectors of the texts, float32, (texts, dims), at length 1; kept at half precision."""
    kept = _load(cache.get("general", teacher.id))
    keys = [key_of(text) for text in texts]
    new = sorted(
        {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}.items(),
        key=_size,
    )
    for start in range(0, len(new), _AT_ONCE):
        part = new[start : start + _AT_ONCE]
        vectors = teacher.encode([text for _, text in part])
        kept |= {
            key: vector for (key, _), vector in zip(part, vectors.astype(np.float16), strict=True)
        }
        say(f"embedded {start + len(part):,} of {len(new):,} new texts")
    if new:
        cache.put("general", teacher.id, _dump(kept))
    return unit(np.stack([kept[key] for key in keys]).astype(np.float32))


def _size(pair: tuple[str, str]) -> int:
    return len(pair[1])


def _load(data: bytes | None) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float16]]]:
    if data is None:
        return {}
    with np.load(io.BytesIO(data)) as file:
        return dict(zip(file["keys"].tolist(), file["vectors"], strict=True))


def _dump(kept: dict[str, np.ndarray[tuple[int], np.dtype[np.float16]]]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, keys=np.array(list(kept)), vectors=np.stack(list(kept.values())))
    return buffer.getvalue()
