"""An address that points into a long list leads there, and nothing takes the reader away again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Event

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

SLOW = 400_000
"""Bits a second, as on a phone in a train."""
LISTS = {"evidence/": ("#e05", "#e60"), "cases/": ("#case-01", "#case-58")}
TARGETS = [f"{page}{target}" for page, targets in LISTS.items() for target in targets]
PLACE = """
const target = document.querySelector(location.hash);
const under = document.querySelector(".md-header").getBoundingClientRect().bottom;
const { top } = target.getBoundingClientRect();
return { top, under, opened: target.nextElementSibling.offsetHeight > 0, height: innerHeight };
"""
STOOD = """
const seen = new PerformanceObserver(() => {});
seen.observe({ type: "layout-shift", buffered: true });
return seen.takeRecords().reduce((sum, { value }) => sum + value, 0);
"""
"""JavaScript: how far things have moved since the page was opened, in the unit of layout shift."""
LIVE = "document.querySelector('.fold-head') && !document.querySelector('article :not(:defined)')"
SETTLED = """
let seen, since;
do {
  if (seen !== scrollY) [seen, since] = [scrollY, performance.now()];
  await new Promise((done) => setTimeout(done, 20));
} while (performance.now() - since < 500);
"""
"""JavaScript: waits until nothing has moved the page for half a second. Firefox goes to the target
when it has come, and once more when the whole page has."""


@pytest.fixture
def script(tab: Tab, guide: Host) -> Iterator[Event]:
    """What lists need, which is in the script of every page, comes only once this is set."""
    let_go = Event()
    # Chromium goes to a target once the scripts have come, and WebKit's driver says nothing before.
    longest = 60 if tab.engine == "firefox" else 1.5

    def late(content: bytes) -> bytes:
        let_go.wait(longest)
        return content

    guide.faults["live/index.*.js"] = late
    yield let_go
    let_go.set()


def check(tab: Tab) -> float:
    """The target is open, and begins in the upper part of the page, below the header."""
    found = tab.evaluate(PLACE)
    assert found["opened"]
    assert found["under"] <= found["top"] < found["height"] / 4
    return float(found["top"])


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("width", [360, 1440])
def test_on_a_slow_phone_the_target_stays_where_it_was_reached(
    page: Tab, guide: Host, target: str, width: int
) -> None:
    page.resize(width, 800)
    guide.bits = SLOW
    page.throttle(6)
    page.goto(guide.url + target)
    reached = check(page)
    page.wait(LIVE)
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    page.throttle(1)
    assert check(page) == pytest.approx(reached, abs=1)
    assert page.evaluate(STOOD) < 0.001


@pytest.mark.parametrize("query", ["", "?words=nothing-has-this"])
@pytest.mark.parametrize("list_", LISTS)
def test_however_late_the_script_comes_a_reader_stays_where_they_are(
    tab: Tab, guide: Host, script: Event, list_: str, query: str
) -> None:
    tab.resize(1440, 800)
    # A page would have left the script in the cache.
    tab.goto(f"{guide.url}assets/favicon.svg")
    # Some engines would have the test wait for what scripts ask for.
    address = f"{guide.url}{list_}{query}{LISTS[list_][1]}"
    tab.evaluate(f"setTimeout(() => {{ location.href = {json.dumps(address)} }})")
    tab.wait("document.querySelector(':target') && scrollY > innerHeight")
    tab.evaluate(SETTLED)
    check(tab)
    tab.evaluate("scrollBy({ top: 120, behavior: 'instant' })")
    before = tab.evaluate(PLACE)["top"]
    script.set()
    tab.wait(LIVE)
    tab.evaluate("await new Promise((done) => setTimeout(done, 300))")
    assert tab.evaluate(PLACE)["top"] == pytest.approx(before, abs=1)
    state = "document.querySelector(`${location.hash} > .fold-head`).ariaExpanded"
    assert tab.evaluate(f"return {state}") == "true"


@pytest.mark.parametrize("target", TARGETS)
def test_without_scripts_the_target_is_reached_too(page: Tab, guide: Host, target: str) -> None:
    page.scripts(False)
    page.goto(guide.url + target)
    check(page)
    page.scripts(True)
