"""Browsers, and a small site with nothing but what Python in the page needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.drive import ENGINES, Browser, Tab, find_browser
from tests.browser.server import Host, serving
from tests.browser.standing import StandingPage
from tests.browser.workbench import build_workbench
from tests.shared import Shared


@pytest.fixture(scope="session")
def workbench(root: Path, shared: Shared) -> Path:
    """The folder of a site with cells and a lab."""
    return shared.folder("workbench", lambda folder: build_workbench(root, folder)) / "site"


@pytest.fixture
def host(workbench: Path) -> Iterator[Host]:
    """The workbench, served; faults are for one test."""
    with serving(workbench) as served:
        yield served


class Browsers:
    """The engines, each started when it is first asked for, and kept until the end."""

    def __init__(self) -> None:
        self._started: dict[str, Browser] = {}

    def find(self, engine: str) -> Browser:
        """An engine; where it is not installed, the test is skipped."""
        program = find_browser(engine)
        if program is None:
            pytest.skip(f"{engine} is not installed")
        if engine not in self._started:
            self._started[engine] = Browser(engine, program)
        return self._started[engine]

    def close(self) -> None:
        """Ends all of them."""
        for browser in self._started.values():
            browser.close()


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    """All engines; tests of one may come between those of another without a new start."""
    started = Browsers()
    yield started
    started.close()


@pytest.fixture(scope="session", params=ENGINES)
def browser(request: pytest.FixtureRequest, browsers: Browsers) -> Browser:
    """Each engine that is installed."""
    return browsers.find(request.param)


@pytest.fixture
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab with nothing kept of the site that the test opens in it."""
    lean = not request.node.get_closest_marker("every_compiler")
    yield from lend_tab(browser, lean, request)


def lend_tab(browser: Browser, lean: bool, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab for one test; where that fails, nobody has it afterwards."""
    with browser.tab(lean, again=True) as opened:
        yield opened
        opened.spoilt |= request.node.stash.get(FAILED, False)


@pytest.fixture(scope="session")
def chromium(browsers: Browsers) -> Browser:
    """Chromium, for what one engine shows as well as three."""
    return browsers.find("chromium")


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab of Chromium."""
    yield from lend_tab(chromium, False, request)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Tells fixtures that a test failed: what it used is not used again. Its page is described."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
        used: dict[str, object] = getattr(item, "funcargs", {})
        tabs = [each for each in used.values() if isinstance(each, Tab)]
        report.sections += [("the page", each.describe()) for each in tabs if call.when == "call"]
    return report


@pytest.fixture(scope="module")
def standing(browser: Browser, workbench: Path) -> Iterator[StandingPage]:
    """The workbench's page for all tests of a file."""
    page = StandingPage(browser, workbench)
    yield page
    page.close()


@pytest.fixture
def bench(standing: StandingPage, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """The workbench's page as it was when it was opened, which may be long ago."""
    yield from lend(standing, request)


@pytest.fixture(scope="module")
def standing_page(chromium: Browser, workbench: Path) -> Iterator[StandingPage]:
    """The same in Chromium alone."""
    page = StandingPage(chromium, workbench)
    yield page
    page.close()


@pytest.fixture
def bench_page(standing_page: StandingPage, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """`bench` in Chromium alone."""
    yield from lend(standing_page, request)


def lend(standing: StandingPage, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A standing page for one test; where that fails, the page is closed."""
    yield standing.begin()
    if request.node.stash.get(FAILED, False):
        standing.close()
    standing.check()


@pytest.fixture
def guide(site: Path) -> Iterator[Host]:
    """The guide's own site, served; faults are for one test."""
    with serving(site) as served:
        yield served


@pytest.fixture(scope="session")
def bread_site(root: Path, shared: Shared) -> Path:
    """The folder of the site of the guide about bread."""

    def build(folder: Path) -> None:
        shutil.copytree(root / "tests/fixtures/bread", folder, dirs_exist_ok=True)
        (root / "build").mkdir(exist_ok=True)
        (folder / "build").symlink_to(root / "build")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr

    return shared.folder("bread", build) / "site"


@pytest.fixture
def bread(bread_site: Path) -> Iterator[Host]:
    """The guide about bread, served; faults are for one test."""
    with serving(bread_site) as served:
        yield served
