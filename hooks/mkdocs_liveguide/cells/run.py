"""Runs snippets at build time, by the code that runs them in the browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.cells import apart, lacking, page_names
from mkdocs_liveguide.cells.apart import PROGRAM, run_apart
from mkdocs_liveguide.sources.imports import Imports, imports_of

Output = dict[str, Any]
"""A piece of output, as `live.cells.cell` describes it."""

SECONDS = 120
"""So long may a snippet run: long before it is this slow in a browser, it is no good in a page."""

_SHAPES: dict[str, dict[str, type]] = {
    **{kind: {"text": str} for kind in ("stdout", "stderr", "value")},
    "svg": {"svg": str, "alt": str},
    "error": {
        "text": str,
        "name": str,
        "message": str,
        "line": int,
        "setup_line": int,
        "limit": str,
    },
}


@dataclass(frozen=True)
class Run:
    """Code to run."""

    code: str
    setup: str
    """Runs first, unseen."""
    setup_name: str
    """The file it is from, for tracebacks."""


def run_snippets(
    folder: Path,
    cache: Cache,
    runs: Sequence[Run],
    seconds: int = SECONDS,
    alone: bool = True,
    guide: Path | None = None,
) -> list[Output]:
    """Runs snippets one after the other, with the same names, in an interpreter of their own.

    The result is kept until their code, a module that they import, or what runs them changes.

    Args:
        folder: the snippets, from which they import.
        cache: keeps the outputs.
        runs: in order.
        seconds: so long may they take.
        alone: it is one, and the program ends with it.
        guide: the folder of all sources, in which nothing is written; None for that of `folder`.

    Returns:
        The output of the last one.

    Raises:
        EndedEarly: they took longer, or ended their interpreter.
    """
    arguments = {"runs": [asdict(run) for run in runs], "alone": alone}
    key = key_of(
        json.dumps([arguments, seconds]),
        *imports_behind(folder, runs, cache).key_parts(),
        *program_parts(),
    )
    made = kept_or_made(
        cache,
        "snippet-runs",
        key,
        lambda: run_apart("cells", arguments, folder, guide or folder.parent, seconds),
        lambda result: isinstance(result["pieces"], list) and all(map(is_output, result["pieces"])),
    )
    pieces: list[Output] = made["pieces"]
    return pieces


def kept_or_made(
    cache: Cache,
    kind: str,
    key: str,
    make: Callable[[], dict[str, Any]],
    is_whole: Callable[[dict[str, Any]], bool],
) -> dict[str, Any]:
    """A kept result, plain data; one that has not all its parts is made again.

    Args:
        cache: keeps it.
        kind: see `Cache`.
        key: see `Cache`.
        make: makes it; what it raises is raised, and nothing is kept.
        is_whole: whether a result has all that it should have.
    """

    def read(content: bytes) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(content)
        if not is_whole(result):
            raise ValueError(f"{kind}: a result without its parts")
        return result

    return cache.load_or_make(kind, key, lambda: json.dumps(make()).encode(), read)


def is_output(piece: Output) -> bool:
    """Whether a piece has what its kind should have."""
    shape = _SHAPES.get(piece["kind"])
    return shape is not None and all(
        isinstance(piece.get(name), kind) for name, kind in shape.items()
    )


def imports_behind(folder: Path, runs: Sequence[Run], cache: Cache) -> Imports:
    """All that the code imports, and `live.cells.cell`, which runs it."""
    codes = [code for run in runs for code in (run.setup, run.code)]
    return imports_of([*codes, "import live.cells.cell"], [folder], cache)


def program_parts() -> list[bytes]:
    """What a key must cover beside the code: what runs it, and the version of Python."""
    ours = (apart, lacking, page_names)
    files = (PROGRAM, *(Path(str(module.__file__)) for module in ours))
    return [*(file.read_bytes() for file in files), sys.version.encode()]
