"""Runs notebooks in kernels of their own, and keeps what came out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, reads
from traitlets.config import Config

from mkdocs_liveguide.building.cache import Cache, key_of, write_atomically
from mkdocs_liveguide.notebooks.notebook import Notebook, key_of_notebook, line_of
from mkdocs_liveguide.sources.problems import ContentError, Problem

_KIND = "notebook-runs"
_LATEST = "notebook-latest"
_AT_ONCE = 2  # kernels at a time; each uses one thread
_START_SECONDS = 180
_CELL_SECONDS = 900


def execute(notebook: Notebook, root: Path) -> bytes:
    """Runs a notebook in a fresh kernel, in its own folder.

    Returns:
        The notebook with its outputs, as JSON; without times, counts of execution or names of
        machines, so that the same run gives the same bytes.

    Raises:
        ContentError: a cell fails; the problem names the line of the file where the cell begins.
    """
    node: NotebookNode = reads(notebook.text, as_version=4)  # type: ignore[no-untyped-call]
    folder = (root / notebook.path).parent
    with TemporaryDirectory() as sockets:
        # Sockets in the file system: no port is opened that other programs could reach.
        manager = {"transport": "ipc", "ip": f"{sockets}/kernel"}
        client = NotebookClient(
            node,
            timeout=_CELL_SECONDS,
            startup_timeout=_START_SECONDS,
            kernel_name="python3",
            record_timing=False,
            config=Config({"KernelManager": manager}),
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            asyncio.run(client.async_execute())
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise ContentError([_failure(notebook, node, error)]) from None
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                if "execution_count" in output:
                    output["execution_count"] = None
    node.metadata["language_info"] = {"name": "python"}
    return (json.dumps(node, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _failure(notebook: Notebook, node: NotebookNode, error: Exception) -> Problem:
    codes = [cell for cell in node.cells if cell.cell_type == "code"]
    failed = next(
        (cell for cell in codes if any(out.output_type == "error" for out in cell.outputs)),
        next((cell for cell in codes if cell.execution_count is None), codes[-1]),
    )
    first = next((line for line in failed.source.split("\n") if line.strip()), "")
    line = line_of(notebook.text, json.dumps(first, ensure_ascii=False)[:-1])
    if isinstance(error, CellExecutionError):
        found = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    else:
        found = (
            "a cell that did not end" if isinstance(error, CellTimeoutError) else "a dead kernel"
        )
    fix = "open the notebook, run it from the top, and mend the cell that starts on this line"
    return Problem(notebook.path, line, found.strip(), "cells that run", fix)


def executed_notebooks(
    notebooks: Sequence[Notebook],
    root: Path,
    kept: Cache,
    folder: Path,
    *,
    fresh: bool = True,
    say: Callable[[str], None] = lambda line: None,
) -> dict[str, Path]:
    """Executed copies of notebooks: kept ones, and for the others new ones.

    Args:
        notebooks: what `load_notebooks` returned.
        root: the repository.
        kept: where executed copies are kept.
        folder: where the copies are laid for whoever turns them into pages.
        fresh: run a notebook again if only its inputs have changed. False, for an author who looks
            at an edit, takes the copy that was made from the earlier inputs.
        say: told what is being run.

    Returns:
        The file of the executed copy, in `folder`, by `src_uri`.

    Raises:
        ContentError: the failures of all notebooks that failed.
    """

    def make(notebook: Notebook) -> bytes | ContentError:
        key = key_of_notebook(notebook, root)
        latest = key_of(notebook.src_uri, notebook.text)
        content = kept.get(_KIND, key)
        if content is None and not fresh:
            content = kept.get(_LATEST, latest)
            if content is not None:
                say(f"{notebook.path}: what it reads has changed; a full build runs it again")
                return content
        if content is None:
            say(f"{notebook.path}: running it, which takes minutes")
            try:
                content = execute(notebook, root)
            except ContentError as error:
                return error
            kept.put(_KIND, key, content)
        kept.put(_LATEST, latest, content)
        return content

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        results = list(pool.map(make, notebooks))
    failures = [result for result in results if isinstance(result, ContentError)]
    if failures:
        raise ContentError([problem for error in failures for problem in error.problems])
    files: dict[str, Path] = {}
    for notebook, content in zip(notebooks, results, strict=True):
        assert isinstance(content, bytes)
        files[notebook.src_uri] = folder / f"{notebook.stem}.ipynb"
        write_atomically(files[notebook.src_uri], content)
    return files
