"""The service worker's script, which names every file of a finished site."""

from __future__ import annotations

import hashlib
import json
from fnmatch import fnmatch
from pathlib import Path

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.hosting.names import is_for_readers
from mkdocs_liveguide.policy.files import SHARED
from mkdocs_liveguide.runtime.places import BROWSER, PREBUILT
from mkdocs_liveguide.runtime.prebuilt import SERVICE_WORKER, has_prebuilt, read_file
from mkdocs_liveguide.sharing.build import CARDS

FALLBACK = ("stock.*/*", "fallback.*.js", "live-*.whl")
"""What only a start without the snapshot needs, as published: whoever has the snapshot does not."""

_EARLY_BYTES = 400_000
"""Larger files are kept when a reader has used them, except what live parts are made of."""
_NEVER = (".map", ".gz", ".ipynb", ".xml", "sw.js")
_NOT_EARLY = (
    "assets/javascripts/lunr/*",
    *(f"{FOLDER}/python/{name}" for name in FALLBACK),
)


def build_service_worker(site: Path) -> bytes:
    """The script that keeps this very site.

    Args:
        site: the folder of the finished site.

    Returns:
        JavaScript, to be published as ``sw.js`` at the site's root.

    Raises:
        ToolError: the package's prebuilt script is damaged.
    """
    files = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and _is_sent(path.relative_to(site))
    }
    listed = {
        name: {
            "hash": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "early": _is_early(name, len(content)),
        }
        for name, content in files.items()
    }
    source = service_worker_source().decode()
    build = hashlib.sha256((json.dumps(listed, sort_keys=True) + source).encode()).hexdigest()[:16]
    parts = {"build": build, "parts": f"{FOLDER}/", "files": listed}
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return f"self.SITE={text};\n{source}".encode()


def service_worker_source() -> bytes:
    """The script without the list of files, which stands at its top when it is published."""
    if has_prebuilt(PREBUILT):
        return read_file(PREBUILT, SERVICE_WORKER)
    return (BROWSER / "runtime/serviceworker.js").read_bytes()


def _is_sent(path: Path) -> bool:
    """Whether hosts send such a file, and it is not too much to keep."""
    # Networks fetch them, and pages do not.
    cards = path.is_relative_to(CARDS)
    return is_for_readers(path) and not cards and not path.name.endswith(_NEVER)


def _is_early(name: str, size: int) -> bool:
    if any(fnmatch(name, pattern) for pattern in _NOT_EARLY):
        return False
    is_live = name.startswith(f"{FOLDER}/") and not name.startswith(f"{SHARED}/")
    return size <= _EARLY_BYTES or is_live
