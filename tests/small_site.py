"""Builds a small guide from a few files by MkDocs itself, in this process and without a model.

The search is built by the real stage over vectors of hashed words; Python for the page, which takes
most of a real build, is left out. So a test can build a whole site in a fraction of a second.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from bs4 import BeautifulSoup, Tag
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from tests.hash_teacher import HashTeacher, table, untuned
from tests.recorded_search import Record, recorded_search

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime import build as runtime
from mkdocs_liveguide.runtime.build import RuntimeBuild
from mkdocs_liveguide.search import build as search
from mkdocs_liveguide.search.passages import Passage

Files = Mapping[str, str | bytes]
"""What to write, by path relative to the folder of ``mkdocs.yml``."""

THEME = """<head><title>{{ page.title }}</title>{% block extrahead %}{% endblock %}</head>
<body>{{ page.content }}</body>
"""
"""A theme that shows a page's content and nothing else."""

CONFIG: dict[str, Any] = {
    "site_name": "Small",
    "site_url": "https://small.example/",
    "theme": {"name": None, "custom_dir": "theme"},
    "plugins": ["liveguide"],
    "markdown_extensions": [
        *("admonition", "def_list", "footnotes", "pymdownx.details", "pymdownx.superfences"),
        {"pymdownx.tabbed": {"alternate_style": True}},
    ],
}


@dataclass
class Built:
    """What came of a build."""

    site: Path
    """The folder of the finished site; there is none if the build failed."""
    search: Record
    """The search, and what it was made from."""
    log: list[str]
    """All warnings and errors that were said."""
    ended: str = ""
    """What was said when the build was given up."""

    @property
    def problems(self) -> list[str]:
        """What was told an author, a problem each."""
        lines = [line.strip() for text in self.log for line in text.split("\n")]
        return [line for line in lines if ": found " in line]

    @property
    def works(self) -> bool:
        """Whether there is a site, and nothing was said against it."""
        return not self.log and self.site.is_dir()

    @property
    def passages(self) -> list[Passage]:
        """All passages of the search."""
        return self.search.passages

    def page(self, address: str = "") -> BeautifulSoup:
        """A page, by its address."""
        file = self.site / address
        file = file / "index.html" if file.is_dir() else file
        return BeautifulSoup(file.read_text("utf-8"), "html5lib")

    def html(self, address: str = "") -> Tag:
        """The body of a page, by its address."""
        body = self.page(address).body
        assert body is not None
        return body

    def structured(self, address: str = "") -> list[dict[str, Any]]:
        """What a page says of itself to machines (JSON-LD)."""
        scripts = self.page(address).select("script[type='application/ld+json']")
        return [json.loads(script.string or "") for script in scripts]

    def text(self, address: str = "") -> str:
        """The words that a reader sees on a page, single spaces between them."""
        return " ".join(self.html(address).get_text(" ").split())


@dataclass
class SmallSite:
    """Makes small guides in a folder."""

    folder: Path

    def write(self, files: Files) -> None:
        """Writes files, folders and all."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def build(
        self, files: Files | str = "", *, config_file: str = "mkdocs.yml", **config: Any
    ) -> Built:
        """Writes files, and builds the guide strictly.

        Args:
            files: what to write first; a text is that of ``docs/index.md``, and goes there.
            config_file: where the configuration is written.
            **config: more of it, or in the place of what `CONFIG` says.
        """
        if isinstance(files, str):
            files = {"docs/index.md": files} if files else {}
        text = yaml.safe_dump({**CONFIG, **config}, allow_unicode=True)
        self.write({"theme/main.html": THEME, config_file: text, **files})
        with _without_models(), recorded_search() as record, _logged() as log:
            built = Built(self.folder.absolute() / "site", record, log)
            try:
                configuration = load_config(
                    str(self.folder / config_file), strict=True, site_dir=str(built.site)
                )
                configuration.plugins.on_startup(command="build", dirty=False)
                build(configuration)
            except Abort as error:
                built.ended = error.message
        return built


@contextmanager
def _without_models() -> Iterator[None]:
    """Puts hashed words in the place of models, and nothing in that of Python for the page."""

    def no_runtime(snippets: Path, cache: Cache, **_: object) -> RuntimeBuild:
        files = {"live.js": b"", "live.css": b""}
        return RuntimeBuild((Artefact("python/none.bin", b""),), files, "live.js", "live.css")

    with (
        patch.object(runtime, "build_runtime", no_runtime),
        patch.object(search, "find_teacher", lambda *_: HashTeacher()),
        patch.object(search, "load_encoder_table", lambda name, model_id: table()),
        patch.object(search, "tune", untuned),
    ):
        yield


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Gathers what MkDocs warns of."""
    logger = logging.getLogger("mkdocs")
    handler = _Lines()
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)
