"""What tests wait for is waited for, whatever the page does meanwhile."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest
from tests.browser.conftest import Browsers
from tests.browser.drive import Browser, BrowserCrash, BrowserError, Tab
from tests.browser.first_cell import OUTPUT, run_first_cell
from tests.browser.server import Host, serving
from tests.browser.standing import StandingPage, run_here

LOOKED_AT = "sessionStorage.looked = 1 + Number(sessionStorage.looked ?? 0)"
AWAY = f"({LOOKED_AT}) > 3 || await new Promise(() => location.reload())"
"""Leaves the page each time that it is looked at, and never answers there."""


def test_a_page_that_gives_way_while_it_is_looked_at_is_no_failure(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}plain/")
    tab.wait(AWAY)
    assert tab.evaluate("return sessionStorage.looked") == "4"


def test_a_page_that_leaves_by_itself_is_waited_for(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}plain/")
    host.wait = 0.3
    tab.evaluate(f"setTimeout(() => location.assign('{host.url}lab/'), 50)")
    tab.wait("location.pathname === '/lab/' && document.querySelector('live-lab')")


def test_an_expression_that_fails_is_told(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}plain/")
    with pytest.raises(BrowserError, match="nothingOfThisName"):
        tab.wait("nothingOfThisName")


def test_what_is_never_true_is_told(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}plain/")
    with pytest.raises(AssertionError, match="never true: 1 > 2"):
        tab.wait("1 > 2", 0.2)


def test_a_standing_page_is_for_each_test_as_it_was_at_first(standing: StandingPage) -> None:
    tab = standing.begin()
    built = tab.text(OUTPUT)
    assert run_here(tab, "print('typed')") == "typed\n"
    assert standing.begin() is tab
    assert tab.text(OUTPUT) == built
    assert tab.evaluate("return localStorage.length") == 0
    assert "Hello, reader" in run_first_cell(tab)


def test_a_standing_page_that_was_closed_is_opened_anew(standing: StandingPage) -> None:
    standing.begin().evaluate("window.spoilt = true")
    standing.close()
    assert standing.begin().evaluate("return window.spoilt") is None


def test_a_tab_that_was_lent_before_has_nothing_of_that_site(
    browser: Browser, workbench: Path
) -> None:
    for _ in range(2):
        with serving(workbench) as host, browser.tab(lean=True, again=True) as lent:
            lent.goto(f"{host.url}plain/")
            assert lent.evaluate("return localStorage.length + sessionStorage.length") == 0
            lent.evaluate("localStorage.mine = sessionStorage.mine = 'kept'")
            assert not [line for line in lent.logs() if "http" in line and host.url not in line]


def test_a_tab_that_was_changed_is_lent_to_nobody(browser: Browser, host: Host) -> None:
    widths = []
    for _ in range(2):
        with browser.tab(lean=True, again=True) as lent:
            lent.goto(f"{host.url}plain/")
            widths.append(lent.evaluate("return innerWidth"))
            lent.resize(500, 500)
    assert widths[0] == widths[1] != 500


def test_a_tab_that_a_failed_test_had_is_lent_to_nobody(browser: Browser, host: Host) -> None:
    for _ in range(2):
        with browser.tab(lean=True, again=True) as lent:
            lent.goto(f"{host.url}plain/")
            assert lent.evaluate("return localStorage.length") == 0
            lent.evaluate("localStorage.mine = 'kept'")
            lent.spoilt = True


def test_a_page_whose_process_is_gone_is_told_from_one_that_fails(
    browsers: Browsers, host: Host
) -> None:
    with browsers.find("webkit").tab() as tab:
        tab.goto(f"{host.url}plain/")
        for process in psutil.Process().children(recursive=True):
            if process.name() == "WebKitWebProcess":
                process.kill()
        with pytest.raises(BrowserCrash):
            tab.goto(host.url)
        with pytest.raises(BrowserCrash):
            tab.wait("false")
