"""The index as it lies in files (see `live.search.layout`), read part by part when needed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import cast

from live.runtime import artefacts
from live.search import container
from live.search.answerability import DEFAULT_WEIGHTS
from live.search.bm25 import Posting
from live.search.encoder import Encoder
from live.search.layout import (
    ENCODER,
    INDEX,
    VERSION,
    WORDS,
    IndexMeta,
    PageEntry,
    Text,
    postings_file,
    texts_file,
    vectors_file,
)
from live.search.parts import Parts, open_all
from live.search.postings import Postings
from live.search.spelling import Words
from live.search.vectors import Vectors


class Index:
    """The index of one site.

    `encoder`, `postings`, `vectors` and `texts` raise MissingError with the names of all files that
    they need and that have not been fetched, and ContainerError where a file is damaged.
    """

    def __init__(self, open_file: Callable[[str], bytes] = artefacts.open_bytes) -> None:
        """Reads the index's own file.

        Args:
            open_file: the content of a file by its name; raises FileNotFoundError.

        Raises:
            MissingError: the file has not been fetched.
            ContainerError: it is damaged.
        """
        file = container.read(open_all([INDEX], open_file)[0], "index", VERSION)
        self.meta = cast(IndexMeta, file.meta)
        with container.reading(INDEX):
            self.n_passages = self.meta["passages"]
            self.pages = [PageEntry(*entry) for entry in json.loads(file.raw("pages"))]
        self.page_of = file.integers("page_of")
        """By passage: the number of its page."""
        self.lengths = file.integers("lengths")
        """By passage: how many terms it has."""
        self.cluster_of: tuple[int, ...] = ()
        """By passage: the vector file that it is in; empty where there is one for all."""
        self.centroids: list[tuple[float, ...]] = []
        """By vector file: the mean of its vectors, `dim` numbers; empty where there is only one."""
        with container.reading(INDEX):
            if self.meta["vectors"] > 1:
                self.cluster_of = file.integers("cluster_of")
                flat, dim = file.floats("centroids"), self.meta["dim"]
                self.centroids = [flat[at : at + dim] for at in range(0, len(flat), dim)]
            self._check()
        self._encoders = Parts(open_file, self._read_encoder)
        self._postings = Parts(open_file, Postings.from_bytes)
        self._vectors = Parts(open_file, self._read_vectors)
        self._texts = Parts(open_file, _read_texts)
        self._words = Parts(open_file, Words.from_bytes)

    def _check(self) -> None:
        """Looks whether the parts fit together, so that no query finds out later."""
        meta, count, files = self.meta, self.n_passages, self.meta["vectors"]
        sizes = (meta["dim"], files, meta["postings"], meta["texts_in_each"])
        container.expect(all(size >= 1 for size in sizes), "a size")
        container.expect(count == len(self.page_of) == len(self.lengths), "a list of passages")
        container.expect(max(self.page_of, default=-1) < len(self.pages), "a passage's page")
        container.expect(all(map(_is_page, self.pages)), "a page")
        weights = meta["answerability"]
        container.expect(all(math.isfinite(weights[name]) for name in DEFAULT_WEIGHTS), "a weight")  # type: ignore[literal-required]
        container.expect(isinstance(meta["copy_template"], str), "the text to copy")
        if files > 1:
            numbers = [number for centroid in self.centroids for number in centroid]
            whole = len(numbers) == files * meta["dim"] and all(map(math.isfinite, numbers))
            container.expect(whole and len(self.centroids) == files, "a centroid")
            container.expect(len(self.cluster_of) == count, "a list of clusters")
            container.expect(max(self.cluster_of, default=-1) < files, "a cluster")

    def _read_encoder(self, data: bytes) -> Encoder:
        encoder = Encoder.from_bytes(data)
        container.expect(encoder.dim == self.meta["dim"], "the encoder")
        return encoder

    def _read_vectors(self, data: bytes) -> Vectors:
        vectors = Vectors.from_bytes(data)
        whole = self.meta["vectors"] > 1 or len(vectors.numbers) == self.n_passages
        container.expect(whole, "a list of vectors")
        container.expect(max(vectors.numbers, default=-1) < self.n_passages, "a vector's passage")
        container.expect(all(len(row) == self.meta["dim"] for row in vectors.rows), "a vector")
        return vectors

    @cached_property
    def boosts(self) -> list[float]:
        """By passage: what its scores are multiplied by; empty where that is 1 for all."""
        boosts = [self.pages[page].boost for page in self.page_of]
        return boosts if any(boost != 1 for boost in boosts) else []

    def encoder(self) -> Encoder:
        """The query encoder."""
        return self._encoders.get([ENCODER])[0]

    def postings(self, terms: Iterable[str]) -> dict[str, list[Posting]]:
        """The postings of terms, by term."""
        file_of = {term: postings_file(term, self.meta["postings"]) for term in terms}
        names = sorted(set(file_of.values()))
        files = dict(zip(names, self._postings.get(names), strict=True))
        with container.reading("a list of postings"):
            found = {term: files[name].find(term) for term, name in file_of.items()}
        for postings in found.values():
            # They are in the order of the passages' numbers.
            fits = not postings or postings[-1][0] < self.n_passages
            container.expect(fits, "a word's passage")
        return found

    def words(self) -> Words:
        """The words that are right."""
        return self._words.get([WORDS])[0]

    def vectors(self, clusters: Iterable[int]) -> list[Vectors]:
        """The vectors of some clusters."""
        return self._vectors.get([vectors_file(cluster) for cluster in clusters])

    def vector(self, number: int) -> list[float] | None:
        """The vector of a passage, `dim` numbers, if its file has been read; else None."""
        return next((found for part in self._vectors if (found := part.find(number))), None)

    def texts(self, numbers: Iterable[int]) -> dict[int, Text]:
        """The texts of passages, by number."""
        size = self.meta["texts_in_each"]
        file_of = {number: texts_file(number, size) for number in numbers}
        names = sorted(set(file_of.values()))
        files = dict(zip(names, self._texts.get(names), strict=True))
        for number, name in file_of.items():
            expected = min(size, self.n_passages - number // size * size)
            container.expect(len(files[name]) == expected, name)
        return {number: files[name][number % size] for number, name in file_of.items()}


def _is_page(page: PageEntry) -> bool:
    *texts, boost = page
    whole = isinstance(boost, (int, float)) and math.isfinite(boost) and boost > 0
    return whole and all(isinstance(each, str) for each in texts)


def _read_texts(data: bytes) -> list[Text]:
    file = container.read(data, "texts", VERSION)
    texts = [Text(*entry) for entry in json.loads(file.raw("passages"))]
    for headings, anchor, text, questions in texts:
        told = (*headings, anchor, text, *questions)
        container.expect(all(isinstance(each, str) for each in told), "a text")
    return texts
