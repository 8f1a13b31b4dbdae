"""Keyword search: BM25 over postings.

Source: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
Foundations and Trends in Information Retrieval 3(4), 2009, equation 3.15; the weight of a term is
the one that cannot fall below zero, log(1 + (N - n + 0.5) / (n + 0.5)).

A posting is the number of a passage and how often the term stands in it. On disk the list of a
term is a run of variable-length integers: for each passage the step from the one before, times
two, plus one if a count follows; then that count. Seven bits a byte, low ones first, the high bit
set on all but the last.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from live.search import container as pack

KIND, VERSION = "postings", 1
K1 = 1.2
"""How soon further occurrences of a term stop adding."""
B = 0.75
"""How much longer passages are held back, 0 to 1."""

Posting = tuple[int, int]


def invert(passages: Iterable[Sequence[str]]) -> dict[str, list[Posting]]:
    """Postings by term, of the terms of each passage."""
    postings: dict[str, list[Posting]] = {}
    for number, terms in enumerate(passages):
        for term, count in Counter(terms).items():
            postings.setdefault(term, []).append((number, count))
    return postings


def encode(postings: Sequence[Posting]) -> bytes:
    """The bytes of one term's list."""
    data = bytearray()
    before = -1
    for number, count in postings:
        _put(data, (number - before - 1) * 2 + (count > 1))
        if count > 1:
            _put(data, count)
        before = number
    return bytes(data)


def decode(data: bytes) -> list[Posting]:
    """One term's list from its bytes."""
    found: list[Posting] = []
    number, at = -1, 0
    while at < len(data):
        step, at = _get(data, at)
        count = 1
        if step & 1:
            count, at = _get(data, at)
        number += (step >> 1) + 1
        found.append((number, count))
    return found


def _put(data: bytearray, number: int) -> None:
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)


def _get(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1


def write(postings: Mapping[str, Sequence[Posting]]) -> bytes:
    """A postings file, or one shard of it."""
    terms = sorted(postings)
    lists = [encode(postings[term]) for term in terms]
    ends: list[int] = []
    for data in lists:
        ends.append((ends[-1] if ends else 0) + len(data))
    body = b"".join(lists)
    sections = {
        "terms": pack.text_section("\n".join(terms)),
        "ends": pack.Section("u4", (len(ends),), struct.pack(f"<{len(ends)}I", *ends)),
        "lists": pack.Section("u1", (len(body),), body),
    }
    return pack.write({"kind": KIND, "version": VERSION}, sections)


@dataclass(frozen=True)
class Postings:
    """The lists of some terms, decoded one by one when they are asked for."""

    _places: Mapping[str, tuple[int, int]] = field(repr=False)
    _lists: bytes = field(repr=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> Postings:
        """Reads a postings file.

        Raises:
            PackError: the file is damaged or of another kind.
        """
        file = pack.read(data, KIND, VERSION)
        ends = file.numbers("ends")
        terms = file.text("terms").split("\n") if ends else []
        places = dict(zip(terms, zip((0, *ends), ends, strict=False), strict=True))
        return cls(places, file.raw("lists"))

    @classmethod
    def of(cls, passages: Iterable[Sequence[str]]) -> Postings:
        """The postings of passages that are at hand, given by their terms."""
        return cls.from_bytes(write(invert(passages)))

    def find(self, term: str) -> list[Posting]:
        """The passages that have a term, by number; none for an unknown term."""
        start, end = self._places.get(term, (0, 0))
        return decode(self._lists[start:end])


def weigh(count: int, passages: int) -> float:
    """The weight of a term that stands in `count` of so many passages; more than 0."""
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def score(
    found: Mapping[str, Sequence[Posting]], terms: Sequence[str], lengths: Sequence[int]
) -> dict[int, dict[str, float]]:
    """Scores passages against a query.

    Args:
        found: postings by term, at least for all of `terms`.
        terms: of the query; one that stands twice counts twice.
        lengths: number of terms of every passage.

    Returns:
        For each passage with at least one of the terms, what each term adds; the score is their
        sum.
    """
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    parts: dict[int, dict[str, float]] = {}
    for term, times in Counter(terms).items():
        postings = found.get(term, ())
        weight = times * weigh(len(postings), len(lengths))
        for number, count in postings:
            held = K1 * (1 - B + B * lengths[number] / (mean or 1.0))
            share = weight * count * (K1 + 1) / (count + held)
            parts.setdefault(number, {})[term] = share
    return parts
