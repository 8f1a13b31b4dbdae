"""Where files that the build made for the browser are read from."""

from __future__ import annotations

from pathlib import Path

root: Path = Path("/artefacts")
"""The folder of all artefacts, by their name in the manifest; tests point it elsewhere.

In the browser a file is there once a call has named it: ``python.call(…, {artefacts: [name]})``.
Read it as ``artefacts.root`` at the moment of use, so that a test's folder is seen.
"""


def open_bytes(name: str) -> bytes:
    """The content of an artefact.

    Args:
        name: as in the manifest, such as ``search/vectors.bin``.

    Raises:
        FileNotFoundError: the artefact is not there.
    """
    return (root / name).read_bytes()
