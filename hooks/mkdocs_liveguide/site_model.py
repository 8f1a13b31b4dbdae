"""What goes into a build beside the sources, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from mkdocs_liveguide.cells import run as cells
from mkdocs_liveguide.labs import lab as labs
from mkdocs_liveguide.notebooks import execute as notebooks
from mkdocs_liveguide.pages.draft import Draft
from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.pages.view import PageInfo
from mkdocs_liveguide.runtime import build_service_worker
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.sources.problems import Problem


@dataclass(frozen=True)
class Limits:
    """How long code may take on the machine that builds, in seconds."""

    cell: int = cells.SECONDS
    lab: int = labs.SECONDS
    notebook: int = notebooks.SECONDS
    """For each cell of a notebook."""


@dataclass(frozen=True)
class Options:
    """What the configuration chooses."""

    site: SiteInfo
    search: SearchOptions
    """The search's own settings, without the questions."""
    limits: Limits = field(default_factory=Limits)
    preview: bool = False
    """Whether an author is looking at edits: no service worker, notebooks as they last ran."""
    foreign: bool = False
    """Whether other tools of the site use the mark of directives too."""
    links: Literal["error", "warn", "off"] = "error"
    """What a link that leads nowhere is."""


@dataclass(frozen=True)
class Rendered:
    """A page that MkDocs has rendered."""

    info: PageInfo
    html: str
    """Its content, with marks where something is put in later."""
    draft: Draft


@dataclass(frozen=True)
class Site:
    """What a build made, for the pages and beside them."""

    contents: Mapping[str, str]
    """The finished HTML of each page's content, by `src_uri`."""
    files: Mapping[str, bytes]
    """What is published beside the pages, by its path in the site."""
    script: str
    """The path of the browser modules' entry."""
    style: str
    """The path of their styles."""
    manifest: str
    """The path of the list of everything that the browser may load."""
    structured: Mapping[str, Sequence[Markup]]
    """JSON-LD by `src_uri`, safe to stand in a script element."""
    report: Sequence[str]
    """What the build measured, a line each."""
    warnings: Sequence[Problem]
    """What is wrong, but does not stop a build."""
    service_worker: bool
    """Whether browsers keep the site for use without a network."""

    def structured_data(self, src_uri: str) -> Sequence[Markup]:
        """The JSON-LD of a page."""
        return self.structured.get(src_uri, ())

    def write_last(self, folder: Path) -> None:
        """Writes the service worker, which names every other file of the finished site."""
        if self.service_worker:
            (folder / "sw.js").write_bytes(build_service_worker(folder))
