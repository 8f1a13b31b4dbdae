"""Live parts come when a page has them, and may be taken out and put back."""

from __future__ import annotations

import fnmatch

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import run_first_cell
from tests.browser.server import Host

MUTATE = """
for (let count = 0; count < 20; count++) {
  document.body.append(document.createElement("i"));
  await new Promise((done) => setTimeout(done, 10));
}
"""


def test_a_live_part_that_cannot_be_had_is_not_asked_for_by_each_change(
    tab: Tab, host: Host
) -> None:
    host.faults["*/cell.*.js"] = lambda content: None
    tab.goto(host.url)
    tab.evaluate(MUTATE)
    # Those that come after a pause are few.
    assert len(fnmatch.filter(host.requests, "*/cell.*.js")) <= 4


def test_a_live_part_comes_when_the_network_is_back(tab: Tab, host: Host) -> None:
    if tab.engine == "firefox":
        pytest.skip("Firefox does not fetch a module again that it could not have")
    host.faults["*/cell.*.js"] = lambda content: None
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell:not(:defined)')")
    host.faults.clear()
    assert "Hello, reader" in run_first_cell(tab)


def test_a_cell_that_is_taken_out_and_put_back_still_runs(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    tab.take_out_and_put_back("live-cell")
    assert "Hello, reader" in run_first_cell(tab)
    assert tab.evaluate("return document.querySelectorAll('live-cell')[0].data.id")
    count = "return document.querySelector('live-cell').querySelectorAll('[data-action]').length"
    assert tab.evaluate(count) == 5


def test_a_lab_that_is_taken_out_and_put_back_still_follows(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}lab/")
    tab.wait("document.querySelector('live-lab [data-action=run]')")
    tab.take_out_and_put_back("live-lab")
    move = "const f = document.querySelector('[name=throws]'); f.value = 9;"
    tab.evaluate(f"{move} f.dispatchEvent(new Event('input', {{bubbles: true}}))")
    tab.wait("document.querySelector('live-lab .lab-result').textContent.includes('9 throws')")


def test_a_first_visit_stays_within_its_budget(tab: Tab, host: Host) -> None:
    host.faults["sw.js"] = lambda content: None  # what is kept for later is not part of it
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    # Page and all, as a host sends them that packs by gzip. Each file once: where a browser keeps
    # nothing, as WebKit in tests, what is checked after it has run is fetched again.
    assert sum(host.weights.values()) < 4_150_000, host.weights
