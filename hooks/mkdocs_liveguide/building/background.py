"""Work that nobody waits for: it is done piece by piece while an author looks at a preview.

Each piece runs in a process of its own, of low priority. What it makes it keeps, as any other build
would; then a file changes, so that whoever watches it builds the pages again.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING
from weakref import finalize

from mkdocs_liveguide.building.cache import key_of
from mkdocs_liveguide.building.progress import nobody
from mkdocs_liveguide.sources.problems import ContentError, Problem

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_NICE = 10


@dataclass(frozen=True)
class Job:
    """A piece of work."""

    name: str
    """What is done, such as ``running a.ipynb``."""
    run: Callable[[Callable[[str], None]], object]
    """Does it, in another process, to which it is sent by `pickle`, and tells lines on its way.
    Keeps what it makes; raises ContentError for what is wrong with the sources."""
    ended: Problem
    """What is told when that process ends before its end."""
    causes: tuple[str, ...] = ()
    """What may be the cause of a failure beside the work itself: it is tried again when that is
    another."""


class Background:
    """The work of one preview.

    Args:
        kinds: of work, the most urgent first.
        say: told what is being done, and what the work says.
    """

    def __init__(self, *kinds: str, say: Callable[[str], None] = nobody) -> None:
        self._say = say
        folder = Path(mkdtemp())
        self._clear = finalize(self, shutil.rmtree, folder, ignore_errors=True)
        # Before the processes are waited for, which would take as long as they do.
        atexit.register(self.stop)
        self.file = folder / "done"
        """Changes each time that a piece of work is done."""
        self.file.write_text("")
        self._lock = Lock()
        self._waiting: dict[str, dict[str, Job]] = {kind: {} for kind in kinds}
        self._running = ("", "")
        self._process: SpawnProcess | None = None
        self._thread: Thread | None = None
        self._failed: dict[str, ContentError] = {}

    def take(
        self, kind: str, jobs: Mapping[str, Job], *, end_others: bool = True
    ) -> dict[str, ContentError]:
        """Has exactly these jobs of a kind done, the first first, once `start` is called.

        Args:
            kind: one of `kinds`.
            jobs: by keys that are equal for equal work.
            end_others: whether a job of this kind that runs, and is none of them, is ended.

        Returns:
            By its key, each of them that has failed and is not tried again, since neither it nor
            its causes have changed.
        """
        keys = {key: key_of(kind, key, *job.causes) for key, job in jobs.items()}
        with self._lock:
            failed = {key: self._failed[of] for key, of in keys.items() if of in self._failed}
            self._waiting[kind] = {
                keys[key]: job
                for key, job in jobs.items()
                if key not in failed and (kind, keys[key]) != self._running
            }
            if end_others and self._running[0] == kind and self._running[1] not in keys.values():
                self._end()
        return failed

    def start(self) -> None:
        """Begins with what waits, if nothing runs."""
        with self._lock:
            if any(self._waiting.values()) and self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Waits until all that was begun is done."""
        while thread := self._thread:
            thread.join()

    def stop(self) -> None:
        """Ends what runs, for good."""
        with self._lock:
            for jobs in self._waiting.values():
                jobs.clear()
            self._end()
        self.wait()
        self._clear()
        atexit.unregister(self.stop)

    def _end(self) -> None:
        """Ends the process that runs, and those that it has begun."""
        if self._process is None or self._process.pid is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGTERM)
        except (AttributeError, OSError):  # there are no groups, or it has not made its own yet
            self._process.terminate()

    def _next(self) -> Job | None:
        for kind, jobs in self._waiting.items():
            for key in jobs:
                self._running = (kind, key)
                return jobs.pop(key)
        return None

    def _work(self) -> None:
        while True:
            with self._lock:
                job = self._next()
                if job is None:
                    self._thread = None
                    return
                context = get_context("spawn")
                theirs, ours = context.Pipe(duplex=False)
                self._process = context.Process(target=_run, args=(ours, job.run))
                self._process.start()
                ours.close()
                left = sum(map(len, self._waiting.values()))
            self._say(f"in the background: {job.name}" + (f", and {left} more" if left else ""))
            problems = self._listen(theirs, job)
            self._process.join()
            with self._lock:
                ended_here = self._process.exitcode == -signal.SIGTERM
                if problems and not ended_here:
                    self._failed[self._running[1]] = ContentError(problems)
                self._running, self._process = ("", ""), None
            if not ended_here:
                self.file.write_text(f"{self.file.read_text()}.")

    def _listen(self, theirs: Connection, job: Job) -> list[Problem]:
        """Tells what a process says; returns what it found wrong, which it sends at its end."""
        try:
            while isinstance(told := theirs.recv(), str):
                self._say(told)
        except EOFError:
            return [job.ended]
        problems: list[Problem] = told
        return problems


def _run(told: Connection, run: Callable[[Callable[[str], None]], object]) -> None:
    # The author's Ctrl+C is for the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    Thread(target=_end_with_server, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    problems: list[Problem] = []
    try:
        run(told.send)
    except ContentError as error:
        problems = list(error.problems)
    told.send(problems)


def _end_with_server() -> None:
    """A server that is killed ends nothing itself."""
    server = parent_process()
    if server is None:
        return
    server.join()
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
