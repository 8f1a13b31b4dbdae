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

from tests.browser.drive import ENGINES, Browser, find_browser
from tests.browser.server import Host
from tests.browser.starts import busy, count_starts

ROOT = Path(__file__).parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what this benchmark can be asked."""
    parser.add_argument(
        "--under-load", type=int, default=30, metavar="N", help="visits in each engine"
    )
    parser.add_argument("--engine", choices=ENGINES, action="append", help="default: all installed")


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Starts by how they went, of each engine, and of each kind of page."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", name]
        subprocess.run(command, cwd=ROOT, check=True)
        host = Host(Path(name))
        for engine in args.engine or ENGINES:
            program = find_browser(engine)
            if program is None:
                print(f"{engine} is not installed", file=sys.stderr)
                continue
            browser = Browser(engine, program)
            try:
                with busy():
                    found[engine] = count_starts(browser, host.url, args.under_load).as_json()
            finally:
                browser.close()
            print(f"{engine}: {found[engine]}", file=sys.stderr)
        host.stop()
    return found
