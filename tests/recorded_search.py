"""Lets a test see the search that a build makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from mkdocs_liveguide.search import build
from mkdocs_liveguide.search.build import build_search
from mkdocs_liveguide.search.passages import Passage, SearchPage, cut_pages
from mkdocs_liveguide.search.result import SearchArtefacts


@dataclass
class Record:
    """What a build handed to the search, and what came of it."""

    pages: Sequence[SearchPage] = ()
    search: SearchArtefacts = field(default_factory=SearchArtefacts)

    @property
    def passages(self) -> list[Passage]:
        """All passages, in order."""
        return cut_pages(self.pages)


@contextmanager
def recorded_search() -> Iterator[Record]:
    """Fills the record when a build within makes its search."""
    record = Record()

    def recorded(pages: Sequence[SearchPage], *rest: Any) -> SearchArtefacts:
        record.pages = pages
        record.search = build_search(pages, *rest)
        return record.search

    with patch.object(build, "build_search", recorded):
        yield record
