"""Writes the index's files, as `live.search.index` describes and reads them."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from live.search import bm25, index
from live.search import container as pack
from live.search.ranking import passage_terms
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.search.clusters import LARGE, assign
from mkdocs_liveguide.search.passages import Passage
from mkdocs_liveguide.search.quantise import Floats, vectors_to_bytes

TEXTS_IN_EACH = 64
"""Passages of a text file on a large site."""
POSTINGS_OF_EACH = 400
"""Passages for which there is one more postings file on a large site."""


@dataclass(frozen=True)
class PageEntry:
    """What the index tells of a page."""

    title: str
    url: str
    kind: str
    """``faq`` for the page of questions and answers, else ``page``."""


def write_index(
    pages: Sequence[PageEntry],
    passages: Sequence[Passage],
    vectors: Floats,
    known: Sequence[float],
) -> list[Artefact]:
    """All files of the index but the encoder.

    Args:
        pages: by number.
        passages: in the order of their numbers.
        vectors: of the passages, at length 1, float32, (passages, dims).
        known: the weights of `live.search.api.confidence_of`.
    """
    large = len(passages) >= LARGE
    clusters = assign(vectors)
    terms = [passage_terms(passage.heading_line, passage.text) for passage in passages]
    vector_files = _vector_files(vectors, clusters)
    postings_files = _postings_files(terms, len(passages) // POSTINGS_OF_EACH if large else 1)
    size = TEXTS_IN_EACH if large else max(len(passages), 1)
    text_files = [
        _text_file(number, passages[start : start + size])
        for number, start in enumerate(range(0, len(passages), size))
    ]
    meta = {
        "kind": "index",
        "version": index.VERSION,
        "passages": len(passages),
        "dims": vectors.shape[1],
        "vectors": len(vector_files),
        "postings": len(postings_files),
        "texts": len(text_files),
        "texts_in_each": size,
        "known": [round(weight, 4) for weight in known],
    }
    listed = [{"title": page.title, "url": page.url, "kind": page.kind} for page in pages]
    sections = {
        "pages": pack.text_section(_json(listed)),
        "page_of": _numbers("u2", [passage.page for passage in passages]),
        "lengths": _numbers("u2", [min(len(each), 65_535) for each in terms]),
    }
    if len(vector_files) > 1:
        centroids = np.stack(
            [vectors[clusters == each].mean(axis=0) for each in range(clusters.max() + 1)]
        )
        sections["cluster_of"] = _numbers("u2", clusters.tolist())
        sections["centroids"] = pack.Section(
            "f2", centroids.shape, centroids.astype("<f2").tobytes()
        )
    main = Artefact(index.INDEX, pack.write(meta, sections), index.VERSION)
    return [main, *vector_files, *postings_files, *text_files]


def _vector_files(vectors: Floats, clusters: np.ndarray[Any, np.dtype[np.int64]]) -> list[Artefact]:
    files = []
    for number in range(int(clusters.max(initial=0)) + 1):
        members = np.flatnonzero(clusters == number)
        rows, scales = vectors_to_bytes(vectors[members])
        sections = {
            "numbers": _numbers("u4", members.tolist()),
            "rows": pack.Section("i1", rows.shape, rows.tobytes()),
            "scales": pack.Section("f4", scales.shape, scales.astype("<f4").tobytes()),
        }
        content = pack.write({"kind": "vectors", "version": index.VERSION}, sections)
        files.append(Artefact(f"search/vectors-{number}.bin", content, index.VERSION))
    return files


def _postings_files(terms: Sequence[Sequence[str]], count: int) -> list[Artefact]:
    names = [f"search/postings-{number}.bin" for number in range(count)]
    parts: dict[str, dict[str, list[bm25.Posting]]] = {name: {} for name in names}
    for term, postings in bm25.invert(terms).items():
        parts[index.postings_file(term, count)][term] = postings
    return [Artefact(name, bm25.write(part), bm25.VERSION) for name, part in parts.items()]


def _text_file(number: int, passages: Sequence[Passage]) -> Artefact:
    entries = [[passage.headings, passage.anchor, passage.text] for passage in passages]
    sections = {"passages": pack.text_section(_json(entries))}
    content = pack.write({"kind": "texts", "version": index.VERSION}, sections)
    return Artefact(f"search/texts-{number}.bin", content, index.VERSION)


def _numbers(dtype: str, values: Sequence[int]) -> pack.Section:
    code = {"u2": "H", "u4": "I"}[dtype]
    return pack.Section(dtype, (len(values),), struct.pack(f"<{len(values)}{code}", *values))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
