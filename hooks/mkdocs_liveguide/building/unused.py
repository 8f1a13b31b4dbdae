"""Clears kept results that no build has used for long."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DAYS = 30
"""Results that no build has used for so long go. Branches that are built in turns stay."""
MOST_BYTES = 2 * 1024**3
"""Beyond this, those used longest ago go before that."""
_SPARED_DAYS = 2
"""What was used so lately stays, however much it is: a use is noted once a day."""
_DAY = 86_400  # seconds
_ENTRY = re.compile(r"[0-9a-f]{32}(?:-[\w.-]+)?(?:\.\d+)?")
_UNFINISHED = re.compile(r"\.[0-9a-f]{32}[\w.-]*\.\w+")
"""What a build wrote when it was ended."""


@dataclass(frozen=True, order=True)
class _Entry:
    used: float
    path: Path
    size: int


def clear_unused(root: Path) -> str:
    """Clears a cache's folder, once a day at most.

    Only files with the names of entries are touched, in the folders of the kinds.

    Returns:
        What was cleared, for the log; "" if nothing was.
    """
    now, looked = time.time(), root / ".cleared"
    try:
        if now - looked.stat().st_mtime < _DAY:
            return ""
    except OSError:
        pass  # nobody has looked yet
    try:
        looked.touch()
        entries = sorted(_entries(root))
    except OSError:
        return ""  # there is no such folder, or nothing in it can be changed
    total = sum(entry.size for entry in entries)
    cleared, count = 0, 0
    for entry in entries:
        days = (now - entry.used) / _DAY
        unfinished = _UNFINISHED.fullmatch(entry.path.name) is not None
        too_much = total - cleared > MOST_BYTES and days > _SPARED_DAYS
        if days > (1 if unfinished else DAYS) or too_much:
            with suppress(OSError):
                entry.path.unlink()
                count += 1
                cleared += entry.size
    if not count:
        return ""
    return f"{root.name}/: cleared {count:,} results not used for long, {cleared / 1e6:,.1f} MB"


def _entries(root: Path) -> Iterator[_Entry]:
    for kind in root.iterdir():
        if kind.is_symlink() or not kind.is_dir():
            continue
        with os.scandir(kind) as found:
            for each in found:
                if (_ENTRY.fullmatch(each.name) or _UNFINISHED.fullmatch(each.name)) and (
                    each.is_file(follow_symlinks=False)
                ):
                    about = each.stat(follow_symlinks=False)
                    yield _Entry(about.st_mtime, Path(each.path), about.st_size)
