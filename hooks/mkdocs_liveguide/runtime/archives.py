"""Zip archives and wheels with the same bytes for the same files."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip archive with names in order and no dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def read_zip(content: bytes) -> dict[str, bytes]:
    """All files of a zip archive, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def read_modules(folder: Path, prefix: str = "") -> dict[str, bytes]:
    """All Python files under a folder, by their path in it, with `prefix` before it.

    Lines end with a line feed, as Python itself takes them, whatever ends they have on this disk.
    """
    return {
        prefix + path.relative_to(folder).as_posix(): _with_line_feeds(path.read_bytes())
        for path in sorted(folder.rglob("*.py"))
    }


def _with_line_feeds(source: bytes) -> bytes:
    return source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def write_wheel(name: str, version: str, modules: Mapping[str, bytes]) -> bytes:
    """A wheel for any Python 3 (PEP 427)."""
    info = f"{name}-{version}.dist-info"
    files = dict(modules)
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    )
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: liveguide\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    record = "".join(
        f"{path},{_digest(files[path])},{len(files[path])}\n" for path in sorted(files)
    )
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return write_zip(files)


def _digest(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
