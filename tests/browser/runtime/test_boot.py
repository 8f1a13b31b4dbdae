"""Python starts when it is wanted, in every engine."""

import fnmatch
import re

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import RUN, how_it_started, run, run_first_cell
from tests.browser.server import Host


def test_a_cell_runs_from_the_snapshot(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    assert how_it_started(tab) == {"boot": "snapshot", "reason": ""}
    assert any("snapshot" in path for path in host.requests)
    for pattern in ("*stdlib*", "*stock*", "*fallback*", "*.whl"):
        assert not fnmatch.filter(host.requests, pattern), "what only the fallback needs"


def test_python_waits_for_memory_that_comes_late(tab: Tab, host: Host) -> None:
    host.pauses["*snapshot*"] = 1.5
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    assert how_it_started(tab) == {"boot": "snapshot", "reason": ""}


def test_nothing_of_python_is_fetched_before_the_reader_acts(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    assert not [path for path in host.requests if "python/" in path or "manifest" in path]


def test_a_page_without_cells_fetches_the_entry_and_what_all_share(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}plain/")
    tab.wait("document.readyState === 'complete'")
    scripts = [path for path in host.requests if path.endswith(".js") and "sw.js" not in path]
    assert len(scripts) == 2
    assert host.sent < 20_000


def test_what_python_starts_from_is_fetched_once(tab: Tab, host: Host) -> None:
    if tab.engine == "webkit":
        pytest.skip("it keeps nothing in tests, so each interpreter fetches its script")
    tab.goto(host.url)
    run_first_cell(tab)
    tab.evaluate("document.querySelectorAll('live-cell [data-action=run]')[3].click()")
    tab.wait("!document.querySelectorAll('live-cell')[3].hasAttribute('data-running')")
    tab.wait("performance.getEntriesByName('python-ready').length === 3")
    fetched = [path for path in host.requests if "python/" in path]
    assert sorted(set(fetched)) == sorted(fetched), "however many interpreters were started"


def test_a_run_that_is_pressed_while_python_loads_is_kept(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    host.wait = 0.3
    cells = "document.querySelectorAll('live-cell')"
    for index in (0, 3):
        tab.evaluate(f"{cells}[{index}].querySelector('[data-action=run]').click()")
    assert tab.evaluate(f"return {cells}[3].hasAttribute('data-running')")
    tab.wait(
        f"!{cells}[0].hasAttribute('data-running') && !{cells}[3].hasAttribute('data-running')"
    )
    assert tab.evaluate(
        f"return [0, 3].map((index) => {cells}[index].querySelector('.cell-caption'))"
    ) == [None, None], "both show what they printed just now"


def test_who_points_at_run_finds_python_ready(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    tab.evaluate(f"document.querySelector('{RUN}').focus()")
    tab.wait("performance.getEntriesByName('python-ready').length")


def record_status(tab: Tab) -> None:
    """Keeps every line of status that the first cell shows."""
    tab.evaluate(
        "const line = document.querySelector('live-cell .cell-status'); window.said = [];"
        "new MutationObserver(() => line.textContent && said.push(line.textContent))"
        ".observe(line, { childList: true, characterData: true, subtree: true })"
    )


def test_who_waits_is_told_bytes_and_step_where_they_look(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    record_status(tab)
    host.bits = 6_000_000
    run_first_cell(tab)
    said = tab.evaluate("return said")
    assert any(re.fullmatch(r"Fetching Python: \d\.\d of \d\.\d MB", line) for line in said), said
    assert len(said) < 12, "a screen reader is not flooded"
    role = tab.evaluate("return document.querySelector('live-cell .cell-status').role")
    assert role == "status"
    assert tab.text("live-cell .cell-status") == ""


def test_nothing_is_said_when_it_is_quick(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    run_first_cell(tab)
    tab.wait("performance.getEntriesByName('python-ready').length === 2")
    record_status(tab)
    run_first_cell(tab)
    assert tab.evaluate("return said") == []


THROW_AWAY = """
import fnmatch, gc, html, importlib, textwrap, weakref

class Node:
    pass

node = Node()
node.itself = node
cycle = weakref.ref(node)
del node
old = [weakref.ref(each) for each in (html.unescape, textwrap.shorten, fnmatch.filter)]
del html.unescape, textwrap.shorten, fnmatch.filter
found = [gc.collect() > 0, cycle(), *(each() for each in old)]
for module in (html, textwrap, fnmatch):
    importlib.reload(module)
print(found, html.unescape("&lt;"), textwrap.shorten("a  b", 9), fnmatch.filter("ab", "b"))
"""


def test_memory_of_the_snapshot_is_managed_like_any_other(tab: Tab, host: Host) -> None:
    told = run(tab, host, THROW_AWAY)
    assert "[True, None, None, None, None] < a b ['b']" in told
    assert how_it_started(tab) == {"boot": "snapshot", "reason": ""}
