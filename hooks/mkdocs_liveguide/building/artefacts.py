"""Files that a build makes for the browser, named by their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

FOLDER = "live"
"""Where artefacts are published, relative to the site's root: apart from the sources' folder, which
is kept out of the site."""

MANIFEST_VERSION = 1


@dataclass(frozen=True)
class Artefact:
    """A file for the browser. Equal content has an equal path, so a host can cache it for ever."""

    name: str
    """What the browser asks for, such as ``search/vectors.bin``; unique in a build."""
    content: bytes
    version: int = 1
    """The version of the content's format; raise it when the reading code must change."""
    place: str = ""
    """Where it must lie, relative to the folder of artefacts, so that others find it by its own
    name; its folder is then named by the content of all that is in it."""

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def path(self) -> str:
        """Where it is published, relative to the site's root."""
        if self.place:
            return f"{FOLDER}/{self.place}"
        name = PurePosixPath(self.name)
        return f"{FOLDER}/{name.parent / name.stem}.{self.hash[:8]}{name.suffix}"


def build_manifest(artefacts: Iterable[Artefact]) -> Artefact:
    """The list of everything that the browser may load, itself an artefact.

    Its ``build`` is a hash of all that is listed: two builds with the same one are the same.

    Raises:
        ValueError: two artefacts have one name.
    """
    entries: dict[str, dict[str, str | int]] = {}
    for artefact in sorted(artefacts, key=lambda each: each.name):
        if artefact.name in entries:
            raise ValueError(f"two artefacts are named {artefact.name!r}")
        entries[artefact.name] = {
            "path": artefact.path,
            "hash": artefact.hash,
            "size": len(artefact.content),
            "version": artefact.version,
        }
    listed = json.dumps(entries, sort_keys=True)
    build = hashlib.sha256(listed.encode()).hexdigest()[:16]
    manifest = {"version": MANIFEST_VERSION, "build": build, "artefacts": entries}
    return Artefact("manifest.json", json.dumps(manifest, separators=(",", ":")).encode())
