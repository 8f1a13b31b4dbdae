"""Repairs what can be repaired without asking: where only one right spelling can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_liveguide.sources.problems import Problem


def repair(root: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Writes the right words in the place of wrong ones.

    All other bytes of a file stay as they are, its line ends too.

    Args:
        root: the folder that the paths of problems are relative to.
        problems: of which some say how they can be repaired.

    Returns:
        Those that were.
    """
    done = []
    for problem in problems:
        if problem.repair is None:
            continue
        file = root / problem.path
        old, new = (words.encode() for words in problem.repair)
        lines = file.read_bytes().split(b"\n")
        at = problem.line - 1
        if at < len(lines) and old in lines[at]:
            lines[at] = lines[at].replace(old, new)
            file.write_bytes(b"\n".join(lines))
            done.append(problem)
    return done
