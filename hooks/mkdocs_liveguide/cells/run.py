"""Runs snippets at build time, by the code that runs them in the browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.sources.imports import Imports, imports_of

Output = dict[str, Any]
"""A piece of output, as `live.cells.cell` describes it."""

SECONDS = 120
"""So long may a snippet run: long before it is this slow in a browser, it is no good in a page."""

_PROGRAM = """
import asyncio, json, sys
from live.cells.cell import new_namespace, run
names, pieces = new_namespace(), []
for each in json.load(sys.stdin):
    pieces = []
    asyncio.run(run(each["code"], pieces.append, names, each["setup"], each["setup_name"]))
json.dump(pieces, sys.stdout)
"""


@dataclass(frozen=True)
class Run:
    """Code to run."""

    code: str
    setup: str
    """Runs first, unseen."""
    setup_name: str
    """The file it is from, for tracebacks."""


def run_snippets(
    folder: Path, cache: Cache, runs: Sequence[Run], seconds: int = SECONDS
) -> list[Output]:
    """Runs snippets one after the other, with the same names, in an interpreter of their own.

    The result is kept until their code, a module that they import, or `live.cells.cell` changes.

    Args:
        folder: the snippets, from which they import.
        cache: keeps the outputs.
        runs: in order.
        seconds: so long may they take.

    Returns:
        The output of the last one; texts that follow each other in one stream are joined.
    """
    request = json.dumps([asdict(run) for run in runs])
    key = key_of(request, _PROGRAM, str(seconds), *imports_behind(folder, runs).key_parts())
    made = cache.get_or_make("snippet-runs", key, lambda: _run(folder, request, seconds))
    pieces: list[Output] = json.loads(made)
    return joined(pieces)


def run_apart(
    program: str, folder: Path, request: str, seconds: float, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Runs Python in an interpreter of its own, with a fixed hash seed.

    Args:
        program: the code.
        folder: the snippets, from which it imports.
        request: what it reads from its standard input.
        seconds: its time limit.
        *arguments: what it finds in `sys.argv`.

    Raises:
        subprocess.TimeoutExpired: it took longer.
    """
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=request,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"},
    )


def _run(folder: Path, request: str, seconds: int) -> bytes:
    try:
        done = run_apart(_PROGRAM, folder, request, seconds)
    except subprocess.TimeoutExpired:
        return _failed("TimeoutError", f"it ran for more than {seconds} seconds")
    if done.returncode != 0:
        last = done.stderr.strip().rpartition("\n")[2]
        return _failed("RuntimeError", f"the interpreter ended: {last}")
    return done.stdout.encode()


def _failed(name: str, message: str) -> bytes:
    piece = {"kind": "error", "text": message, "name": name, "message": message, "line": 0}
    return json.dumps([piece]).encode()


def joined(pieces: Sequence[Output]) -> list[Output]:
    """The pieces, with texts that follow each other in one stream made one."""
    result: list[Output] = []
    for piece in pieces:
        last = result[-1] if result else {}
        if piece["kind"] in ("stdout", "stderr") and last.get("kind") == piece["kind"]:
            result[-1] = {**last, "text": last["text"] + piece["text"]}
        else:
            result.append(piece)
    return result


def imports_behind(folder: Path, runs: Sequence[Run]) -> Imports:
    """All that the code imports, and `live.cells.cell`, which runs it."""
    codes = [code for run in runs for code in (run.setup, run.code)]
    return imports_of([*codes, "import live.cells.cell"], [folder])
