"""A site is built aside and put in its place whole, so that a build that fails costs nothing.

Beside a site `site` may lie: ``.site.building``, what a build is making; ``.site.last``, the site
before, in the moment when it gives way; ``.site.lock``, locked while a build is at work. The lock
ends with its process, so whatever a killed build left is for the next one to clear.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from mkdocs_liveguide.building.exchange import exchange

_NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP)
"""What file systems say that know no locks."""


class _Counter(logging.Handler):
    """Counts what a strict build does not forgive."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class StagedSite:
    """The folder that a build writes to, and the one that it is for."""

    def __init__(self, target: Path, strict: bool, say: Callable[[str], None]) -> None:
        """Waits until no other build is at work there, and clears what killed ones left.

        Args:
            target: the site's folder, or a link to it; neither need be there yet.
            strict: a build with warnings is a failure, and the last site stays.
            say: told why it waits, and what was mended.

        Raises:
            OSError: nothing can be written beside the site's folder, or that is a file.
        """
        self.target, self.strict = target, strict
        self._place = _Place(target)
        self.folder = self._place.building
        self._counter = _Counter()
        self._place.take(say)
        self._place.put_back(say)
        self._place.clear()
        logging.getLogger("mkdocs").addHandler(self._counter)

    def publish(self) -> None:
        """Puts the finished site in the place of the last one.

        Raises:
            OSError: it cannot be put there; the last one stays.
        """
        if not (self.strict and self._counter.count):
            self._place.replace()
        self.discard()

    def discard(self) -> None:
        """Clears what is left of the build, and lets others build; the site stays as it is."""
        logging.getLogger("mkdocs").removeHandler(self._counter)
        self._place.leave()


def put_back(target: Path, say: Callable[[str], None]) -> None:
    """Puts a site back that a killed build had taken from its place, unless a build is at work.

    Args:
        target: the site's folder.
        say: told if it was.
    """
    place = _Place(target)
    if place.is_robbed():
        with suppress(OSError):  # a timeout is one
            place.lock.acquire(blocking=False)
            place.is_taken = True
            place.put_back(say)
        place.leave()


class _Place:
    """A site's folder and what lies beside it."""

    def __init__(self, target: Path) -> None:
        # A link to the folder stays one.
        self.site = Path(os.path.realpath(target))
        self.building = self.site.with_name(f".{self.site.name}.building")
        self.last = self.site.with_name(f".{self.site.name}.last")
        lock = self.site.with_name(f".{self.site.name}.lock")
        self.lock = FileLock(lock, thread_local=False, fallback_to_soft=False)
        self.is_taken = False

    def take(self, say: Callable[[str], None]) -> None:
        if self.site.is_file():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.site))
        self.site.parent.mkdir(parents=True, exist_ok=True)
        try:
            try:
                self.lock.acquire(blocking=False)
            except Timeout:
                say(f"another build is at work in {self.site.name}/: waiting until it has ended")
                self.lock.acquire()
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        self.is_taken = True

    def is_robbed(self) -> bool:
        return self.last.is_dir() and not self.site.exists()

    def put_back(self, say: Callable[[str], None]) -> None:
        if self.is_robbed():
            self.last.rename(self.site)
            say(
                f"{self.site.name}/ is back: a build was killed while it put a new one in its place"
            )

    def replace(self) -> None:
        if not self.site.exists():
            self.building.rename(self.site)
            return
        if exchange(self.building, self.site):
            return
        self.site.rename(self.last)
        try:
            self.building.rename(self.site)
        except OSError:
            self.last.rename(self.site)
            raise

    def clear(self) -> None:
        for folder in (self.building, self.last):
            shutil.rmtree(folder, ignore_errors=True)

    def leave(self) -> None:
        if self.is_taken:
            self.is_taken = False
            self.clear()
            # Whoever waits for it sees that it is gone, and makes one anew.
            with suppress(OSError):
                Path(self.lock.lock_file).unlink()
            self.lock.release()
