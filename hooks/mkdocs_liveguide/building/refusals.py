"""What a disk or the system refuses, in a sentence: no mistake of sources or programs."""

from __future__ import annotations

import errno
import os

_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_ALLOWED = (errno.EROFS, errno.EACCES, errno.EPERM)
_OTHERS = (errno.EBUSY, errno.EEXIST, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENOTDIR)


def sentence_for(error: OSError) -> str | None:
    """What was refused, and what to do; None for what may be a mistake of a program.

    Args:
        error: as the system raised it.
    """
    if error.errno in _FULL:
        # Which file it was says nothing, and is not always told.
        return f"{os.strerror(error.errno)}; free some space, then build again"
    name = error.filename2 or error.filename
    if name is None or error.errno is None:
        return None
    found = f"{os.fsdecode(name)}: {os.strerror(error.errno)}"
    if error.errno in _NOT_ALLOWED:
        return f"{found}; allow it, or build to another folder: --site-dir FOLDER"
    if error.errno in _OTHERS:
        return f"{found}; mend that, or build to another folder: --site-dir FOLDER"
    return None
