"""The quality of the guide's search, measured anew; run it to record what is now the least."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search import build as search
from mkdocs_liveguide.search.build import build_search
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.search.quality import as_data
from mkdocs_liveguide.search.result import SearchArtefacts

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "tests" / "data" / "search-quality.json"


class _BuiltError(Exception):
    """The search is built: the rest of the site is not wanted."""

    def __init__(self, found: SearchArtefacts) -> None:
        self.found = found


def measure() -> tuple[dict[str, Any], SearchArtefacts]:
    """The figures as plain data, and the search that they are of, as the guide's site has it."""

    def build_and_stop(
        pages: Sequence[SearchPage],
        cache: Cache,
        options: SearchOptions,
        say: Callable[[str], None],
        *_: object,
    ) -> None:
        raise _BuiltError(build_search(pages, cache, options, say))

    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(search, "build_search", build_and_stop),
    ):
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=folder)
        # As in a preview: a notebook is shown as it last ran.
        config.plugins["liveguide"].config["preview"] = True
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except _BuiltError as error:
            found = error.found
    assert found.quality is not None
    return as_data(found.quality), found


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    figures, _ = measure()
    RECORDED.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
