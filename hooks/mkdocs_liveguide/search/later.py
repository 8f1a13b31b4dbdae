"""A search by words only, until one by meaning has been made in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from mkdocs_liveguide.building.background import Background, Job
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.encoder_table import DIM, SiteEncoderTable
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import Problem

BACKGROUND = "search"
"""What it is called among the kinds of work in the background."""


def no_words_known() -> SiteEncoderTable:
    """A table that gives no text a direction: the one token that it has stands in none."""
    return SiteEncoderTable(["[PAD]"], np.ones((1, DIM), dtype=np.float32))


def make_later(
    background: Background,
    key: str,
    pages: Sequence[SearchPage],
    cache: Cache,
    options: SearchOptions,
) -> None:
    """Has the search of these pages made in the background, as a full build makes it.

    What is being made of pages that have been edited since goes on: most texts are the same.

    Raises:
        ContentError: that has been tried, and the sources are wrong.
    """
    found = f'"{options.teacher}", which embedded the texts until its process was ended'
    # A place that is looked for when it is asked for cannot be sent to another process.
    place = Place(options.teacher_place.path, options.teacher_place.line)
    fix = "look whether there is too little memory; start again"
    ended = Problem(place.path, place.line, found, "a model that comes to its end", fix)
    run = partial(_make, pages, cache.root, replace(options, quick=False, teacher_place=place))
    job = Job("embedding texts for the search", run, ended)
    failed = background.take(BACKGROUND, {key: job}, end_others=False)
    if key in failed:
        raise failed[key]


def nothing_later(background: Background) -> None:
    """What waits is not needed any more."""
    background.take(BACKGROUND, {}, end_others=False)


def _make(
    pages: Sequence[SearchPage], cache: Path, options: SearchOptions, say: Callable[[str], None]
) -> None:
    from mkdocs_liveguide.search.build import build_search

    build_search(pages, Cache(cache), options, say)
