"""The first cell of a page: run by a press, and what came of it."""

from __future__ import annotations

import json

from tests.browser.drive import Tab
from tests.browser.server import Host

RUN = "live-cell [data-action=run]"
OUTPUT = "live-cell .cell-output"
STATUS = "live-cell .cell-status"
EMPTY = "404.html"
"""A page of the workbench that has no scripts: what is kept for others can be written there."""
ID = "bench/hello.py#greet"
"""The code of the workbench's first cell."""


def run_first_cell(tab: Tab) -> str:
    """Presses Run and waits; returns what is shown."""
    tab.click(RUN)
    tab.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    return tab.text(OUTPUT)


def how_it_started(tab: Tab) -> dict[str, str]:
    """Whether Python came from the snapshot, and if not, why."""
    found: dict[str, str] = tab.evaluate(
        "const { boot, reason } = performance.getEntriesByName('python-ready').at(-1).detail;"
        "return { boot, reason }"
    )
    return found


def open_with(tab: Tab, host: Host, code: str) -> None:
    """Opens the page with code that a reader typed before."""
    tab.goto(host.url + EMPTY)
    key = json.dumps(f"live-draft:/:{ID}")
    tab.evaluate(f"localStorage.setItem({key}, {json.dumps(code)})")
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")


def run(tab: Tab, host: Host, code: str) -> str:
    """Opens the page with such code and runs it."""
    open_with(tab, host, code)
    return run_first_cell(tab)
