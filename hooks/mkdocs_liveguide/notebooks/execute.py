"""Runs a notebook in a kernel of its own, and notes what it reads."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mkdocs_liveguide.notebooks import recorder
from mkdocs_liveguide.notebooks.notebook import Notebook, Outputs
from mkdocs_liveguide.sources.problems import ContentError, Problem

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

_START_SECONDS = 180
SECONDS = 900
"""So long may a cell of a notebook take."""


@dataclass(frozen=True)
class Run:
    """What came out of a notebook."""

    outputs: Outputs
    reads: tuple[str, ...]
    """The files that it read, relative to the root of the repository, and the folders that it
    listed, with a slash at their end; sorted. Those that it wrote itself are left out."""


@dataclass(frozen=True)
class Surroundings:
    """Where notebooks run."""

    root: Path
    """The repository: reads below it are noted."""
    docs: Path
    """The folder of the pages; a notebook runs in the folder that it stands in."""
    snippets: Path
    """Notebooks can import what stands there."""
    results: Path
    """Where the build keeps results: no notebook depends on what is read from there."""
    seconds: int = SECONDS
    """So long may a cell take."""


def execute(notebook: Notebook, around: Surroundings) -> Run:
    """Runs a notebook from the top.

    Returns:
        Its outputs, without times and counts of execution, so that the same run gives the same;
        and what it read.

    Raises:
        ContentError: a cell fails; the problem names the line of the file where the cell begins.
    """
    # What runs notebooks takes long to load, and is seldom needed.
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from nbformat.v4 import new_code_cell, new_notebook
    from traitlets.config import Config

    node: NotebookNode = new_notebook(  # type: ignore[no-untyped-call]
        cells=[
            new_code_cell(cell.source, metadata={"tags": sorted(cell.tags)})  # type: ignore[no-untyped-call]
            for cell in notebook.code
        ]
    )
    folder = (around.docs / notebook.src_uri).parent
    with TemporaryDirectory() as temporary:
        record = Path(temporary) / "reads"
        # Sockets in the file system: no port is opened that other programs could reach.
        manager = {"transport": "ipc", "ip": f"{temporary}/kernel"}
        client = NotebookClient(
            node,
            timeout=around.seconds,
            startup_timeout=_START_SECONDS,
            kernel_name="python3",
            record_timing=False,
            config=Config({"KernelManager": manager}),
            resources={"metadata": {"path": str(folder)}},
        )

        async def begin(**values: object) -> None:
            await _run_unseen(client, _program(record, around.root))

        at = 0

        def begin_cell(cell_index: int, **values: object) -> None:
            nonlocal at
            at = cell_index

        client.on_notebook_start = begin
        client.on_cell_start = begin_cell
        paths = [str(around.snippets), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}
        try:
            asyncio.run(client.async_execute(env=env))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise ContentError([_failure(notebook, at, error)]) from None
        reads = _reads(record.read_text(encoding="utf-8").splitlines(), around)
    return Run([[_lasting(output) for output in cell.outputs] for cell in node.cells], reads)


def _program(record: Path, root: Path) -> str:
    """Code that starts the recorder and leaves no name behind."""
    source = Path(recorder.__file__).read_text(encoding="utf-8")
    start = f"names['start']({str(record)!r}, {str(root)!r})"
    return f"(lambda names: (exec({source!r}, names), {start}))({{'__name__': 'recorder'}})"


async def _run_unseen(client: NotebookClient, code: str) -> None:
    assert client.kc is not None
    message = client.kc.execute(code, silent=True, store_history=False)
    await client.async_wait_for_reply(message)


def _lasting(output: NotebookNode) -> dict[str, Any]:
    """An output without what differs from run to run."""
    left_out = ("execution_count", "transient")
    return {key: value for key, value in output.items() if key not in left_out}


def _reads(lines: Iterable[str], around: Surroundings) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for line in lines:
        kind, name = json.loads(line)
        first.setdefault(name, kind)
    apart = _names([around.results, Path(sys.prefix), Path(sys.base_prefix)], around.root)
    found = []
    for name, kind in first.items():
        path = PurePosixPath(name)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
        if kind == "write" or hidden or any(path.is_relative_to(each) for each in apart):
            continue
        found.append(f"{path}/" if kind == "folder" else str(path))
    return tuple(sorted(found))


def _names(folders: Sequence[Path], root: Path) -> list[PurePosixPath]:
    """Folders relative to the root, as they are called and where they lie; others are left out."""
    return [
        PurePosixPath(folder.relative_to(base).as_posix())
        for given in folders
        for folder in (given.absolute(), given.resolve())
        for base in (root.absolute(), root.resolve())
        if folder.is_relative_to(base)
    ]


def _failure(notebook: Notebook, failed: int, error: Exception) -> Problem:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    if isinstance(error, CellExecutionError):
        found = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    else:
        found = (
            "a cell that did not end" if isinstance(error, CellTimeoutError) else "a dead kernel"
        )
    fix = "open the notebook, run it from the top, and mend the cell that starts on this line"
    line = notebook.code[failed].line
    return Problem(notebook.path, line, found.strip(), "cells that run", fix)
