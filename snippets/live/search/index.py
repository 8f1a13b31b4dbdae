"""The search's index as it lies in files, read part by part as a query needs it.

Files, all of the container described in `live.search.container`:

``search/index.bin`` (kind ``index``)
    What every query needs. Meta: ``passages``, ``dims``, ``vectors``, ``postings``, ``texts`` (how
    many files of each), ``texts_in_each`` (passages of one text file), ``known`` (the three
    numbers of `live.search.api.confidence_of`). Sections: ``pages`` (JSON: title, address and kind
    of each page), ``page_of`` (u2, the page of each passage), ``lengths`` (u2, its terms), and
    where there is more than one vector file ``cluster_of`` (u2, the vector file of each passage)
    and ``centroids`` (f2, the mean vector of each file).
``search/vectors-N.bin`` (kind ``vectors``)
    The passages of one cluster of meaning: ``numbers`` (u4), ``rows`` (i1) and ``scales`` (f4). The
    vector of a passage is its row times its scale, at length 1.
``search/postings-N.bin`` (kind ``postings``)
    The terms whose CRC-32, divided by the number of these files, leaves N; see `live.search.bm25`.
``search/texts-N.bin`` (kind ``texts``)
    ``passages`` (JSON): heading path, anchor and text of passages N * texts_in_each and on.

A small guide has one file of each. A large one has many, so that a query fetches a few.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sumprod
from typing import Any, TypeVar

from live.runtime import artefacts
from live.search import bm25
from live.search import container as pack
from live.search.encoder import Encoder

VERSION = 1
INDEX, ENCODER = "search/index.bin", "search/encoder.bin"

Part = TypeVar("Part")


class MissingError(LookupError):
    """Files that this query needs and that have not been fetched yet."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = list(names)


@dataclass(frozen=True)
class Text:
    """What is shown of a passage."""

    headings: list[str]
    anchor: str
    text: str


@dataclass(frozen=True)
class Vectors:
    """The vectors of one file."""

    numbers: tuple[int, ...]
    rows: list[tuple[int, ...]] = field(repr=False)
    scales: tuple[float, ...] = field(repr=False)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where a passage's row is, by its number."""
        return {number: at for at, number in enumerate(self.numbers)}

    def cosines(self, query: Sequence[int], scale: float) -> Iterable[tuple[int, float]]:
        """Number and cosine of each passage, for a query in whole numbers (see `whole_numbers`)."""
        for number, row, own in zip(self.numbers, self.rows, self.scales, strict=True):
            yield number, sumprod(query, row) * own * scale


def whole_numbers(vector: Sequence[float], largest: int = 2047) -> tuple[list[int], float]:
    """A vector as whole numbers and their scale: products of whole numbers are fast and exact."""
    top = max(map(abs, vector)) or 1.0
    return [round(number / top * largest) for number in vector], top / largest


class Index:
    """The index of one site; parts are read once and kept."""

    def __init__(self, open_file: Callable[[str], bytes] = artefacts.open_bytes) -> None:
        """Reads the index's own file.

        Args:
            open_file: the content of a file by its name; raises FileNotFoundError.

        Raises:
            MissingError: the file has not been fetched.
            PackError: it is damaged.
        """
        self._open = open_file
        file = pack.read(self._fetched([INDEX])[0], "index", VERSION)
        self.meta = file.meta
        self.passages: int = file.meta["passages"]
        self.pages: list[dict[str, Any]] = json.loads(file.raw("pages"))
        self.page_of: tuple[int, ...] = file.numbers("page_of")
        self.lengths: tuple[int, ...] = file.numbers("lengths")
        self.cluster_of: tuple[int, ...] = ()
        self.centroids: list[tuple[float, ...]] = []
        if file.meta["vectors"] > 1:
            self.cluster_of = file.numbers("cluster_of")
            flat, dims = file.numbers("centroids"), file.meta["dims"]
            self.centroids = [flat[at : at + dims] for at in range(0, len(flat), dims)]
        self._parts: dict[str, Any] = {}

    def encoder(self) -> Encoder:
        """The query encoder.

        Raises:
            MissingError: its file has not been fetched.
            PackError: its file is damaged.
        """
        return self._read([ENCODER], Encoder.from_bytes)[0]

    def postings(self, terms: Iterable[str]) -> dict[str, list[bm25.Posting]]:
        """The postings of terms.

        Raises:
            MissingError: with all files that have not been fetched.
            PackError: a file is damaged.
        """
        of_term = {term: postings_file(term, self.meta["postings"]) for term in terms}
        names = sorted(set(of_term.values()))
        files = dict(zip(names, self._read(names, bm25.Postings.from_bytes), strict=True))
        return {term: files[name].find(term) for term, name in of_term.items()}

    def vectors(self, clusters: Iterable[int]) -> list[Vectors]:
        """The vectors of some clusters.

        Raises:
            MissingError: with all files that have not been fetched.
            PackError: a file is damaged.
        """
        return self._read([f"search/vectors-{cluster}.bin" for cluster in clusters], _read_vectors)

    def vector(self, number: int) -> list[float] | None:
        """The vector of a passage, if its file has been read; else None."""
        for part in self._parts.values():
            if isinstance(part, Vectors) and number in part.places:
                at = part.places[number]
                return [value * part.scales[at] for value in part.rows[at]]
        return None

    def texts(self, numbers: Iterable[int]) -> dict[int, Text]:
        """The texts of passages, by number.

        Raises:
            MissingError: with all files that have not been fetched.
            PackError: a file is damaged.
        """
        wanted = list(numbers)
        size: int = self.meta["texts_in_each"]
        names = sorted({f"search/texts-{number // size}.bin" for number in wanted})
        files = dict(zip(names, self._read(names, _read_texts), strict=True))
        return {
            number: files[f"search/texts-{number // size}.bin"][number % size] for number in wanted
        }

    def _read(self, names: Sequence[str], read: Callable[[bytes], Part]) -> list[Part]:
        new = [name for name in names if name not in self._parts]
        for name, data in zip(new, self._fetched(new), strict=True):
            self._parts[name] = read(data)
        return [self._parts[name] for name in names]

    def _fetched(self, names: Sequence[str]) -> list[bytes]:
        """The contents of files.

        Raises:
            MissingError: with the names of all that are not there.
        """
        contents: list[bytes] = []
        missing: list[str] = []
        for name in names:
            try:
                contents.append(self._open(name))
            except FileNotFoundError:
                missing.append(name)
        if missing:
            raise MissingError(missing)
        return contents


def postings_file(term: str, files: int) -> str:
    """The file that has the postings of a term."""
    return f"search/postings-{zlib.crc32(term.encode()) % files}.bin"


def _read_vectors(data: bytes) -> Vectors:
    file = pack.read(data, "vectors", VERSION)
    count, dims = file.shape("rows")
    rows = list(struct.iter_unpack(f"<{dims}b", file.raw("rows")))
    if not len(rows) == count == len(file.numbers("numbers")):
        raise pack.PackError("the parts of a vector file do not fit together")
    return Vectors(file.numbers("numbers"), rows, file.numbers("scales"))


def _read_texts(data: bytes) -> list[Text]:
    file = pack.read(data, "texts", VERSION)
    return [Text(*entry) for entry in json.loads(file.raw("passages"))]
