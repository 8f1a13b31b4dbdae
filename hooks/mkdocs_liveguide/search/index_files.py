"""Writes the index's files, as `live.search.layout` describes them."""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from live.search import bm25, container, layout, postings, spelling, vectors
from live.search.analyzer import folded_word, passage_terms, words
from live.search.answerability import DEFAULT_WEIGHTS, Weights
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.search.arrays import Floats, Numbers
from mkdocs_liveguide.search.clusters import LARGE, assign
from mkdocs_liveguide.search.passages import Passage
from mkdocs_liveguide.search.quantise import vectors_to_bytes

TEXTS_IN_EACH = 64
"""Passages of a text file on a large site."""
POSTINGS_OF_EACH = 400
"""Passages for which there is one more postings file on a large site."""
_LONGEST = 65_535  # terms of a passage that its length can tell
_HYPHENATED = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)+\b")


@dataclass(frozen=True)
class IndexOptions:
    """What the index tells the page beside what was found in its passages."""

    answerability: Weights = field(default_factory=DEFAULT_WEIGHTS.copy)
    """When the guide is said to answer a query."""
    copy_template: str = ""
    """See `live.search.copy_text`; "" for no text to copy."""


DEFAULT_OPTIONS = IndexOptions()


def write_index(
    pages: Sequence[layout.PageEntry],
    passages: Sequence[Passage],
    embedded: Floats,
    options: IndexOptions = DEFAULT_OPTIONS,
    right: Iterable[str] = (),
) -> list[Artefact]:
    """All files of the index but the encoder.

    Args:
        pages: by number.
        passages: in the order of their numbers.
        embedded: the passages' vectors, at length 1, float32, (n_passages, dim).
        options: see `IndexOptions`.
        right: words that no query is to have replaced, wherever they stand.
    """
    large = len(passages) >= LARGE
    clusters = assign(embedded)
    terms = [_terms(each.heading_line, each.text, each.questions) for each in passages]
    vector_files = _vector_files(embedded, clusters)
    postings_files = _postings_files(terms, len(passages) // POSTINGS_OF_EACH if large else 1)
    size = TEXTS_IN_EACH if large else max(len(passages), 1)
    text_files = [
        _text_file(start, size, passages[start : start + size])
        for start in range(0, len(passages), size)
    ]
    meta: layout.IndexMeta = {
        "kind": "index",
        "version": layout.VERSION,
        "passages": len(passages),
        "dim": embedded.shape[1],
        "vectors": len(vector_files),
        "postings": len(postings_files),
        "texts": len(text_files),
        "texts_in_each": size,
        "answerability": options.answerability,
        "copy_template": options.copy_template,
    }
    sections = {
        "pages": container.text_section(_json(pages)),
        "page_of": _integers("u2", [passage.page for passage in passages]),
        "lengths": _integers("u2", [min(len(each), _LONGEST) for each in terms]),
    }
    if len(vector_files) > 1:
        centroids = _centroids(embedded, clusters)
        sections["cluster_of"] = _integers("u2", clusters.tolist())
        sections["centroids"] = container.Section(
            "f2", centroids.shape, centroids.astype("<f2").tobytes()
        )
    main = Artefact(layout.INDEX, container.write(meta, sections), layout.VERSION)
    return [main, *vector_files, *postings_files, *text_files, _words_file(passages, right)]


# A preview writes the index again and again, of passages that are mostly the same.
_terms = lru_cache(4096)(passage_terms)


def _centroids(embedded: Floats, clusters: Numbers) -> Floats:
    """The mean vector of each cluster, shorter than 1, float32, (n_clusters, dim)."""
    means: Floats = np.stack(
        [embedded[clusters == each].mean(axis=0) for each in range(clusters.max() + 1)]
    )
    return means


def _vector_files(embedded: Floats, clusters: Numbers) -> list[Artefact]:
    files = []
    for cluster in range(int(clusters.max(initial=0)) + 1):
        members = np.flatnonzero(clusters == cluster)
        rows, scales = vectors_to_bytes(embedded[members])
        sections = {
            "numbers": _integers("u4", members.tolist()),
            "rows": container.Section("i1", rows.shape, rows.tobytes()),
            "scales": container.Section("f4", scales.shape, scales.astype("<f4").tobytes()),
        }
        meta = {"kind": vectors.KIND, "version": layout.VERSION}
        content = container.write(meta, sections)
        files.append(Artefact(layout.vectors_file(cluster), content, layout.VERSION))
    return files


def _postings_files(terms: Sequence[Sequence[str]], count: int) -> list[Artefact]:
    names = [f"search/postings-{number}.bin" for number in range(count)]
    parts: dict[str, dict[str, list[bm25.Posting]]] = {name: {} for name in names}
    for term, found in bm25.invert(terms).items():
        parts[layout.postings_file(term, count)][term] = found
    return [Artefact(name, postings.write(part), postings.VERSION) for name, part in parts.items()]


def _text_file(start: int, size: int, passages: Sequence[Passage]) -> Artefact:
    texts = [
        layout.Text([*each.headings], each.anchor, each.text, [*each.questions])
        for each in passages
    ]
    sections = {"passages": container.text_section(_json(texts))}
    content = container.write({"kind": "texts", "version": layout.VERSION}, sections)
    return Artefact(layout.texts_file(start, size), content, layout.VERSION)


def _words_file(passages: Sequence[Passage], right: Iterable[str]) -> Artefact:
    counts = Counter(dict.fromkeys(right, 0))
    joined = set[str]()
    for each in passages:
        found, hyphenated = _words_of("\n".join((each.heading_line, each.text, *each.questions)))
        counts.update(found)
        joined |= hyphenated
    content = spelling.write(
        {word: count for word, count in counts.items() if word.isalpha()},
        {each for each in joined if each.replace("-", "") not in counts},
    )
    return Artefact(layout.WORDS, content, layout.VERSION)


@lru_cache(4096)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and those that hyphens join."""
    joined = map(folded_word, _HYPHENATED.findall(text))
    return frozenset(words(text)), frozenset(joined)


def _integers(dtype: container.Dtype, values: Sequence[int]) -> container.Section:
    code = {"u2": "H", "u4": "I"}[dtype]
    return container.Section(dtype, (len(values),), struct.pack(f"<{len(values)}{code}", *values))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
