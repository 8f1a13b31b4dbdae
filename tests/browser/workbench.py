"""A small site with cells and a lab, made by the real stages, without MkDocs."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.browser.pages import render_pages

from mkdocs_liveguide.building.artefacts import build_manifest
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cells.render import Cells
from mkdocs_liveguide.cells.snippet import Snippets
from mkdocs_liveguide.labs.lab import Labs
from mkdocs_liveguide.runtime.build import build_runtime
from mkdocs_liveguide.runtime.service_worker import build_service_worker
from mkdocs_liveguide.sources.reader import Reader

FIXTURE = Path(__file__).parents[1] / "fixtures" / "workbench"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Workbench</title>
<meta name="viewport" content="width=device-width">
<meta name="live-base" content="{base}">
<meta name="live-manifest" content="{manifest}">
<meta name="live-service-worker" content="sw.js">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{base}/{style}">
<script type="module" src="{base}/{script}"></script></head>
<body class="md-typeset">{body}</body></html>
"""

NOT_FOUND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not on the workbench</title></head>
<body>There is no such page. <a href="/">To the start</a></body></html>
"""


def build_workbench(root: Path, sources: Path) -> Path:
    """Builds the site.

    Args:
        root: the repository.
        sources: an empty folder for everything.

    Returns:
        The folder of the site, inside `sources`.
    """
    shutil.copytree(FIXTURE, sources, dirs_exist_ok=True)
    for name in ("node_modules",):
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).symlink_to(root / name)
    cache = Cache(root / "build" / "tests")
    runtime = build_runtime(sources / "snippets", cache)
    manifest = build_manifest(runtime.artefacts)
    target = sources / "site"
    files = {each.path: each.content for each in (*runtime.artefacts, manifest)} | runtime.files
    snippets = Snippets(Reader(sources), sources / "snippets")
    directives = Cells(snippets, cache).directives() | Labs(snippets, cache).directives()
    texts = {path.name: path.read_text("utf-8") for path in sorted((sources / "docs").glob("*.md"))}
    for url, body in render_pages(texts, directives).items():
        html = PAGE.format(
            base=".." if url else ".",
            manifest=manifest.path,
            style=runtime.style,
            script=runtime.script,
            body=body,
        )
        files[f"{url}index.html"] = html.encode()
    files["404.html"] = NOT_FOUND.encode()
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    (target / "sw.js").write_bytes(build_service_worker(target))
    return target
