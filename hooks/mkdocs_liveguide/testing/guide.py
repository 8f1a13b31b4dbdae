"""The guide that is tested: its folders, and its site, built when first asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.testing.check import GuideFailure

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class Built:
    """What a strict build came to."""

    folder: Path
    """The site."""
    passed: bool
    said: str
    """All that the build printed."""


class GuideUnderTest:
    """A guide."""

    def __init__(self, root: Path, make_folder: Callable[[], Path]) -> None:
        """`root`: the folder of its ``mkdocs.yml``; `make_folder`: a new empty folder."""
        self.root = root
        self.snippets = root / "snippets"
        self.docs = root / _docs_dir(root / CONFIGURATION)
        self._make_folder = make_folder

    def has(self, name: str) -> bool:
        """Whether the guide has such a source, by its path in the docs folder."""
        return (self.docs / name).is_file()

    @cached_property
    def modules(self) -> list[str]:
        """The snippets' files, relative to their folder, without the Python of the page itself."""
        found = (path.relative_to(self.snippets) for path in sorted(self.snippets.rglob("*.py")))
        return [
            path.as_posix()
            for path in found
            if path.parts[0] != "live" and path.name != "__init__.py"
        ]

    @cached_property
    def built(self) -> Built:
        """The guide, built strictly, as its author would."""
        folder = self._make_folder() / "site"
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
            cwd=self.root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Built(folder, done.returncode == 0, done.stdout + done.stderr)

    @property
    def site(self) -> Path:
        """The folder of the built site.

        Raises:
            GuideFailure: it could not be built.
        """
        if not self.built.passed:
            raise GuideFailure(f"the guide could not be built:\n{self.built.said}")
        return self.built.folder

    @cached_property
    def pages(self) -> Mapping[str, LexborHTMLParser]:
        """Every page by its file in the site; the page for addresses that are not there is none."""
        return {
            path.relative_to(self.site).as_posix(): LexborHTMLParser(path.read_bytes())
            for path in sorted(self.site.rglob("*.html"))
            if path.name != "404.html"
        }

    @cached_property
    def manifest(self) -> Mapping[str, Mapping[str, Any]]:
        """What the browser may load: entries of the manifest by the artefact's name."""
        for page in self.pages.values():
            named = page.css_first("meta[name=live-manifest]")
            if named is not None:
                content = (self.site / (named.attributes["content"] or "")).read_bytes()
                found: Mapping[str, Mapping[str, Any]] = json.loads(content)["artefacts"]
                return found
        raise GuideFailure("no page names the manifest: is the plugin liveguide in mkdocs.yml?")

    def artefact(self, name: str) -> bytes:
        """The content of an artefact."""
        path: str = self.manifest[name]["path"]
        return (self.site / path).read_bytes()


def _docs_dir(configuration: Path) -> str:
    """What the file says of ``docs_dir``; all else in it, tags such as ``!ENV`` too, is left."""
    node = yaml.compose(configuration.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "docs_dir":
            return str(value.value)
    return "docs"
