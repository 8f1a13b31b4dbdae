"""An interpreter of its own for snippets, in which they can do what they can do in a page."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs_liveguide.cells import lacking
from mkdocs_liveguide.cells.page_names import as_in_page, places_in_page
from mkdocs_liveguide.runtime.places import LIVE

PROGRAM = Path(__file__).with_name("as_in_page.py")

_NEEDED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables without which Python itself may not start."""


class EndedEarly(Exception):
    """The interpreter ended without a result; the text says how."""


def run_apart(
    task: str,
    arguments: Mapping[str, Any],
    snippets: Path,
    guide: Path,
    seconds: float,
    reads: Sequence[Path] = (),
) -> dict[str, Any]:
    """Has `as_in_page` do something.

    Args:
        task: a function there.
        arguments: its arguments, plain data.
        snippets: the folder from which code may import.
        guide: the folder of the sources, in which nothing is written.
        seconds: the time limit.
        reads: other folders from which the task reads.

    Returns:
        What the function returned, with the paths and the error numbers that a page has.

    Raises:
        EndedEarly: it took longer, or the code ended the interpreter.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        request = {
            "task": task,
            "arguments": arguments,
            "snippets": str(snippets.resolve()),
            "live": str(LIVE.parent.resolve()),
            "guide": str(guide.resolve()),
            "reads": [str(each.resolve()) for each in reads],
            "absent": sorted(lacking.ABSENT),
            "rare": lacking.RARE_NAMES.split(),
        }
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        for each in ("home", "tmp"):
            (folder / each).mkdir()
        said = folder / "said"
        with said.open("wb") as file:
            try:
                done = subprocess.run(
                    [sys.executable, "-S", "-P", "-X", "utf8", str(PROGRAM), str(folder)],
                    stdin=subprocess.DEVNULL,
                    stdout=file,
                    stderr=subprocess.STDOUT,
                    check=False,
                    timeout=seconds,
                    env={
                        **{key: os.environ[key] for key in _NEEDED if key in os.environ},
                        "PYTHONHASHSEED": "0",
                        "TZ": "UTC",
                    },
                )
            except subprocess.TimeoutExpired:
                raise EndedEarly(f"code that ran for more than {seconds:g} seconds") from None
        places = places_in_page(folder, snippets.resolve(), LIVE.parent.resolve())
        result: dict[str, Any] = as_in_page(_result(folder, done.returncode, said), places)
        return result


def _result(folder: Path, code: int, said: Path) -> dict[str, Any]:
    try:
        result: dict[str, Any] = json.loads((folder / "result.json").read_bytes())
    except (OSError, ValueError):
        last = said.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
        words = f", after: {last[:200]}" if last else ""
        raise EndedEarly(f"an end of the interpreter by {_how(code)}{words}") from None
    return result


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
