"""The container of the search's binary files: named sections of plain arrays, checked when read.

Layout, all numbers little-endian:

====== ===== =====================================================================================
offset bytes
====== ===== =====================================================================================
0      4     the ASCII letters ``PACK``
4      2     version of this container: 1
6      2     zero
8      4     length of the header in bytes
12     4     CRC-32 of the header
16     n     the header: JSON in UTF-8 with two objects, ``meta`` (what the file says of itself:
             kind, version, and what that kind adds) and ``sections``
16 + n ...   the sections, one after another
====== ===== =====================================================================================

A section's entry in the header is a `SectionEntry`.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

MAGIC = b"PACK"
VERSION = 1
_START = struct.Struct("<4sHHII")

Dtype = Literal["u1", "i1", "u2", "u4", "f2", "f4", "u4x2", "utf8"]
"""Type of a section's elements: unsigned, signed and floating numbers with their bytes, ``u4x2``
for two unsigned 4-bit numbers a byte, low half first, or a text."""

_INTEGER_CODES = {"u1": "B", "i1": "b", "u2": "H", "u4": "I"}
_FLOAT_CODES = {"f2": "e", "f4": "f"}


class ContainerError(ValueError):
    """The file is not whole, or not of a kind and version that this code reads."""


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Whatever goes wrong while a file is taken apart means that the file is not what it should be.

    Args:
        what: the file or the part that is read.

    Raises:
        ContainerError: something went wrong.
    """
    try:
        yield
    except ContainerError:
        raise
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError) as error:
        raise ContainerError(f"{what} is damaged: {error!r}") from error
    except (ValueError, struct.error, zlib.error) as error:
        raise ContainerError(f"{what} is damaged: {error!r}") from error


def expect(fits: bool, what: str) -> None:
    """Makes sure that parts fit together.

    Raises:
        ContainerError: they do not.
    """
    if not fits:
        raise ContainerError(f"{what} does not fit the rest of the index")


class SectionEntry(TypedDict):
    """What the header says of a section."""

    dtype: Dtype
    shape: list[int]
    offset: int
    """From the end of the header, in bytes."""
    bytes: int
    """As stored."""
    crc: int
    """CRC-32 of the stored bytes."""
    zlib: bool
    """Whether the stored bytes are compressed: hosts do not compress binary files on the wire."""


@dataclass(frozen=True, eq=False, repr=False)
class Section:
    """One array to be written."""

    dtype: Dtype
    shape: tuple[int, ...]
    data: bytes
    compress: bool = True


def text_section(text: str) -> Section:
    """A section that holds a text."""
    data = text.encode()
    return Section("utf8", (len(data),), data)


def write(meta: Mapping[str, Any], sections: Mapping[str, Section]) -> bytes:
    """The bytes of a file. Equal input gives equal bytes.

    Compression is kept only where it makes a section smaller.

    Args:
        meta: ``kind`` and ``version``, and what that kind of file adds; as JSON has it.
        sections: by name.
    """
    entries: dict[str, SectionEntry] = {}
    body: list[bytes] = []
    offset = 0
    for name, section in sections.items():
        squeezed = zlib.compress(section.data, 9) if section.compress else section.data
        smaller = len(squeezed) < len(section.data)
        stored = squeezed if smaller else section.data
        entries[name] = {
            "dtype": section.dtype,
            "shape": list(section.shape),
            "offset": offset,
            "bytes": len(stored),
            "crc": zlib.crc32(stored),
            "zlib": smaller,
        }
        body.append(stored)
        offset += len(stored)
    header = json.dumps({"meta": dict(meta), "sections": entries}, separators=(",", ":")).encode()
    return b"".join(
        [_START.pack(MAGIC, VERSION, 0, len(header), zlib.crc32(header)), header, *body]
    )


@dataclass(frozen=True, eq=False, repr=False)
class Container:
    """A file that has been read; sections are checked and unpacked when they are asked for."""

    meta: Mapping[str, Any]
    """What the file says of itself; whoever knows its kind knows its keys."""
    _entries: Mapping[str, SectionEntry] = field(repr=False)
    _body: memoryview = field(repr=False)

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a section.

        Raises:
            ContainerError: there is no such section.
        """
        with reading(f'section "{name}"'):
            return tuple(self._entry(name)["shape"])

    def raw(self, name: str) -> bytes:
        """The bytes of a section, unpacked.

        Raises:
            ContainerError: the section is missing, cut short or changed.
        """
        entry = self._entry(name)
        with reading(f'section "{name}"'):
            stored = self._body[entry["offset"] : entry["offset"] + entry["bytes"]]
            if len(stored) != entry["bytes"] or zlib.crc32(stored) != entry["crc"]:
                raise ContainerError(f'section "{name}" is damaged')
            return zlib.decompress(stored) if entry["zlib"] else bytes(stored)

    def text(self, name: str) -> str:
        """A section of dtype ``utf8``.

        Raises:
            ContainerError: as of `raw`.
        """
        with reading(f'section "{name}"'):
            return self.raw(name).decode()

    def integers(self, name: str) -> tuple[int, ...]:
        """A section of whole numbers, flat, row after row.

        Raises:
            ContainerError: as of `raw`, or the section holds something else.
        """
        return self._unpacked(name, _INTEGER_CODES)

    def floats(self, name: str) -> tuple[float, ...]:
        """A section of floating numbers, flat, row after row.

        Raises:
            ContainerError: as of `raw`, or the section holds something else.
        """
        return self._unpacked(name, _FLOAT_CODES)

    def _unpacked(self, name: str, codes: Mapping[str, str]) -> tuple[Any, ...]:
        data = self.raw(name)
        code = codes.get(self._entry(name)["dtype"])
        if code is None:
            raise ContainerError(f'section "{name}" holds other elements')
        with reading(f'section "{name}"'):
            return struct.unpack(f"<{len(data) // struct.calcsize(code)}{code}", data)

    def _entry(self, name: str) -> SectionEntry:
        if name not in self._entries:
            raise ContainerError(f'no section "{name}"')
        return self._entries[name]


def read(data: bytes, kind: str, version: int) -> Container:
    """Opens a file.

    Args:
        data: the whole file.
        kind: what `meta["kind"]` must be.
        version: what `meta["version"]` must be.

    Raises:
        ContainerError: it is cut short, changed, or another kind or version.
    """
    if len(data) < _START.size:
        raise ContainerError("the file is cut short")
    magic, container, _, length, crc = _START.unpack_from(data)
    if magic != MAGIC or container != VERSION:
        raise ContainerError("this is not a file of the search, or of another version")
    header = data[_START.size : _START.size + length]
    if len(header) != length or zlib.crc32(header) != crc:
        raise ContainerError("the file's header is damaged")
    with reading("the file's header"):
        content = json.loads(header)
        meta, sections = content["meta"], dict(content["sections"])
        found = meta.get("kind"), meta.get("version")
    if found != (kind, version):
        raise ContainerError(f"expected {kind} version {version}, found {found[0]} {found[1]}")
    return Container(meta, sections, memoryview(data)[_START.size + length :])
