"""The engines that a benchmark measures in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from drive import ENGINES, Browser, find_browser


def add_engines(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names engines; None stands for all."""
    parser.add_argument("--engine", choices=ENGINES, action="append", help="default: all installed")


def browsers(engines: Iterable[str] | None) -> Iterator[Browser]:
    """A browser of each engine, one after the other. Stderr names those that are not installed."""
    for engine in engines or ENGINES:
        program = find_browser(engine)
        if program is None:
            print(f"{engine} is not installed", file=sys.stderr)
            continue
        browser = Browser(engine, program)
        try:
            yield browser
        finally:
            browser.close()
