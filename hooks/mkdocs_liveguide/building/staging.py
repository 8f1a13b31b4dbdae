"""A site is built aside and put in its place whole, so that a build that fails costs nothing."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path


class _Counter(logging.Handler):
    """Counts what a strict build does not forgive."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class StagedSite:
    """The folder that a build writes to, and the one that it is for."""

    def __init__(self, target: Path, strict: bool) -> None:
        """`strict`: a build with warnings is a failure, and the last site stays."""
        self.target = target
        self.strict = strict
        self.folder = target.with_name(f".{target.name}-{os.getpid()}")
        self._counter = _Counter()
        logging.getLogger("mkdocs").addHandler(self._counter)

    def publish(self) -> None:
        """Puts the finished site in the place of the last one."""
        logging.getLogger("mkdocs").removeHandler(self._counter)
        if self.strict and self._counter.count:
            self.discard()
            return
        last = self.target.with_name(f".{self.target.name}-last-{os.getpid()}")
        if self.target.exists():
            self.target.rename(last)
        try:
            self.folder.rename(self.target)
        except OSError:
            if last.exists():
                last.rename(self.target)
            raise
        shutil.rmtree(last, ignore_errors=True)

    def discard(self) -> None:
        """Leaves the last site as it was."""
        logging.getLogger("mkdocs").removeHandler(self._counter)
        shutil.rmtree(self.folder, ignore_errors=True)
