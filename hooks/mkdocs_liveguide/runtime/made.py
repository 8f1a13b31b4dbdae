"""What the steps make is looked at before it is kept, and before a kept one is taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def check_script(content: bytes) -> None:
    """Makes sure that this is a script.

    Raises:
        ValueError: it is empty, or no text.
    """
    if not content.decode().strip():
        raise ValueError("an empty script")


def check_zip(content: bytes) -> None:
    """Makes sure that this is a zip archive with something in it.

    Raises:
        ValueError: it is empty.
        zipfile.BadZipFile: it is none.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not archive.namelist():
            raise ValueError("an empty archive")


def _begins_with(mark: bytes, what: str) -> Callable[[bytes], None]:
    """A check that raises ValueError for all that does not begin with a mark."""

    def check(content: bytes) -> None:
        if not content.startswith(mark):
            raise ValueError(f"not a {what}")

    return check


check_wasm = _begins_with(b"\0asm", "WebAssembly file")
"""Makes sure that this is a WebAssembly file."""
check_snapshot = _begins_with(b"\x28\xb5\x2f\xfd", "snapshot")
"""Makes sure that this is packed, by Zstandard, as `node/make_snapshot.mjs` packs a snapshot."""
