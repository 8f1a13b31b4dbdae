"""The same site on hosts of many kinds, with and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import run_first_cell
from tests.browser.habits import PLAIN, Habits
from tests.browser.offline import (
    CONTROLLED,
    LAB,
    another_build,
    cached,
    open_listening,
    publish_worker,
    said,
    use_python_and_wait,
)
from tests.browser.server import Host


@dataclass(frozen=True)
class Kind:
    """A kind of host, and how fast it is."""

    habits: Habits = PLAIN
    below: str = ""
    bits: int = 0


KINDS = {
    "plain": Kind(),
    "clean": Kind(Habits(clean=True)),
    "no slash": Kind(Habits(slashless=True)),
    "one page for all": Kind(Habits(fallback=True)),
    "sub-path, clean, in parts": Kind(Habits(clean=True, ranges=True), below="guides/über tea/"),
    "slow": Kind(bits=40_000_000),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_site_works_on_such_a_host_with_a_network_and_without(
    tab: Tab, workbench: Path, name: str
) -> None:
    kind = KINDS[name]
    host = Host(workbench, kind.habits, kind.below)
    host.bits = kind.bits
    try:
        use_python_and_wait(tab, host)
        assert said(tab) == []
        for address in ("", "lab/", "plain/"):
            tab.goto(host.url + address)
            assert tab.evaluate("return document.title") == "Workbench"
        host.stop()
        tab.goto(f"{host.url}?from=elsewhere#part")
        assert "Hello, reader" in run_first_cell(tab)
        for address in ("lab/", "lab", "lab/index.html", "lab/index", "lab?q=1#part"):
            tab.goto(host.url + address)
            tab.wait(LAB)
        tab.goto(f"{host.url}lab?q=1#part")
        where = "location.pathname.endsWith('/lab/') && location.search + location.hash"
        assert tab.evaluate(f"return {where}") == "?q=1#part", "relative links lead on from there"
        for unknown in ("nowhere/", "nowhere", "a/b/c.html", "%E0", "404.html", "404"):
            tab.goto(host.url + unknown)
            assert tab.evaluate("return document.title") == "Not on the workbench", unknown
    finally:
        host.stop()


def test_a_host_that_changes_pages_loses_offline_use_for_those_only(
    tab: Tab, workbench: Path
) -> None:
    host = Host(workbench, Habits(rewriting=True))
    try:
        use_python_and_wait(tab, host)
        tab.wait("said.length")
        [text] = said(tab)
        pages = len(list(workbench.rglob("*.html")))
        assert f"{pages} of its files, such as 404.html" in text
        host.stop()
        assert "two 42" in press_second(tab), "the open page goes on, from what is kept"
        tab.goto(f"{host.url}plain/")
        assert "cannot be reached" in tab.text("h1")
        assert "try again" in tab.text("a")
        host.start()
        open_listening(tab, f"{host.url}")
        assert "Hello, reader" in run_first_cell(tab)
        tab.evaluate("await new Promise((done) => setTimeout(done, 500))")
        assert said(tab) == [], "it is said once"
    finally:
        host.stop()


UPDATED = """
(({ installing, waiting }) => installing === null && waiting === null)(
  await navigator.serviceWorker.ready)
"""
"""JavaScript: the newest service worker is at work."""


def press_second(tab: Tab) -> str:
    """Runs the cell that builds on another; returns its output."""
    tab.click("live-cell:nth-of-type(3) [data-action=run]")
    tab.wait("!document.querySelector('live-cell[data-running]')")
    return tab.text("live-cell:nth-of-type(3) .cell-output")


@pytest.fixture
def three(workbench: Path, tmp_path: Path) -> Iterator[Host]:
    """A guide at the root of a host, and two others below it, all of different builds."""
    with ExitStack() as stack:
        host = Host(another_build(workbench, tmp_path / "root", "root"))
        stack.callback(host.stop)
        for name in ("guide-a", "guide-b"):
            host.mounts[f"{name}/"] = another_build(workbench, tmp_path / name, name)
        yield host


def test_guides_on_one_origin_leave_each_other_alone(tab: Tab, three: Host) -> None:
    root = three.url
    urls = {"root": root, "guide-a": f"{root}guide-a/", "guide-b": f"{root}guide-b/"}
    for url in urls.values():
        open_listening(tab, url)
        assert "Hello, reader" in run_first_cell(tab)
        tab.wait(f"{CONTROLLED} && navigator.serviceWorker.controller.scriptURL === '{url}sw.js'")
    before = cached(tab)
    assert len(before) == 3
    changed = three.mounts["guide-a/"]
    (changed / "new").mkdir()
    (changed / "new" / "index.html").write_text("<!doctype html><title>New</title>")
    publish_worker(changed)
    tab.goto(urls["guide-a"])
    tab.evaluate("await (await navigator.serviceWorker.ready).update()")
    tab.wait("(await caches.match('/guide-a/new/')) !== undefined")
    tab.wait(UPDATED)
    assert set(before) < set(cached(tab)), "an update of one is nothing to the others"
    three.stop()
    tab.goto(f"{urls['guide-a']}new/")
    assert tab.evaluate("return document.title") == "New"
    for title, url in urls.items():
        tab.goto(url)
        assert "Hello, reader" in run_first_cell(tab)
        tab.goto(f"{url}plain/")
        assert tab.evaluate("return document.title") == title
