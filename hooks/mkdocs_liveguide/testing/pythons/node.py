"""Pyodide in Node."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.runtime.node import ToolError, find_node
from mkdocs_liveguide.testing.pythons.program import ask

_OLDEST = 20
"""The first version of Node that Pyodide is sure to run in."""


def find() -> Path | None:
    """Node from the Python package that brings it, else from the path, if it is new enough."""
    try:
        return find_node()
    except ToolError:
        found = shutil.which("node")
    if found is None:
        return None
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    major = said.stdout.strip().removeprefix("v").partition(".")[0]
    return Path(found) if major.isdigit() and int(major) >= _OLDEST else None


def run(program: Path, pyodide: Path, work: str, archive: bytes) -> str:
    """The answer.

    Args:
        program: Node.
        pyodide: the folder of Pyodide.
        work: see `Parcel.as_json`.
        archive: see `Parcel`.

    Raises:
        GuideFailure: there was none.
    """
    script = Path(__file__).with_name("in_node.mjs")
    with TemporaryDirectory() as name:
        path = Path(name) / "archive.zip"
        path.write_bytes(archive)
        return ask("Pyodide", [str(program), str(script), str(pyodide), str(path)], work)
