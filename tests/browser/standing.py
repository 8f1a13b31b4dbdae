"""A page of the workbench that stays open for many tests: only the first of them waits for Python.

Each test finds the page as it was when it was opened: its live parts are new, as under instant
navigation, and nothing is kept. Python has been fetched, and an interpreter that nothing has run in
stands ready. So this is for tests of what code does and shows; a test of how Python starts, or one
that changes the page's own functions, opens a page of its own.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

from tests.browser.drive import Browser, Tab
from tests.browser.first_cell import ID, run_first_cell
from tests.browser.server import Host, serving

READY = "document.querySelectorAll('live-cell [data-action=run]').length === 4"

_KEEP = "window.atFirst = [...document.body.children].map((each) => each.cloneNode(true))"
_AFRESH = """
document.body.replaceChildren();
localStorage.clear();
for (const [key, code] of Object.entries(%s)) localStorage.setItem(`live-draft:/:${key}`, code);
document.body.replaceChildren(...atFirst.map((each) => each.cloneNode(true)));
"""


class StandingPage:
    """The page, opened when a test first asks for it, and again where one failed."""

    def __init__(self, browser: Browser, site: Path, forgives: str = "") -> None:
        self._browser = browser
        self._site = site
        self._forgives = forgives
        self._open = ExitStack()
        self._tab: Tab | None = None
        self._host: Host | None = None

    def begin(self) -> Tab:
        """The page, as it was when it was opened."""
        if self._tab is None:
            host = self._open.enter_context(serving(self._site))
            host.forgives = self._forgives
            tab = self._open.enter_context(self._browser.tab(lean=True))
            tab.goto(host.url)
            tab.evaluate(_KEEP)
            self._tab, self._host = tab, host
        else:
            self._tab.to_front()
        put(self._tab, {})
        return self._tab

    def check(self) -> None:
        """Nothing has been refused by the content security policy since the last call.

        Raises:
            AssertionError: something was that is not forgiven.
        """
        if self._tab and self._host:
            told = [each for each in self._tab.refused() if not self._is_forgiven(each)]
            told += self._host.refused
            self._host.refused = []
            assert not told, told

    def _is_forgiven(self, told: str) -> bool:
        return bool(self._forgives) and self._forgives in told

    def close(self) -> None:
        """Closes it; the next test has it opened anew."""
        try:
            self.check()
        finally:
            self._tab = self._host = None
            self._open.close()


def put(tab: Tab, codes: dict[str, str]) -> None:
    """Makes all parts of a standing page anew, with code that a reader typed, by the cells' ids."""
    tab.evaluate(_AFRESH % json.dumps(codes))
    tab.wait(READY)


def run_here(tab: Tab, code: str) -> str:
    """Runs such code in the first cell of a standing page; returns what is shown."""
    put(tab, {ID: code})
    return run_first_cell(tab)
