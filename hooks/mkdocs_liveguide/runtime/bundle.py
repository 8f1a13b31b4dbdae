"""The site's own JavaScript and styles, bundled by esbuild."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.runtime.archives import read_zip, write_zip
from mkdocs_liveguide.runtime.node import run_node
from mkdocs_liveguide.runtime.parts import WORKERS, Bundles
from mkdocs_liveguide.runtime.places import BROWSER, CHECKOUT, NODE

_KIND = "bundles"
_INSTALLED = CHECKOUT / "node_modules" / ".package-lock.json"
"""What npm says that it has installed, with versions."""
_PAGE, _WORKER, _REST = "page/", "worker/", "rest.json"
"""Names in the archive that is kept."""


def kept_bundles(cache: Cache) -> Bundles:
    """What `bundle` makes, unless it is kept: from the same sources, packages and tools.

    Raises:
        ToolError: see `bundle`.
    """
    sources = [path for path in sorted(BROWSER.rglob("*")) if path.is_file()]
    parts = [
        part
        for path in [*sources, *sorted(NODE.glob("b*.mjs"))]
        for part in (path.relative_to(CHECKOUT).as_posix(), path.read_bytes())
    ]
    key = key_of(*parts, _installed())

    def make() -> bytes:
        made = bundle()
        files = {f"{_PAGE}{name}": content for name, content in made.files.items()}
        workers = {f"{_WORKER}{name}": content for name, content in made.workers.items()}
        rest = {"script": made.script, "style": made.style, "packages": made.packages}
        return write_zip({**files, **workers, _REST: json.dumps(rest).encode()})

    return cache.load_or_make(_KIND, key, make, _read)


def _installed() -> str:
    """The packages that npm has installed for a site, with their versions; "" if it has none.

    Those that only tests need may be there or not: nothing of them is bundled.
    """
    if not _INSTALLED.is_file():
        return ""
    packages: dict[str, Any] = json.loads(_INSTALLED.read_bytes())["packages"]
    return json.dumps({name: each for name, each in packages.items() if not each.get("dev")})


def _read(content: bytes) -> Bundles:
    kept = read_zip(content)
    rest = json.loads(kept.pop(_REST))
    return Bundles(
        files={
            name.removeprefix(_PAGE): content
            for name, content in kept.items()
            if name.startswith(_PAGE)
        },
        script=rest["script"],
        style=rest["style"],
        workers={name: kept[f"{_WORKER}{name}"] for name in WORKERS},
        packages=tuple(rest["packages"]),
    )


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
