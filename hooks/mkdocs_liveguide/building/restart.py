"""A preview that runs the code as it is: an edited module of the generator starts it anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_liveguide.runtime.places import LIVE, PACKAGE

OWN_CODE = () if "site-packages" in PACKAGE.parts else (PACKAGE, LIVE)
"""The folders of the generator's own code, where somebody may be working on it."""

_PLACE = re.compile(r'File "([^"]+)", line (\d+)')


@dataclass
class RunningCode:
    """The Python that this process has loaded, and that it would load now."""

    folders: tuple[Path, ...]
    _loaded: dict[Path, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._loaded = self._read()

    def edited(self) -> list[Path]:
        """Modules that are other ones by now, new or gone; sorted."""
        now = self._read()
        names = now.keys() | self._loaded.keys()
        return sorted(name for name in names if now.get(name) != self._loaded.get(name))

    def _read(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for folder in self.folders for path in folder.rglob("*.py")}


def unwatched(folders: Iterable[Path], watched: Iterable[Path]) -> list[Path]:
    """The folders that no watched one holds, as they were named."""
    known, found = [each.resolve() for each in watched], list[Path]()
    for folder in folders:
        if not any(folder.resolve().is_relative_to(each) for each in known):
            found.append(folder)
            known.append(folder.resolve())
    return found


def fault_of(module: str) -> str | None:
    """Why a new process could not import a module, with file and line; None if it can."""
    # Without writing bytecode, which would look like another edit.
    command = [sys.executable, "-B", "-c", f"import {module}"]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    if tried.returncode == 0:
        return None
    lines = tried.stderr.strip().split("\n")
    places = [match for line in lines if (match := _PLACE.search(line))]
    place = f"{places[-1][1]}:{places[-1][2]}: " if places else ""
    return place + lines[-1]


def run_again() -> None:
    """Puts a new process of the same command in the place of this one."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def restarting(
    build: Callable[[], None],
    code: RunningCode,
    fault: Callable[[], str | None],
    leave: Callable[[], None],
    say: Callable[[str], None],
    again: Callable[[], None] = run_again,
) -> Callable[[], None]:
    """A build that first looks whether the code is still what runs.

    Args:
        build: builds with the code as it was loaded.
        code: that code.
        fault: says why the code as it is now could not be loaded; None if it could.
        leave: cleans up before the process is given up.
        say: told what happens, a line each time.
        again: starts the process anew.
    """

    def restart_or_build() -> None:
        edited = code.edited()
        wrong = fault() if edited else None
        if edited and wrong is None:
            more = f" and {len(edited) - 1} more" if len(edited) > 1 else ""
            say(f"{edited[0].name}{more} edited: the preview starts again with it")
            leave()
            again()
            return
        if wrong is not None:
            say(f"{wrong}; the preview goes on with the code from before")
        build()

    return restart_or_build
