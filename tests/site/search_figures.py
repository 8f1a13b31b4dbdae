"""The quality of the guide's search, measured anew; run it to record what is now the least."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.recorded_search import recorded_search

from mkdocs_liveguide.search.build import SearchArtefacts
from mkdocs_liveguide.search.quality import as_data

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "tests" / "data" / "search-quality.json"


def measure() -> tuple[dict[str, Any], SearchArtefacts]:
    """The figures as plain data, and the search that they are of."""
    with TemporaryDirectory() as folder, recorded_search() as record:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=folder))
    assert record.search.quality is not None
    return as_data(record.search.quality), record.search


if __name__ == "__main__":
    figures, _ = measure()
    RECORDED.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
