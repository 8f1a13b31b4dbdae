"""From the click to the first line that Python prints, on a page where Python has run before.

Each run has a clean interpreter: a spare one that was started meanwhile, or, where a reader is
quicker than that, one that starts after the click. Both are measured.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from drive import Tab
from scripts.benchmarks.engines import add_engines, browsers
from server import Host
from workbench import build_workbench

ROOT = Path(__file__).parents[2]

SPARE = "performance.getEntriesByName('python-ready').length > started"
CLICK = """
  const cell = document.querySelector("live-cell");
  const output = cell.querySelector(".cell-output");
  const first = output.firstElementChild;
  const start = performance.now();
  const seen = new Promise((done) => new MutationObserver(() => {
    if (output.querySelector(".cell-stdout") && output.firstElementChild !== first) done();
  }).observe(output, { childList: true, subtree: true }));
  cell.querySelector("[data-action=run]").click();
  await seen;
  const took = performance.now() - start;
  while (cell.hasAttribute("data-running")) await new Promise((done) => setTimeout(done, 1));
  window.started = performance.getEntriesByName("python-ready").length;
  return took;
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what this benchmark can be asked."""
    parser.add_argument("--rounds", type=int, default=20, help="runs of each kind")
    add_engines(parser)


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Medians in milliseconds, by engine."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        host = Host(build_workbench(ROOT, Path(name) / "site"))
        for browser in browsers(args.engine):
            with browser.tab() as tab:
                found[browser.engine] = _measure_tab(tab, host, args.rounds)
        host.stop()
    return found


def _measure_tab(tab: Tab, host: Host, rounds: int) -> dict[str, float]:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    tab.evaluate(CLICK)
    times: dict[str, list[float]] = {"with_spare": [], "at_once": []}
    for _ in range(rounds):
        for kind, found in times.items():
            if kind == "with_spare":
                tab.wait(SPARE)
            found.append(float(tab.evaluate(CLICK)))
    return {f"{kind}_ms": round(median(found), 1) for kind, found in times.items()}
