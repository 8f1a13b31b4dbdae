"""All files that Python in the page is started from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.building.progress import nobody
from mkdocs_liveguide.runtime.archives import read_modules
from mkdocs_liveguide.runtime.compiled import WHEEL, compile_snippets
from mkdocs_liveguide.runtime.parts import CORE, SCRIPT, Parts
from mkdocs_liveguide.runtime.places import LIVE, PREBUILT
from mkdocs_liveguide.runtime.prebuilt import has_prebuilt, read_prebuilt
from mkdocs_liveguide.runtime.snapshot import SNAPSHOT_VERSION, imported_modules
from mkdocs_liveguide.runtime.toolchain import make_parts


@dataclass(frozen=True)
class RuntimeBuild:
    """What the build publishes so that a page can run Python."""

    artefacts: tuple[Artefact, ...]
    """Files that the manifest names."""
    files: Mapping[str, bytes]
    """Scripts and styles by path relative to the site's root: published under these very names."""
    script: str
    """The module that every page loads, a key of `files`."""
    style: str
    """The stylesheet that every page loads, a key of `files`."""


def build_runtime(
    snippets: Path,
    cache: Cache,
    prebuilt: Path = PREBUILT,
    say: Callable[[str], None] = nobody,
) -> RuntimeBuild:
    """Takes what the package brings; in a checkout, makes it, each step only when it must be.

    Args:
        snippets: the folder of the guide's snippets.
        cache: where the results of the steps are kept.
        prebuilt: the folder of prebuilt files; where it is, no tool is looked for.
        say: told how far it is; see `progress`.

    Raises:
        ToolError: a tool is missing or failed, or a prebuilt file is damaged; the text is for the
            author.
    """
    if has_prebuilt(prebuilt):
        parts = read_prebuilt(prebuilt)
    else:
        folders = (snippets, LIVE)
        read = [content for folder in folders for content in read_modules(folder).values()]
        kept = Kept.of(cache, "imported-modules")
        modules = kept.get_or_make(read, lambda: imported_modules(*folders))
        parts = make_parts(cache, modules, say)
    return publish(parts, compile_snippets(snippets))


def publish(parts: Parts, snippets: bytes) -> RuntimeBuild:
    """The parts and the guide's archive of snippets, under the names that the browser knows."""
    interpreter, compiled, bundles = parts.interpreter, parts.compiled, parts.bundles
    return RuntimeBuild(
        artefacts=(
            Artefact(f"python/{SCRIPT}", interpreter.script),
            Artefact(f"python/{CORE}", interpreter.core),
            Artefact("python/stdlib.zip", compiled.stdlib),
            Artefact(f"python/{WHEEL}", compiled.wheel),
            Artefact("python/snippets.zip", snippets),
            Artefact("python/snapshot.bin", parts.snapshot, SNAPSHOT_VERSION),
            *(Artefact(f"python/{name}", script) for name, script in bundles.workers.items()),
            *_stock(parts.stock),
        ),
        files=bundles.files,
        script=bundles.script,
        style=bundles.style,
    )


def _stock(files: Mapping[str, bytes]) -> list[Artefact]:
    """Pyodide's own files, in a folder that is named by them: they ask for each other by name."""
    named = [Artefact(f"python/stock/{name}", content) for name, content in sorted(files.items())]
    all_of_them = "".join(f"{each.name} {each.hash}\n" for each in named)
    digest = hashlib.sha256(all_of_them.encode()).hexdigest()[:8]
    return [
        replace(each, place=f"python/stock.{digest}/{name}")
        for name, each in zip(sorted(files), named, strict=True)
    ]
