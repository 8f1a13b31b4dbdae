"""How Python's starts go while other programs keep all cores busy: from the snapshot, or why not.

Each engine visits pages of the guide where a cell is run, the quiz is played and a question is
asked, in turns, half of them with an empty cache.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.benchmarks.engines import add_engines, browsers
from tests.browser.server import Host
from tests.browser.starts import busy, count_starts

ROOT = Path(__file__).parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what this benchmark can be asked."""
    parser.add_argument(
        "--under-load", type=int, default=30, metavar="N", help="visits in each engine"
    )
    add_engines(parser)


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Starts by how they went, of each engine, and of each kind of page."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", name]
        subprocess.run(command, cwd=ROOT, check=True)
        host = Host(Path(name))
        for browser in browsers(args.engine):
            with busy():
                starts = count_starts(browser, host.url, args.under_load)
            found[browser.engine] = starts.as_json()
            print(f"{browser.engine}: {found[browser.engine]}", file=sys.stderr)
        host.stop()
    return found
