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


def start(engine: str) -> Iterator[Browser]:
    """An engine, if it is installed; each of its tabs has a profile of its own."""
    program = find_browser(engine)
    if program is None:
        pytest.skip(f"{engine} is not installed")
    started = Browser(engine, program)
    yield started
    started.close()


@pytest.fixture(scope="session", params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Each engine that is installed."""
    if request.param == "chromium":
        yield request.getfixturevalue("chromium")
        return
    yield from start(request.param)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A new tab with an empty profile."""
    with browser.tab() as opened:
        yield opened


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, for what one engine shows as well as three."""
    yield from start("chromium")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Tab]:
    """A tab of Chromium."""
    with chromium.tab() as opened:
        yield opened


@pytest.fixture
def guide(site: Path) -> Iterator[Host]:
    """The guide's own site, served; faults are for one test."""
    with serving(site) as served:
        yield served


@pytest.fixture(scope="session")
def bread(root: Path, shared: Shared) -> Iterator[Host]:
    """The guide about bread, served."""

    def build(folder: Path) -> None:
        shutil.copytree(root / "tests/fixtures/bread", folder, dirs_exist_ok=True)
        (root / "build").mkdir(exist_ok=True)
        (folder / "build").symlink_to(root / "build")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr

    with serving(shared.folder("bread", build) / "site") as served:
        yield served
