"""What is dear to make is made once a run, also where several workers of pytest-xdist share it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock


@dataclass(frozen=True)
class Shared:
    """Folders of one run of pytest, by name; tests read them and change nothing in them."""

    place: Path
    """A folder that all workers of the run have, and no other run has."""

    def folder(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder that the first worker to want it makes, while others that want it wait.

        Args:
            name: of the folder; equal for what is made alike.
            make: is given the folder, which is there and empty. Where it fails, its error is
                raised, and the next who wants the folder tries again.
        """
        folder, done = self.place / name, self.place / f"{name}.done"
        # Not `.{name}.lock`: a build that makes the folder as its site locks that, and would wait.
        with FileLock(self.place / f"{name}.making"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder


def shared_by_workers(config: pytest.Config, factory: pytest.TempPathFactory) -> Shared:
    """The folders of this run: pytest gives each worker a folder inside that of the run."""
    base = factory.getbasetemp()
    place = (base.parent if hasattr(config, "workerinput") else base) / "shared"
    place.mkdir(exist_ok=True)
    return Shared(place)
