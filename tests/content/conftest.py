"""The guide's own sources, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_liveguide.cases.cases import load_cases
from mkdocs_liveguide.evidence.evidence import load_evidence
from mkdocs_liveguide.faq.faq import load_faq
from mkdocs_liveguide.sources.guide import Guide, load_pages

from mkdocs_liveguide.building.cache import Cache


@pytest.fixture(scope="session")
def guide(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """All that authors write, without the quiz and what is built from the sources."""
    docs = root / "docs"
    sources = [path.relative_to(docs) for path in sorted(docs.rglob("*.md"))]
    pages = [
        source.as_posix()
        for source in sources
        if not any(part.startswith(".") for part in source.parts)
        and (source.parent.name != "faq" or source.name == "index.md")
    ]
    return Guide(
        root=root,
        docs=docs,
        cache=Cache(tmp_path_factory.mktemp("cache")),
        pages=load_pages(root, docs, pages),
        evidence=load_evidence(root, docs),
        faq=load_faq(root, docs),
        cases=load_cases(root, docs),
    )
