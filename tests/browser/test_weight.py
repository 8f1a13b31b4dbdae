"""What a page costs before a reader does anything: bytes, as a host sends them, and requests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host
from tests.shared import Shared

MORE = 40_000
"""Compressed bytes that a page may weigh beyond the theme's own page of the same source."""
WORDS = {"faq/": 26_500, "evidence/": 37_000}
"""Compressed bytes of text that a directive makes of data, where the theme's page has one line."""
INDEX = "search/search_index.json"
PAGES = {
    "": 6,
    "guides/rag/": 7,
    "decide/": 4,
    "learn/glossary/": 4,
    "faq/": 7,
    "cases/": 4,
    "evidence/": 4,
    "quiz/": 7,
    "quiz/how-good/": 5,
    "ask/": 7,
    "labs/behaviour/": 7,
    "notebooks/retrieval-quality/": 4,
}
"""Each kind of page, by its address: requests that it may make beyond those of the theme's own."""
# All live parts are there, and what they do when the page is idle is done.
STILL = """
await new Promise((done) => requestIdleCallback(() => setTimeout(done, 700)));
return true;
"""


@pytest.fixture(scope="session")
def plain_site(root: Path, shared: Shared) -> Path:
    """The folder of the same pages made by the theme alone: directives are text there."""

    def build(folder: Path) -> None:
        config = {
            "INHERIT": str(root / "mkdocs.yml"),
            "docs_dir": str(root / "docs"),
            "plugins": ["search", {"mkdocs-jupyter": {"execute": False}}],
            "extra_css": [],
            "watch": [],
        }
        (folder / "mkdocs.yml").write_text(json.dumps(config))
        command = [sys.executable, "-m", "mkdocs", "build", "-q"]
        built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr

    return shared.folder("plain", build) / "site"


def weigh(page: Tab, host: Host, url: str) -> dict[str, int]:
    """Bytes of what a first visit fetches, by path; the text for the theme's search left out."""
    page.resize(412, 823)
    page.goto(host.url + url)
    page.wait("!document.querySelector('article :not(:defined)')")
    page.evaluate(STILL)
    assert len(host.requests) == len(set(host.requests)), "nothing is fetched twice"
    return {path: size for path, size in host.weights.items() if path != INDEX}


@pytest.mark.parametrize("url", PAGES)
def test_a_page_weighs_little_more_than_the_theme_s_own(
    page: Tab, guide: Host, plain_site: Path, url: str
) -> None:
    ours = weigh(page, guide, url)
    theme = Host(plain_site)
    theme.headers = {}  # it does not keep the policy
    theirs = weigh(page, theme, url)
    theme.stop()
    allowed = sum(theirs.values()) + MORE + WORDS.get(url, 0)
    assert sum(ours.values()) <= allowed, (ours, theirs)
    assert len(ours) <= len(theirs) + PAGES[url], sorted(ours.keys() - theirs.keys())
    assert INDEX not in guide.requests
    assert not [path for path in ours if path.startswith("live/python/")]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_has_one_script_and_one_style_of_ours(site: Path, url: str) -> None:
    html = (site / url / "index.html").read_text("utf-8")
    assert html.count('<script type="module"') == 1
    assert html.count("live/index.") == 2, "a script and a style"


SIGNS = {
    "a pointer": "document.querySelector('.md-search').dispatchEvent(new PointerEvent("
    "'pointerover', { bubbles: true }))",
    "the keyboard": "document.querySelector('[data-md-component=search-query]').focus()",
    "a finger": "document.querySelector('[for=__search]').click()",
}


@pytest.mark.parametrize("sign", SIGNS)
def test_the_text_for_the_theme_s_search_comes_when_it_is_asked(
    page: Tab, guide: Host, sign: str
) -> None:
    weigh(page, guide, "learn/glossary/")
    assert INDEX not in guide.requests
    page.evaluate(SIGNS[sign])
    page.wait_until(lambda: INDEX in guide.requests, "the text is fetched")
    page.evaluate(
        "const field = document.querySelector('[data-md-component=search-query]');"
        "field.focus(); field.value = 'retrieval';"
        "field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }))"
    )
    page.wait("document.querySelector('.md-search-result__item')")


def test_a_link_that_has_words_marked_fetches_it_at_once(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}learn/glossary/?h=retrieval")
    page.wait("document.querySelector('article mark')")
