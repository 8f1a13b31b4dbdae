"""What the page offers to Python while it runs in a worker; elsewhere, nothing is offered."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

STDLIB = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
"""Where Pyodide keeps the standard library."""
SNIPPETS = "/lib/snippets.zip"
"""The guide's teaching snippets."""

# Made now: readers' code may put something else in the place of `json.dumps`.
_encode = json.JSONEncoder(ensure_ascii=False).encode
_send: Callable[[int, str], None] | None = None
_call = 0


def begin_call(number: int) -> None:
    """A call begins; the one before it has ended, though tasks of it may go on."""
    global _call
    _call = number


def emitter() -> Callable[[dict[str, Any]], None]:
    """What sends a piece of the present call's output to the page at once, also later on.

    The page drops what comes when the call has ended. Outside a page nothing is sent.
    """
    number = _call

    def emit(output: dict[str, Any]) -> None:
        if _send is not None:
            _send(number, _encode(output))

    return emit


def connect(send: Callable[[int, str], None], provide: Callable[[str], None]) -> None:
    """Called once by the worker when Python has started.

    Args:
        send: takes the number of a call, and one piece of its output as JSON.
        provide: puts the file of that path into the file system, or raises.
    """
    global _send
    _send = send
    # A memory snapshot froze the generator: without this all readers would draw the same numbers.
    random.seed()
    sys.path.append(SNIPPETS)
    if _is_empty_zip(STDLIB):
        sys.meta_path.insert(_before_paths(), LateFiles(STDLIB, sys.stdlib_module_names, provide))
    sys.meta_path.insert(_before_paths(), LateFiles(SNIPPETS, None, provide))


def _is_empty_zip(path: str) -> bool:
    return Path(path).stat().st_size < 100


def _before_paths() -> int:
    names = [getattr(finder, "__name__", "") for finder in sys.meta_path]
    return names.index("PathFinder")


class LateFiles:
    """Fetches an archive of modules when the first module that needs it is imported.

    A snapshot holds what pages need at once. The rest of the standard library is 2 MB that most
    readers never need.
    """

    def __init__(
        self, path: str, names: frozenset[str] | None, provide: Callable[[str], None]
    ) -> None:
        """`names`: the top-level names it has; None for all that nothing else has."""
        self.path = path
        self.names = names
        self.provide = provide
        # The finder stays in `sys.meta_path`: to remove it during a search would skip the next one.
        self.provided = False

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Finds nothing itself, but makes sure that the next finder can.

        Raises:
            ImportError: the archive cannot be fetched.
        """
        top = name.partition(".")[0]
        if self.names is not None and top not in self.names:
            return None
        if self.names is None and (top in sys.stdlib_module_names or top in sys.modules):
            return None
        if self.provided:
            return None
        # From here on: what is imported while it is fetched must not ask for it again.
        self.provided = True
        try:
            self.provide(self.path)
        except Exception as error:
            self.provided = False
            text = f"{name} could not be fetched: {error}"
            raise ImportError(text, name=name) from None
        _forget(self.path)
        return None


def _forget(archive: str) -> None:
    """Makes the import system look at an archive afresh."""
    import zipimport

    for path in [each for each in sys.path_importer_cache if each.startswith(archive)]:
        del sys.path_importer_cache[path]
    directories: dict[str, Any] = zipimport._zip_directory_cache  # type: ignore[attr-defined]
    directories.pop(archive, None)
