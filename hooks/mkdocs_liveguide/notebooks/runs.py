"""Runs notebooks when they, or what they read, have changed; else takes what was kept.

A run is kept under a key made of the code, of all modules that it imports and of the versions of
the packages behind them. Beside it lie the names of the files that it read and of the folders that
it listed: the run counts where these are the same. Text between the cells is not part of
the key, so that a word can be mended without a run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from mkdocs_liveguide.building.background import Background, Job
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.progress import nobody, progress
from mkdocs_liveguide.notebooks import execute, recorder
from mkdocs_liveguide.notebooks.execute import Surroundings
from mkdocs_liveguide.notebooks.notebook import Cell, Notebook, Outputs
from mkdocs_liveguide.notebooks.shapes import OUTPUTS, READS
from mkdocs_liveguide.sources.imports import imports_of
from mkdocs_liveguide.sources.problems import ContentError, Problem

BACKGROUND = "notebooks"
"""What they are called among the kinds of work in the background."""
_RUNS = "notebook-runs"
_READS = "notebook-reads"
_LATEST = "notebook-latest"
_MOST_READS = 8
_AT_ONCE = 2  # kernels at a time; each uses one thread


def run_notebooks(
    notebooks: Iterable[Notebook],
    around: Surroundings,
    kept: Cache,
    *,
    fresh: bool = True,
    background: Background | None = None,
    say: Callable[[str], None] = nobody,
) -> dict[str, Outputs]:
    """The outputs of notebooks: kept ones, and for the others those of a new run.

    Args:
        notebooks: what `load_notebooks` returned.
        around: where they run.
        kept: where outputs are kept.
        fresh: run a notebook again if only what it reads has changed. False, for an author who
            looks at an edit, takes the outputs that its code gave before.
        background: runs what would have to be run, and nobody waits for it.
        say: told what is being run.

    Returns:
        The outputs by `src_uri`, of all notebooks but those in the background.

    Raises:
        ContentError: the failures of all notebooks that failed.
    """
    later: dict[str, Notebook] = {}

    def make(notebook: Notebook) -> Outputs | ContentError | None:
        key = key_of_code(notebook, around, kept)
        latest = _latest(notebook)
        read = partial(_outputs, cells=len(notebook.code))
        outputs = _kept_run(kept, key, around.root, read)
        if outputs is None and not fresh:
            outputs = kept.load(_LATEST, latest, read)
            if outputs is not None:
                say(f"{notebook.path}: what it reads has changed; a full build runs it again")
                return outputs
        if outputs is not None:
            kept.put(_LATEST, latest, _as_bytes(outputs))
            return outputs
        if background is not None:
            later[key] = notebook
            return None
        say(f"{notebook.path}: running it")
        try:
            return run_and_keep(notebook, around, kept, key)
        except ContentError as error:
            return error

    listed = list(notebooks)
    with (
        progress(say, "running notebooks", len(listed)) as done,
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):

        def make_one(notebook: Notebook) -> Outputs | ContentError | None:
            try:
                return make(notebook)
            finally:
                done(1)

        results = list(pool.map(make_one, listed))
    failures = [result for result in results if isinstance(result, ContentError)]
    if background is not None:
        keys = {notebook.src_uri: key for key, notebook in later.items()}
        in_turn = {keys[each.src_uri]: each for each in listed if each.src_uri in keys}
        jobs = {key: _job(book, around, kept) for key, book in in_turn.items()}
        failed = background.take(BACKGROUND, jobs)
        failures += failed.values()
        for notebook in (each for key, each in in_turn.items() if key not in failed):
            say(f"{notebook.path}: it runs in the background; until then its page has no outputs")
    if failures:
        raise ContentError([problem for error in failures for problem in error.problems])
    return {
        notebook.src_uri: result
        for notebook, result in zip(listed, results, strict=True)
        if result is not None and not isinstance(result, ContentError)
    }


def _job(notebook: Notebook, around: Surroundings, kept: Cache) -> Job:
    run = partial(_run_later, notebook, around, Cache(kept.root))
    found = "a notebook whose run ended before its end"
    fix = "run it in a notebook editor, and mend what ends it"
    ended = Problem(notebook.path, 1, found, "cells that run", fix)
    return Job(f"running {notebook.path}", run, ended, tuple(_causes(notebook, around)))


def _run_later(
    notebook: Notebook, around: Surroundings, kept: Cache, say: Callable[[str], None]
) -> None:
    # What it imports may be another by now.
    run_and_keep(notebook, around, kept, key_of_code(notebook, around, kept))


def _causes(notebook: Notebook, around: Surroundings) -> list[str]:
    """What may be the cause of a failure beside the notebook's own code, as files say it."""
    found = []
    for folder in ((around.docs / notebook.src_uri).parent, around.snippets):
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):  # it has just gone
                state = path.stat()
                found.append(f"{path} {state.st_mtime_ns} {state.st_size}")
    return found


def run_and_keep(notebook: Notebook, around: Surroundings, kept: Cache, key: str) -> Outputs:
    """Runs a notebook, and keeps what it gave under the key of its code, as it is now.

    Raises:
        ContentError: a cell fails.
    """
    run = execute.execute(notebook, around)
    known = [each for each in _known_reads(kept, key) if each != [*run.reads]]
    kept.put(_READS, key, json.dumps([run.reads, *known][:_MOST_READS]).encode())
    kept.put(_RUNS, _key_of_run(key, run.reads, around.root), _as_bytes(run.outputs))
    kept.put(_LATEST, _latest(notebook), _as_bytes(run.outputs))
    return run.outputs


def key_of_code(notebook: Notebook, around: Surroundings, kept: Cache | None = None) -> str:
    """What all runs of the same code have in common: 32 hex digits.

    It covers the code, what that imports, what runs it, and the version of Python. `kept` as for
    `imports_of`.
    """
    folder = (around.docs / notebook.src_uri).parent
    codes = [_plain_python(cell.source) for cell in notebook.code]
    imports = imports_of(codes, [folder, around.snippets], kept)
    return key_of(*_program(), *imports.key_parts(), *_code(notebook.code))


def _latest(notebook: Notebook) -> str:
    return key_of(notebook.src_uri, *_program(), *_code(notebook.code))


def _program() -> list[bytes | str]:
    """What runs notebooks."""
    sources = (execute.__file__, recorder.__file__)
    return [sys.version, *(Path(source).read_bytes() for source in sources)]


def _code(cells: Sequence[Cell]) -> list[str]:
    return [part for cell in cells for part in (" ".join(sorted(cell.tags)), cell.source)]


def _plain_python(source: str) -> str:
    """A cell without what only IPython knows, such as ``%matplotlib inline``."""
    from IPython.core.inputtransformer2 import TransformerManager  # takes long to load

    try:
        plain: str = TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]
    except SyntaxError:
        return source
    return plain


def _kept_run(
    kept: Cache, key: str, root: Path, read: Callable[[bytes], Outputs]
) -> Outputs | None:
    known = _known_reads(kept, key)
    runs = (kept.load(_RUNS, _key_of_run(key, reads, root), read) for reads in known)
    return next((outputs for outputs in runs if outputs is not None), None)


def _known_reads(kept: Cache, key: str) -> list[list[str]]:
    """What earlier runs of the same code read, the latest first; it depends on what they found."""
    return kept.load(_READS, key, READS.validate_json) or []


def _key_of_run(key: str, reads: Sequence[str], root: Path) -> str:
    return key_of(key, *(part for name in reads for part in (name, _state(root, name))))


def _state(root: Path, name: str) -> bytes:
    """The content of a file, or the names in a folder, after a sign; b"" if it is gone."""
    path = root / name
    try:
        if not name.endswith("/"):
            return b"=" + path.read_bytes()
        names = sorted(entry.name for entry in path.iterdir())
        shown = [each for each in names if not each.startswith(".") and each != "__pycache__"]
        return "\n".join(["=", *shown]).encode()
    except OSError:
        return b""


def _as_bytes(outputs: Outputs) -> bytes:
    return json.dumps(outputs, ensure_ascii=False, sort_keys=True).encode()


def _outputs(content: bytes, cells: int) -> Outputs:
    """Kept outputs.

    Raises:
        ValueError: these are not the outputs of so many cells.
    """
    OUTPUTS.validate_json(content)
    outputs: Outputs = json.loads(content)
    if len(outputs) != cells:
        raise ValueError("outputs of another notebook")
    return outputs
