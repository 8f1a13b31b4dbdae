"""A site that is opened from its files, without a server (Material's plugin ``offline``)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import run_first_cell
from tests.browser.server import serving
from tests.browser.sharing.test_below_a_path import build_bread, quiet
from tests.shared import Shared

PAGES = ("index", "quiz/index", "faq/index", "ask/index", "evidence/index", "guides/water")
TOLD = "[...document.querySelectorAll('.live-from-file')].map((each) => each.textContent)"


@pytest.fixture(scope="module")
def files(root: Path, shared: Shared) -> Path:
    """The folder of the guide about bread, made to be opened from files."""
    change = ("  - search\n", "  - search\n  - offline\n")
    return shared.folder("bread-files", lambda folder: build_bread(root, folder, change)) / "site"


def test_nothing_is_asked_of_other_sites(files: Path) -> None:
    for page in files.rglob("*.html"):
        assert "unpkg" not in page.read_text("utf-8"), page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well_and_says_what_does_not_run(page: Tab, files: Path, name: str) -> None:
    page.goto((files / f"{name}.html").as_uri())
    page.wait("document.readyState === 'complete'")
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    assert page.text("article h1")
    parts = "live-ask, live-cases, live-cell, live-faq, live-lab, live-quiz"
    count = page.evaluate(f"return document.querySelectorAll('{parts}').length")
    told = page.evaluate(f"return {TOLD}")
    assert len(told) == count
    assert count or name in ("index", "evidence/index")
    assert all("does not run" in each and "web server" in each for each in told)
    shown = (
        "[...document.querySelectorAll('.live-only')].filter((each) => each.checkVisibility())"
        ".map((each) => each.className)"
    )
    assert page.evaluate(f"return {shown}") == [], "controls that do nothing"
    assert quiet(page) == []


def test_links_lead_to_files_that_are_there(page: Tab, files: Path) -> None:
    for name in PAGES:
        page.goto((files / f"{name}.html").as_uri())
        links = page.evaluate("return [...document.links].map((each) => each.href)")
        own = {unquote(urlsplit(each).path) for each in links if each.startswith("file:")}
        assert len(own) > 3
        assert not [each for each in own if not Path(each).is_file()]


def test_the_themes_search_finds(page: Tab, files: Path) -> None:
    page.goto((files / "guides/water.html").as_uri())
    page.wait("document.querySelector('iframe')")
    page.evaluate(
        "const field = document.querySelector('[data-md-component=search-query]'); field.focus();"
        "await new Promise((done) => setTimeout(done, 200)); field.value = 'warm';"
        "field.dispatchEvent(new Event('keyup', {bubbles: true}))"
    )
    page.wait("document.querySelector('.md-search-result__item a')", 20)
    found = page.evaluate("return document.querySelector('.md-search-result__item a').href")
    assert Path(unquote(urlsplit(found).path)).is_relative_to(files)
    assert quiet(page) == []


def test_the_same_files_are_live_where_a_server_sends_them(page: Tab, files: Path) -> None:
    with serving(files) as host:
        page.goto(f"{host.url}guides/water.html")
        assert "65.0" in run_first_cell(page)
        assert page.evaluate(f"return {TOLD}") == []
        assert quiet(page) == []
