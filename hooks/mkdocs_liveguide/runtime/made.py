"""What the steps make is looked at before it is kept, and before a kept one is taken."""

from __future__ import annotations

import io
import zipfile

_WASM = b"\0asm"
_ZSTD = b"\x28\xb5\x2f\xfd"


def check_script(content: bytes) -> None:
    """Makes sure that this is a script.

    Raises:
        ValueError: it is empty, or no text.
    """
    if not content.decode().strip():
        raise ValueError("an empty script")


def check_wasm(content: bytes) -> None:
    """Makes sure that this is a WebAssembly file.

    Raises:
        ValueError: it begins like no such file.
    """
    if not content.startswith(_WASM):
        raise ValueError("not a WebAssembly file")


def check_zip(content: bytes) -> None:
    """Makes sure that this is a zip archive with something in it.

    Raises:
        ValueError: it is empty.
        zipfile.BadZipFile: it is none.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not archive.namelist():
            raise ValueError("an empty archive")


def check_snapshot(content: bytes) -> None:
    """Makes sure that this is packed as `node/make_snapshot.mjs` packs a snapshot.

    Raises:
        ValueError: it begins like no such file.
    """
    if not content.startswith(_ZSTD):
        raise ValueError("not a snapshot")
