"""Notes the files that a notebook reads. It runs in the notebook's own interpreter.

Python tells of each file that it opens and each folder that it lists. What a library opens by
itself, without Python, or what another program reads, is not seen.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.util import source_from_cache
from types import FrameType
from typing import Any

_FOLDERS = ("os.listdir", "os.scandir")
_WRITING = os.O_WRONLY | os.O_RDWR


def start(record: str, root: str) -> None:
    """Begins to write down, a JSON list a line, what is opened: kind, and path relative to `root`.

    The kinds are ``read``, ``write`` and ``folder``.

    Args:
        record: the file to write to.
        root: the folder whose files count.
    """
    file = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    # The working folder is told without links, other paths as they were written.
    roots = {os.path.join(each, "") for each in (root, os.path.realpath(root))}  # noqa: PTH118
    noted: set[tuple[str, str]] = set()

    def hook(event: str, values: tuple[Any, ...]) -> None:
        if event != "open" and event not in _FOLDERS and event != "sqlite3.connect":
            return
        try:
            entry = _entry(event, values)
            if entry is None or entry in noted:
                return
            noted.add(entry)
            kind, name = entry
            below = next((each for each in roots if f"{name}/".startswith(each)), None)
            if below is not None:
                os.write(file, f"{json.dumps([kind, name[len(below) :]])}\n".encode())
        except Exception:  # whatever is wrong, the notebook must not suffer from it
            return

    sys.addaudithook(hook)


def _entry(event: str, values: tuple[Any, ...]) -> tuple[str, str] | None:
    path = values[0]
    if isinstance(path, int):
        return None
    name = os.path.abspath(os.fsdecode("." if path is None else path))  # noqa: PTH100
    if event in _FOLDERS:
        # The search for a module lists whole folders; the modules themselves are known.
        return None if _is_import(sys._getframe(2)) else ("folder", name)
    if event == "open" and values[2] & _WRITING:
        return ("write", name)
    if name.endswith(".pyc"):
        name = source_from_cache(name)
    return ("read", name)


def _is_import(frame: FrameType | None) -> bool:
    for _ in range(8):
        if frame is None:
            return False
        if "importlib" in frame.f_code.co_filename or frame.f_code.co_filename.endswith(
            "pkgutil.py"
        ):
            return True
        frame = frame.f_back
    return False
