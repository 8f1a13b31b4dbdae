"""What is run, and how a run that never came to an answer is told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_liveguide.testing.check import GuideFailure

INSIDE = Path(__file__).parents[1] / "inside.py"
SECONDS = 600
"""So long may all of a guide's Python take."""


@dataclass(frozen=True)
class Work:
    """One run of `inside.main`."""

    request: str
    snippets: Path
    """The folder of the guide's snippets."""
    artefacts: dict[str, bytes]
    """What labs read, by name."""


def ask(where: str, command: Sequence[str], request: str, **environment: str) -> str:
    """Runs a program that ends with a line of its answer.

    Args:
        where: what problems call it.
        command: the program and its arguments.
        request: what it reads from its standard input.
        **environment: variables beside those of this process.

    Returns:
        The last line that it printed.

    Raises:
        GuideFailure: it failed, or took too long.
    """
    try:
        done = subprocess.run(
            command,
            input=request,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise no_answer(where, f"nothing came in {SECONDS} seconds") from None
    if done.returncode != 0:
        raise no_answer(where, done.stderr or done.stdout)
    return done.stdout.rpartition("\n")[2]


def no_answer(where: str, said: str) -> GuideFailure:
    """The error for a run that ended without an answer."""
    return GuideFailure(f"{where} ended without an answer:\n{said.strip()}")
