"""The site's own JavaScript and styles, bundled by esbuild."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.runtime.node import run_node
from mkdocs_liveguide.runtime.places import BROWSER, NODE


@dataclass(frozen=True)
class Bundles:
    """What the page and the worker load."""

    files: Mapping[str, bytes]
    """By path relative to the site's root; their names hold a hash of their content."""
    script: str
    """The path of the page's entry."""
    style: str
    """The path of the page's styles."""
    worker: bytes


def bundle() -> Bundles:
    """Bundles `index.js`, `index.css` and `worker.js`.

    The page's parts are split, so that a heavy one is fetched by the pages that use it. The worker
    is a single file, because each further one would cost a round trip before Python can start.

    Raises:
        ToolError: esbuild found a mistake; the text has its lines.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        script = NODE / "bundle.mjs"
        outputs: dict[str, str] = json.loads(run_node([script, BROWSER, folder]))
        files = {
            f"{FOLDER}/{path.relative_to(folder / 'page').as_posix()}": path.read_bytes()
            for path in sorted((folder / "page").rglob("*"))
            if path.is_file()
        }
        return Bundles(
            files=files,
            script=f"{FOLDER}/{outputs['script']}",
            style=f"{FOLDER}/{outputs['style']}",
            worker=(folder / "worker.js").read_bytes(),
        )
