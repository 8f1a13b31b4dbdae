"""What may happen to a file of kept results while nobody looks."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path], object]


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _flip(path: Path) -> None:
    """Changes one bit in the last quarter, where the content is."""
    content = bytearray(path.read_bytes())
    content[-1 - len(content) // 8] ^= 16
    path.write_bytes(content)


def _put_folder(path: Path) -> None:
    path.unlink()
    (path / "more").mkdir(parents=True)
    (path / "more" / "a").write_bytes(b"x")


def _replace(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


DAMAGES: dict[str, Damage] = {
    "cut in half": _cut,
    "emptied": lambda path: path.write_bytes(b""),
    "one bit": _flip,
    "other bytes": _replace,
    "a byte more": _lengthen,
    "a folder": _put_folder,
}
