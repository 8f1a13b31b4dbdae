"""The site's own JavaScript and styles, bundled by esbuild."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.runtime.node import run_node
from mkdocs_liveguide.runtime.parts import WORKERS, Bundles
from mkdocs_liveguide.runtime.places import BROWSER, NODE


def bundle() -> Bundles:
    """Bundles `index.js`, `index.css` and the scripts of the workers.

    The page's parts are split, so that a heavy one is fetched by the pages that use it. The script
    of a worker is a single file, because each further one would cost a round trip before Python can
    start.

    Raises:
        ToolError: esbuild found a mistake; the text has its lines.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        script = NODE / "bundle.mjs"
        outputs: dict[str, Any] = json.loads(run_node([script, BROWSER, folder, *WORKERS]))
        files = {
            f"{FOLDER}/{path.relative_to(folder / 'page').as_posix()}": path.read_bytes()
            for path in sorted((folder / "page").rglob("*"))
            if path.is_file()
        }
        return Bundles(
            files=files,
            script=f"{FOLDER}/{outputs['script']}",
            style=f"{FOLDER}/{outputs['style']}",
            workers={name: (folder / name).read_bytes() for name in WORKERS},
            packages=tuple(outputs["packages"]),
        )
