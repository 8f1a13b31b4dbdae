"""The search of a guide on this machine, for tools that ask it."""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import dataclass
from pathlib import Path

from live.search.index import Index
from mkdocs_liveguide.sources.problems import ContentError

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class GuideSearch:
    """A search as the guide's readers have it."""

    index: Index
    src_uris: dict[str, str]
    """The `src_uri` of each page by its address relative to the site's root."""


def add_guide(parser: argparse.ArgumentParser) -> None:
    """Adds ``--guide``."""
    parser.add_argument(
        "--guide",
        type=Path,
        default=Path(CONFIGURATION),
        help="the guide's mkdocs.yml, or its folder (default: the one here)",
    )


def open_search(guide: Path) -> GuideSearch | None:
    """Builds the search of a guide, or takes the one that is kept; None, once told, if it cannot.

    Args:
        guide: its ``mkdocs.yml``, or the folder of that.
    """
    file = (guide / CONFIGURATION if guide.is_dir() else guide).resolve()
    if not file.is_file():
        print(f"There is no {guide}: name a guide with --guide.", file=sys.stderr)
        return None
    from mkdocs_liveguide.plugin import search_guide

    logger = logging.getLogger("mkdocs")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        found, src_uris = search_guide(file)
    except ContentError as error:
        print(error, file=sys.stderr)
        return None
    finally:
        logger.setLevel(before)
    if found.index is None:
        print("The guide has no text to search.", file=sys.stderr)
        return None
    return GuideSearch(found.index, src_uris)
