"""From the click to the first line that Python prints: stock Pyodide on a bare page, and ours.

Both in one run, in turns, on one host: each round gives a ratio, and their median is quoted. So it
holds though the times depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from drive import Browser, Tab
from scripts.benchmarks.engines import add_engines, browsers
from server import Host
from workbench import build_workbench

ROOT = Path(__file__).parents[2]

STOCK = """<!doctype html><meta charset="utf-8"><title>Stock</title><link rel="icon" href="data:,">
<button>Run</button><pre></pre>
<script type="module">
  document.querySelector("button").addEventListener("click", async () => {
    const { loadPyodide } = await import("./pyodide.mjs");
    const pyodide = await loadPyodide();
    pyodide.setStdout({ batched: (line) => document.querySelector("pre").append(line) });
    pyodide.runPython("print('Hello, reader')");
  });
  document.title = "ready";
</script>
"""
CLICK_STOCK = """
  const start = performance.now();
  const output = document.querySelector("pre");
  const seen = new Promise((done) =>
    new MutationObserver(() => done()).observe(output, { childList: true, subtree: true }));
  document.querySelector("button").click();
  await seen;
  return performance.now() - start;
"""
CLICK_OURS = """
  const start = performance.now();
  window.clicked = performance.timeOrigin + start;
  const output = document.querySelector("live-cell .cell-output");
  const seen = new Promise((done) => new MutationObserver(() => {
    if (output.querySelector(".cell-stdout") && !output.querySelector(".cell-caption")) done();
  }).observe(output, { childList: true, subtree: true }));
  document.querySelector("live-cell [data-action=run]").click();
  await seen;
  return performance.now() - start;
"""
STEPS = """
  const { steps } = performance.getEntriesByName("python-ready").at(-1).detail;
  return Object.fromEntries(Object.entries(steps).map(([name, time]) => [name, time - clicked]));
"""
STALL = """
  const cell = document.querySelector("live-cell");
  let last = performance.now(), worst = 0;
  const tick = () => {
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
  };
  const timer = setInterval(tick, 4);
  cell.querySelector("[data-action=run]").click();
  await new Promise((done) => setTimeout(done, 500));
  while (cell.hasAttribute("data-running")) await new Promise((done) => setTimeout(done, 50));
  clearInterval(timer);
  return worst;
"""
BUSY = "import time\nend = time.monotonic() + 6\nwhile time.monotonic() < end: pass\nprint(1)"
READY = {
    "stock": "document.title === 'ready'",
    "ours": "document.querySelector('live-cell [data-action=run]')",
}
SETTLE = 0.5
"""Seconds between a page's arrival and the click: the page before it has ended by then."""
CLICK = {"stock": CLICK_STOCK, "ours": CLICK_OURS}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what this benchmark can be asked."""
    parser.add_argument("--rounds", type=int, default=5, help="at least 5 for figures to quote")
    add_engines(parser)


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Medians in milliseconds, ratios stock/ours, and bytes over the wire."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hosts = {
            "stock": Host(_stock_page(folder / "stock")),
            "ours": Host(build_workbench(ROOT, folder / "ours")),
        }
        hosts["stock"].headers = {}  # the bare page has its script in it
        stall = 0.0
        for browser in browsers(args.engine):
            found[browser.engine] = _measure_engine(browser, hosts, args.rounds)
            stall = max(stall, _stall(browser, hosts["ours"]))
            print(f"{browser.engine}: {found[browser.engine]}", file=sys.stderr)
        found["bytes"] = _bytes(args.engine, hosts)
        found["stall_ms"] = round(stall)
        for host in hosts.values():
            host.stop()
    return found


def _stock_page(folder: Path) -> Path:
    folder.mkdir()
    for name in (
        "pyodide.mjs",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    ):
        (folder / name).symlink_to(ROOT / "node_modules" / "pyodide" / name)
    (folder / "index.html").write_text(STOCK)
    return folder


def _visit(tab: Tab, host: Host, kind: str) -> float:
    tab.goto(host.url)
    tab.wait(READY[kind])
    time.sleep(SETTLE)
    return float(tab.evaluate(CLICK[kind]))


def _measure_engine(browser: Browser, hosts: dict[str, Host], rounds: int) -> dict[str, Any]:
    times: dict[str, dict[str, list[float]]] = {
        name: {} for name in ("warm", "cold", "cold_20mbit")
    }
    steps: dict[str, list[float]] = {}
    for number in range(rounds):
        # Each kind is the first in every other round.
        for kind, host in list(hosts.items())[:: 1 if number % 2 else -1]:
            with browser.tab() as tab:
                times["cold"].setdefault(kind, []).append(_visit(tab, host, kind))
                times["warm"].setdefault(kind, []).append(_visit(tab, host, kind))
                if kind == "ours":
                    for step, reached in tab.evaluate(STEPS).items():
                        steps.setdefault(step, []).append(reached)
            host.bits, host.wait = 20_000_000, 0.04
            with browser.tab() as tab:
                times["cold_20mbit"].setdefault(kind, []).append(_visit(tab, host, kind))
            host.bits, host.wait = 0, 0.0
    reached = {step: round(median(found)) for step, found in steps.items()}
    print(f"{browser.engine}, ours warm, ms until each step: {reached}", file=sys.stderr)
    return {
        condition: {
            "stock_ms": round(median(found["stock"])),
            "ours_ms": round(median(found["ours"])),
            "ratio": round(
                median(
                    stock / ours for stock, ours in zip(found["stock"], found["ours"], strict=True)
                ),
                2,
            ),
        }
        for condition, found in times.items()
    }


def _stall(browser: Browser, host: Host) -> float:
    with browser.tab() as tab:
        tab.goto(host.url)
        key = json.dumps("live-draft:/:bench/hello.py#greet")
        tab.evaluate(f"localStorage.setItem({key}, {json.dumps(BUSY)})")
        _visit(tab, host, "ours")
        return float(tab.evaluate(STALL))


def _bytes(engines: list[str] | None, hosts: dict[str, Host]) -> dict[str, int]:
    """Bodies as sent with gzip, page and all, from an empty cache to the first output."""
    sent = {}
    for browser in islice(browsers(engines), 1):
        for kind, host in hosts.items():
            before = host.sent
            with browser.tab() as tab:
                _visit(tab, host, kind)
                sent[kind] = host.sent - before
    return sent
