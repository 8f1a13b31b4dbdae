"""Notebooks that nobody waits for: they run one by one while an author looks at a preview.

Each runs in a process of its own, of low priority. What it gives is kept as that of any other run;
then a file changes, so that whoever watches it builds the pages again.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING
from weakref import finalize

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.notebooks.execute import Surroundings
from mkdocs_liveguide.notebooks.notebook import Notebook
from mkdocs_liveguide.sources.problems import ContentError, Problem

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_NICE = 10


class Background:
    """The notebooks of one preview."""

    def __init__(self) -> None:
        folder = Path(mkdtemp())
        self._clear = finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.file = folder / "done"
        """Changes each time that a notebook has run."""
        self.file.write_text("")
        self._lock = Lock()
        self._waiting: dict[str, tuple[Notebook, Surroundings, Path]] = {}
        self._running = ""
        self._process: SpawnProcess | None = None
        self._thread: Thread | None = None
        self._failed: dict[str, ContentError] = {}

    def take(
        self, notebooks: Mapping[str, Notebook], around: Surroundings, kept: Cache
    ) -> dict[str, ContentError]:
        """Has exactly these notebooks run, the first first; what runs of others is ended.

        Args:
            notebooks: by the keys of their code.
            around: where they run.
            kept: where their outputs go.

        Returns:
            By its key, each of them that has failed and is not run again, since neither it nor
            what lies beside it or among the snippets has changed.
        """
        keys = {key: key_of(key, *_state(book, around)) for key, book in notebooks.items()}
        with self._lock:
            failed = {
                key: self._failed[state] for key, state in keys.items() if state in self._failed
            }
            self._waiting = {
                keys[key]: (book, around, kept.root)
                for key, book in notebooks.items()
                if key not in failed and keys[key] != self._running
            }
            if self._process is not None and self._running not in keys.values():
                self._process.terminate()
            if self._waiting and self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()
        return failed

    def wait(self) -> None:
        """Waits until all have run."""
        while thread := self._thread:
            thread.join()

    def stop(self) -> None:
        """Ends what runs, for good."""
        with self._lock:
            self._waiting = {}
            if self._process is not None:
                self._process.terminate()
        self.wait()
        self._clear()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                self._running = next(iter(self._waiting))
                notebook, around, results = self._waiting.pop(self._running)
                context = get_context("spawn")
                theirs, ours = context.Pipe(duplex=False)
                self._process = context.Process(
                    target=_run, args=(ours, notebook, around, results), daemon=True
                )
                self._process.start()
                ours.close()
            try:
                problems = theirs.recv()
            except EOFError:
                problems = [_ended(notebook)]
            self._process.join()
            with self._lock:
                ended_here = self._process.exitcode == -signal.SIGTERM
                if problems and not ended_here:
                    self._failed[self._running] = ContentError(problems)
                self._running, self._process = "", None
            if not ended_here:
                self.file.write_text(f"{self.file.read_text()}.")


def _run(told: Connection, notebook: Notebook, around: Surroundings, results: Path) -> None:
    from mkdocs_liveguide.notebooks.runs import run_and_keep

    # The author's Ctrl+C is for the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_server, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    problems: list[Problem] = []
    try:
        run_and_keep(notebook, around, Cache(results))
    except ContentError as error:
        problems = list(error.problems)
    told.send(problems)


def _end_with_server() -> None:
    """A server that is killed ends nothing itself."""
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(1)


def _ended(notebook: Notebook) -> Problem:
    found = "a notebook whose run ended before its end"
    fix = "run it in a notebook editor, and mend what ends it"
    return Problem(notebook.path, 1, found, "cells that run", fix)


def _state(notebook: Notebook, around: Surroundings) -> list[str]:
    """What may be the cause of a failure beside the notebook's own code, as files say it."""
    found = []
    for folder in ((around.docs / notebook.src_uri).parent, around.snippets):
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):  # it has just gone
                state = path.stat()
                found.append(f"{path} {state.st_mtime_ns} {state.st_size}")
    return found
