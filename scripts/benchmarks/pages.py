"""How free a page leaves the browser's main thread while it becomes live, and how far things move.

As Lighthouse looks at a phone: a narrow screen, and a processor slowed down four times, in
Chromium. A page of plain Material, of the same words with the same theme, is visited in the same
rounds: what a page blocks beyond that is ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from drive import Browser
from scripts.benchmarks.engines import browsers
from server import Host

ROOT = Path(__file__).parents[2]
PLAIN = "plain"
TOPIC = "decide/first-question/"
PAGES = {
    "home": ("", "true"),
    "topic": (TOPIC, "true"),
    "quiz": ("quiz/", "true"),
    "cases": ("cases/", "true"),
    "ask": ("ask/", "true"),
    "faq": ("faq/", "true"),
    "lab": ("labs/behaviour/", "true"),
    "notebook": ("notebooks/retrieval-quality/", "true"),
    "evidence": ("evidence/", "true"),
}
"""The address of each kind of page, and when all that starts by itself has started."""
SCREEN = (412, 823)
SLOWER = 4
QUIET = 3.0
"""Seconds that a page is watched for after it is there."""

# Lighthouse's total blocking time: from the first paint on, what long tasks have beyond 50 ms.
SEEN = """
const entries = (type) => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type, buffered: true });
  return observer.takeRecords();
};
const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
const tasks = entries("longtask").map(({ startTime, duration }) =>
  startTime + duration - Math.max(startTime, painted));
const ours = entries("long-animation-frame").flatMap(({ scripts }) => scripts)
  .filter(({ sourceURL }) => sourceURL.includes("/live/"));
const shifts = entries("layout-shift").filter(({ hadRecentInput }) => !hadRecentInput);
return {
  first_paint_ms: painted,
  blocked_ms: tasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0),
  longest_task_ms: Math.max(0, ...tasks),
  longest_script_ms: Math.max(0, ...ours.map(({ duration }) => duration)),
  shift: shifts.reduce((sum, { value }) => sum + value, 0),
};
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what this benchmark can be asked."""
    parser.add_argument("--rounds", type=int, default=5, help="at least 5 for figures to quote")
    parser.add_argument("--page", choices=PAGES, action="append", help="default: all kinds")


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Medians by kind of page.

    Returns:
        For each: ``first_paint_ms``, ``blocked_ms`` (total blocking time), ``longest_task_ms``,
        ``longest_script_ms`` (of our scripts), ``shift`` (cumulative layout shift), and
        ``beyond_plain_ms``: what it blocks more than the page of plain Material in its round.
    """
    kinds = args.page or list(PAGES)
    rounds: dict[str, list[dict[str, float]]] = {kind: [] for kind in (PLAIN, *kinds)}
    with tempfile.TemporaryDirectory() as name:
        guide, plain = Host(_build_guide(Path(name))), Host(_build_plain(Path(name)))
        plain.headers = {}  # the theme's own pages do not run under the guide's policy
        for browser in browsers(["chromium"]):
            for number in range(args.rounds):
                base = _visit(browser, plain.url + TOPIC, "true")
                rounds[PLAIN].append(base)
                for kind in kinds[:: 1 if number % 2 else -1]:
                    url, ready = PAGES[kind]
                    seen = _visit(browser, guide.url + url, ready)
                    rounds[kind].append(
                        seen | {"beyond_plain_ms": seen["blocked_ms"] - base["blocked_ms"]}
                    )
        guide.stop()
        plain.stop()
    return {
        kind: {
            figure: round(median(seen[figure] for seen in found), 4 if figure == "shift" else 0)
            for figure in found[0]
        }
        for kind, found in rounds.items()
        if found
    }


def _visit(browser: Browser, url: str, ready: str) -> dict[str, float]:
    with browser.tab() as tab:
        tab.resize(*SCREEN)
        tab.throttle(SLOWER)
        tab.goto(url)
        tab.wait(ready)
        time.sleep(QUIET)
        seen: dict[str, float] = tab.evaluate(SEEN)
        return seen


def _build_guide(folder: Path) -> Path:
    return _build(ROOT / "mkdocs.yml", folder / "guide")


def _build_plain(folder: Path) -> Path:
    """The same pages without the plugin: its directives are text there."""
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "docs"),
        "plugins": ["search", {"mkdocs-jupyter": {"execute": False}}],
        "watch": [],
    }
    config = folder / "plain.yml"
    config.write_text(json.dumps(settings))
    return _build(config, folder / "plain")


def _build(config: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(target)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        sys.exit(built.stderr)
    return target
