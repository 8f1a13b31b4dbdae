"""What all tests share: the root of the repository, and the guide's own sources and site.

The tests of the snippets run inside Pyodide too, and this file with them: what it imports beyond
the standard library and pytest is imported where it is needed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from tests.shared import Shared
    from tests.small_site import SmallSite

    from mkdocs_liveguide.guide import Guide
    from mkdocs_liveguide.testing.guide import GuideUnderTest

ROOT = Path(__file__).parents[1]

# How long an example takes on a busy machine says nothing of the code. And a run tries what the
# one before tried, so that what fails has to do with what was changed.
settings.register_profile("any-machine", deadline=None, derandomize=True)
settings.register_profile("other-examples", deadline=None)
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Folders that are made once a run, whatever the number of its workers."""
    from tests.shared import shared_by_workers

    return shared_by_workers(pytestconfig, tmp_path_factory)


@pytest.fixture(scope="session")
def guide(root: Path) -> Guide:
    """All that the guide's authors write, with nothing built from it."""
    from tests.sources import load_sources

    return load_sources(root)


@pytest.fixture(scope="session")
def site(liveguide: GuideUnderTest) -> Path:
    """The folder of the guide's site, built strictly, as it would be published."""
    return liveguide.site


@pytest.fixture(scope="session")
def pages(site: Path, liveguide: GuideUnderTest) -> dict[str, BeautifulSoup]:
    """Each page of the guide's site by its address, without those that only lead on."""
    from bs4 import BeautifulSoup

    return {
        path.parent.relative_to(site).as_posix().removeprefix("."): BeautifulSoup(
            path.read_text("utf-8"), "html5lib"
        )
        for path in sorted(site.rglob("index.html"))
        if path.relative_to(site).as_posix() not in liveguide.moved
    }


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    """Builds small guides in an empty folder."""
    from tests.small_site import SmallSite

    return SmallSite(tmp_path)
