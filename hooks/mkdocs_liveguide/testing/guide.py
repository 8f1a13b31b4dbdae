"""The guide that is tested: its folders, and its site, built when first asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from filelock import FileLock
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
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
        """Reads where its folders are.

        Args:
            root: the folder of its ``mkdocs.yml``.
            make_folder: makes the folder that the site is built in, or finds it made: all workers
                of one run of pytest have the same, and build there once.
        """
        settings = _settings(root / CONFIGURATION)
        self.root = root
        self.docs = root / settings.docs
        self.snippets = root / settings.snippets
        self.not_figures = settings.not_figures
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
        """The guide, built strictly, as its author would, by the first worker that asks."""
        folder = self._make_folder()
        outcome = folder / "built.json"
        with FileLock(folder / "built.lock"):
            if not outcome.is_file():
                passed, said = self._build(folder / "site")
                text = json.dumps({"passed": passed, "said": said})
                outcome.write_text(text, encoding="utf-8")
        return Built(folder / "site", **json.loads(outcome.read_text(encoding="utf-8")))

    def _build(self, folder: Path) -> tuple[bool, str]:
        """Whether the build passed, and what it said."""
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
        return done.returncode == 0, done.stdout + done.stderr

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
        """Every page by its file in the site.

        The page for addresses that are not there is none, nor are those that lead on.
        """
        return {
            name: page
            for name, page in self._documents().items()
            if name.rpartition("/")[2] != "404.html" and name not in self.moved
        }

    @cached_property
    def moved(self) -> Mapping[str, LexborHTMLParser]:
        """What stands at former addresses of pages and leads on, by its file in the site."""
        return {
            name: page
            for name, page in self._documents().items()
            if page.css_first("meta[http-equiv=refresh]") is not None
        }

    def _documents(self) -> Mapping[str, LexborHTMLParser]:
        """All HTML of the site, by its file in the site."""
        return {
            path.relative_to(self.site).as_posix(): LexborHTMLParser(path.read_bytes())
            for path in sorted(self.site.rglob("*.html"))
        }

    @property
    def home(self) -> str | None:
        """Where the site will be published; None where the guide does not say."""
        page = self.pages.get("index.html")
        canonical = page.css_first("link[rel=canonical]") if page is not None else None
        return canonical.attributes["href"] if canonical is not None else None

    @property
    def manifest(self) -> Mapping[str, Mapping[str, Any]]:
        """What the browser may load: entries of the manifest by the artefact's name."""
        artefacts: Mapping[str, Mapping[str, Any]] = self.manifest_file["artefacts"]
        return artefacts

    @cached_property
    def manifest_file(self) -> Mapping[str, Any]:
        """All of the manifest.

        Raises:
            GuideFailure: no page names one.
        """
        for page in self.pages.values():
            named = page.css_first("meta[name=live-manifest]")
            if named is not None:
                content = (self.site / (named.attributes["content"] or "")).read_bytes()
                found: Mapping[str, Any] = json.loads(content)
                return found
        raise GuideFailure("no page names the manifest: is the plugin liveguide in mkdocs.yml?")

    def artefact(self, name: str) -> bytes:
        """The content of an artefact."""
        path: str = self.manifest[name]["path"]
        return (self.site / path).read_bytes()


@dataclass(frozen=True)
class _Settings:
    """What ``mkdocs.yml`` says; folders are relative to its own."""

    docs: str = "docs"
    snippets: str = "snippets"
    not_figures: Sequence[str] = ()
    """Regular expressions of names that have numbers in them."""


def _settings(configuration: Path) -> _Settings:
    """Reads some settings; all else in the file, tags such as ``!ENV`` too, is left alone."""
    settings = _Settings()
    try:
        text = configuration.read_text(encoding="utf-8-sig")
        node = YAML().compose(text)
    except (YAMLError, UnicodeDecodeError):
        return settings  # the build will say what is wrong
    docs = _entry(node, "docs_dir")
    if isinstance(docs, ScalarNode):
        settings = replace(settings, docs=docs.value)
    plugins = _entry(node, "plugins")
    for each in plugins.value if isinstance(plugins, SequenceNode) else [plugins]:
        snippets = _entry(_entry(each, "liveguide"), "snippets")
        if isinstance(snippets, ScalarNode):
            settings = replace(settings, snippets=snippets.value)
        names = _entry(_entry(each, "liveguide"), "not_figures")
        if isinstance(names, SequenceNode):
            settings = replace(settings, not_figures=[name.value for name in names.value])
    return settings


def _entry(node: Node | None, name: str) -> Node | None:
    """The value of a mapping's key; None where there is none."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == name:
                found: Node = value
                return found
    return None
