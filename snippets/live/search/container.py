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
kind,
             version, counts, dims) and ``sections``
16 + n ...   the sections, one after another
====== ===== =====================================================================================

A section's entry in the header: ``dtype`` (``u1``, ``i1``, ``u2``, ``u4``, ``f2``, ``f4``, ``u4x2``
for two unsigned 4-bit numbers a byte, low half first, or ``utf8``), ``shape``, ``offset`` (from the
end of the header), ``bytes`` (as stored), ``crc`` (CRC-32 of the stored bytes) and ``zlib``
(whether the stored bytes are compressed: hosts do not compress binary files on the wire).
"""

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAGIC = b"PACK"
VERSION = 1
_START = struct.Struct("<4sHHII")
_CODES = {"u1": "B", "i1": "b", "u2": "H", "u4": "I", "f2": "e", "f4": "f"}


class PackError(ValueError):
    """The file is not whole, or not of a kind and version that this code reads."""


@dataclass(frozen=True)
class Section:
    """One array to be written."""

    dtype: str
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
    """
    entries: dict[str, dict[str, Any]] = {}
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


@dataclass(frozen=True)
class Pack:
    """A file that has been read; sections are checked and unpacked when they are asked for."""

    meta: Mapping[str, Any]
    _entries: Mapping[str, Mapping[str, Any]] = field(repr=False)
    _body: memoryview = field(repr=False)

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a section."""
        return tuple(self._entry(name)["shape"])

    def raw(self, name: str) -> bytes:
        """The bytes of a section, unpacked.

        Raises:
            PackError: the section is missing, cut short or changed.
        """
        entry = self._entry(name)
        stored = self._body[entry["offset"] : entry["offset"] + entry["bytes"]]
        if len(stored) != entry["bytes"] or zlib.crc32(stored) != entry["crc"]:
            raise PackError(f'section "{name}" is damaged')
        return zlib.decompress(stored) if entry["zlib"] else bytes(stored)

    def text(self, name: str) -> str:
        """A section of dtype ``utf8``."""
        return self.raw(name).decode()

    def numbers(self, name: str) -> tuple[Any, ...]:
        """A section of numbers, flat, row after row; half bytes come as they are."""
        data = self.raw(name)
        code = _CODES[self._entry(name)["dtype"]]
        return struct.unpack(f"<{len(data) // struct.calcsize(code)}{code}", data)

    def _entry(self, name: str) -> Mapping[str, Any]:
        if name not in self._entries:
            raise PackError(f'no section "{name}"')
        return self._entries[name]


def read(data: bytes, kind: str, version: int) -> Pack:
    """Opens a file.

    Args:
        data: the whole file.
        kind: what `meta["kind"]` must be.
        version: what `meta["version"]` must be.

    Raises:
        PackError: it is cut short, changed, or another kind or version.
    """
    if len(data) < _START.size:
        raise PackError("the file is cut short")
    magic, container, _, length, crc = _START.unpack_from(data)
    if magic != MAGIC or container != VERSION:
        raise PackError("this is not a file of the search, or of another version")
    header = data[_START.size : _START.size + length]
    if len(header) != length or zlib.crc32(header) != crc:
        raise PackError("the file's header is damaged")
    content = json.loads(header)
    meta = content["meta"]
    if (meta.get("kind"), meta.get("version")) != (kind, version):
        raise PackError(
            f"expected {kind} version {version}, found {meta.get('kind')} {meta.get('version')}"
        )
    return Pack(meta, content["sections"], memoryview(data)[_START.size + length :])
