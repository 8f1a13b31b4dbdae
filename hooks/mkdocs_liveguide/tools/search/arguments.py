"""Arguments that the search's tools share."""

from __future__ import annotations

import argparse
from pathlib import Path

from mkdocs_liveguide.search.options import SearchOptions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds ``--teacher`` and ``--cache``."""
    parser.add_argument(
        "--teacher",
        default=SearchOptions.teacher,
        help="a model's name or folder (default: %(default)s)",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path("build"),
        help="folder where vectors are kept (default: %(default)s in the current one)",
    )
