"""The pages of all notebooks, from their text to their outputs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.building.cache import Cache, write_atomically
from mkdocs_liveguide.notebooks.execute import Surroundings
from mkdocs_liveguide.notebooks.notebook import Notebook, Outputs
from mkdocs_liveguide.notebooks.outputs import render_outputs
from mkdocs_liveguide.notebooks.page import NotebookPage, notebook_page
from mkdocs_liveguide.notebooks.runs import run_notebooks
from mkdocs_liveguide.pages.draft import MARK, fill
from mkdocs_liveguide.sources.problems import Collector

_NOT_RUN = (
    '<div class="admonition note" data-search-exclude>'
    '<p class="admonition-title">This notebook has not been run yet</p>'
    "<p>It runs in the background. When it has, this page is made again with its outputs.</p></div>"
)


class NotebookPages:
    """Makes pages of notebooks at once, and puts their outputs in when everything else is right."""

    def __init__(
        self, notebooks: Mapping[str, Notebook], around: Surroundings, cache: Cache
    ) -> None:
        """`notebooks` by `src_uri`; `cache` keeps their runs."""
        self.notebooks = notebooks
        self.around = around
        self.cache = cache
        self._copies: Path | None = None
        self._pages = {
            src_uri: notebook_page(notebook, lambda number: MARK.format(_key(number)))
            for src_uri, notebook in notebooks.items()
        }

    def page(self, src_uri: str) -> NotebookPage:
        """The page of a notebook, with marks where its outputs will be put."""
        return self._pages[src_uri]

    def lay(self, src_uri: str, outputs: Outputs = ()) -> Path:
        """Lays down the copy of a notebook that is its page's file, and that readers download.

        It lasts as long as this object: another build of the guide has copies of its own.
        """
        if self._copies is None:
            self._copies = Path(mkdtemp())
            finalize(self, shutil.rmtree, self._copies, ignore_errors=True)
        copy = self._copies / src_uri
        write_atomically(copy, self.notebooks[src_uri].as_file(outputs))
        return copy

    def put_outputs_in(
        self,
        contents: Mapping[str, str],
        root: Callable[[str], str],
        *,
        fresh: bool = True,
        background: Background | None = None,
        say: Callable[[str], None] = lambda line: None,
    ) -> tuple[dict[str, str], dict[str, bytes]]:
        """Runs the notebooks where that is needed, and puts their outputs in the place of marks.

        Args:
            contents: the HTML of all pages, by `src_uri`; notebooks that are no pages do not run.
            root: says the way from a page (`src_uri`) to the root of the site, such as ``../../``.
            fresh: see `run_notebooks`.
            background: see `run_notebooks`; the pages of what runs there say so.
            say: told what is being run.

        Returns:
            The HTML of all pages, and the pictures in them by their paths in the site.

        Raises:
            ContentError: notebooks fail, or show what cannot be shown.
        """
        shown = [notebook for src_uri, notebook in self.notebooks.items() if src_uri in contents]
        runs = run_notebooks(
            shown, self.around, self.cache, fresh=fresh, background=background, say=say
        )
        filled, pictures = dict(contents), dict[str, bytes]()
        collector = Collector()
        for src_uri in {notebook.src_uri for notebook in shown} - runs.keys():
            empty = dict.fromkeys(map(_key, self._pages[src_uri].places), "")
            note = {next(iter(empty)): _NOT_RUN} if empty else {}
            filled[src_uri] = fill(contents[src_uri], empty | note)
        for src_uri, outputs in runs.items():
            self.lay(src_uri, outputs)
            with collector.catch():
                rendered = render_outputs(self.notebooks[src_uri], outputs, root(src_uri))
                places = self._pages[src_uri].places
                parts = {_key(number): rendered.parts[number] for number in places}
                filled[src_uri] = fill(contents[src_uri], parts)
                pictures.update(rendered.files)
        collector.stop_if_any()
        return filled, pictures


def _key(number: int) -> str:
    return f"output-{number}"
