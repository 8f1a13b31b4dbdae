"""Postings in few bytes, in a file.

The list of a term is a run of variable-length integers (LEB128: seven bits a byte, low ones first,
the high bit set on all but the last). For each passage: how many passages without the term lie
between it and the one before, times two, plus one if a count follows; then that count, which is
left out where it is 1.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from live.search import container
from live.search.bm25 import Posting

KIND, VERSION = "postings", 1


def encode(postings: Sequence[Posting]) -> bytes:
    """The bytes of one term's list, which is in the order of the passages' numbers."""
    data = bytearray()
    before = -1
    for number, count in postings:
        _append_varint(data, (number - before - 1) * 2 + (count > 1))
        if count > 1:
            _append_varint(data, count)
        before = number
    return bytes(data)


def decode(data: bytes) -> list[Posting]:
    """One term's list from its bytes."""
    found: list[Posting] = []
    number, at = -1, 0
    while at < len(data):
        gap, at = _varint_at(data, at)
        count = 1
        if gap & 1:
            count, at = _varint_at(data, at)
        number += (gap >> 1) + 1
        found.append((number, count))
    return found


def _append_varint(data: bytearray, number: int) -> None:
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)


def _varint_at(data: bytes, at: int) -> tuple[int, int]:
    """The integer that begins there, and where the next one does."""
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1


def write(postings: Mapping[str, Sequence[Posting]]) -> bytes:
    """A postings file, or one shard of it: a container of kind ``postings``.

    Sections: ``terms`` (sorted, a line each), ``ends`` (u4, where each term's list ends) and
    ``lists`` (the lists, one after another).
    """
    terms = sorted(postings)
    lists = [encode(postings[term]) for term in terms]
    ends: list[int] = []
    for data in lists:
        ends.append((ends[-1] if ends else 0) + len(data))
    body = b"".join(lists)
    sections = {
        "terms": container.text_section("\n".join(terms)),
        "ends": container.Section("u4", (len(ends),), struct.pack(f"<{len(ends)}I", *ends)),
        "lists": container.Section("u1", (len(body),), body),
    }
    return container.write({"kind": KIND, "version": VERSION}, sections)


@dataclass(frozen=True, eq=False, repr=False)
class Postings:
    """The lists of some terms, decoded one by one when they are asked for."""

    _places: Mapping[str, tuple[int, int]] = field(repr=False)
    """By term: where its list begins and ends."""
    _lists: bytes = field(repr=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> Postings:
        """Reads a postings file.

        Raises:
            ContainerError: the file is damaged or of another kind.
        """
        file = container.read(data, KIND, VERSION)
        ends = file.integers("ends")
        terms = file.text("terms").split("\n") if ends else []
        with container.reading("a list of postings"):
            places = dict(zip(terms, zip((0, *ends), ends, strict=False), strict=True))
        return cls(places, file.raw("lists"))

    def find(self, term: str) -> list[Posting]:
        """The passages that have a term, by number; none for an unknown term."""
        start, end = self._places.get(term, (0, 0))
        return decode(self._lists[start:end])
