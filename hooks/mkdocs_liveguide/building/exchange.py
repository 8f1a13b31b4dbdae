"""Exchanges two folders in one step, where the system knows how."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: relative paths start from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def exchange(one: Path, other: Path) -> bool:
    """Gives each of two folders the other's name, so that neither name is ever without a folder.

    Returns:
        False where nothing was done: the system or the file system does not know how.
    """
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            done = libc.renameat2(_HERE, first, _HERE, second, ctypes.c_uint(_EXCHANGE))
        elif sys.platform == "darwin":
            done = libc.renamex_np(first, second, ctypes.c_uint(_EXCHANGE))
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    return bool(done == 0)
