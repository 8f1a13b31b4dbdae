"""Reads the sources of a guide as its build does."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from mkdocs_liveguide.guide import Guide, load_guide, unpublished
from mkdocs_liveguide.pages.addresses import normal_address
from mkdocs_liveguide.pages.page import PageFile
from mkdocs_liveguide.sources.reader import Reader


def load_sources(root: Path) -> Guide:
    """The guide in a folder with its ``mkdocs.yml``.

    Raises:
        ContentError: all that is wrong in its files.
    """
    docs = root / "docs"
    files = get_files(load_config(str(root / "mkdocs.yml")))
    data = unpublished(docs, files.src_uris)
    pages = [
        PageFile(file.src_uri, normal_address(file.url), docs / file.src_uri)
        for file in files.documentation_pages()
        if file.src_uri not in data
    ]
    guide, collector = load_guide(Reader(root), docs, root / "snippets", pages)
    collector.stop_if_any()
    return guide
