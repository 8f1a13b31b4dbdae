"""The guide's own cells, in every engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.browser.drive import Tab
from tests.browser.server import Host

pytestmark = pytest.mark.every_compiler

SHOWN = (
    "[...element.querySelectorAll('.cell-output')].flatMap((output) =>"
    " [...output.querySelectorAll('pre, svg')].map((each) => each.localName === 'svg'"
    " ? each.textContent.replace(/\\s+/g, ' ').trim() : `${each.className} ${each.textContent}`))"
)
"""What a cell shows, text by text."""


def pages_with(site: Path, selector: str) -> list[str]:
    """The addresses of pages that have such an element, relative to the site."""
    return [
        path.parent.relative_to(site).as_posix() + "/"
        for path in sorted(site.rglob("index.html"))
        if BeautifulSoup(path.read_text("utf-8"), "html.parser").select_one(selector)
    ]


def test_every_cell_shows_what_the_build_showed(tab: Tab, guide: Host, site: Path) -> None:
    pages = pages_with(site, "live-cell")
    assert len(pages) > 10
    different = []
    for page in pages:
        tab.goto(f"{guide.url}{page}")
        tab.wait("document.querySelector('live-cell [data-action=run]')")
        count = int(tab.evaluate("return document.querySelectorAll('live-cell').length"))
        for index in range(count):
            found = tab.evaluate(
                f"const element = document.querySelectorAll('live-cell')[{index}];"
                "const caption = element.querySelector('.cell-caption')?.textContent ?? '';"
                f"const built = {SHOWN};"
                "element.querySelector('[data-action=run]').click();"
                "const end = Date.now() + 60000;"
                "while (element.hasAttribute('data-running') && Date.now() < end)"
                " await new Promise((done) => setTimeout(done, 20));"
                f"return {{ varies: caption.includes('differ'), built, live: {SHOWN},"
                " status: element.querySelector('.cell-status').textContent }"
            )
            if found["varies"]:
                assert len(found["live"]) == len(found["built"]), (page, index)
            elif found["live"] != found["built"]:
                different.append((page, index, found))
    assert different == []


@pytest.mark.parametrize("kind", ["live-cell", "article:not(:has(live-quiz, live-ask, live-lab))"])
def test_a_page_for_reading_fetches_nothing_of_python(
    page: Tab, guide: Host, site: Path, kind: str
) -> None:
    for name in pages_with(site, kind)[:12]:
        guide.requests.clear()
        page.goto(f"{guide.url}{name}")
        page.evaluate("await new Promise((done) => setTimeout(done, 600))")
        assert not [path for path in guide.requests if "/python/" in path], name


def test_python_survives_instant_navigation(tab: Tab, guide: Host, site: Path) -> None:
    # The theme takes a link for one of the site's own if the sitemap has it.
    guide.faults["sitemap.xml"] = lambda content: content.replace(
        b"http://127.0.0.1:8000/", guide.url.encode()
    )
    first, second = pages_with(site, "live-cell")[:2]
    tab.goto(f"{guide.url}{first}")
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    run = "document.querySelector('live-cell [data-action=run]').click()"
    idle = "!document.querySelector('live-cell[data-running], live-cell .cell-caption')"
    tab.evaluate(run)
    tab.wait(idle)
    tab.evaluate("window.same = true; document.querySelector('live-cell').dataset.former = ''")
    tab.evaluate(
        "const link = document.createElement('a');"
        f"link.href = '{guide.url}{second}'; link.textContent = 'next';"
        "document.querySelector('article').append(link); link.click()"
    )
    tab.wait(f"location.pathname === '/{second}'")
    # The address is the next page's before its content is there.
    tab.wait("document.querySelector('live-cell:not([data-former]) [data-action=run]')")
    assert tab.evaluate("return window.same === true"), "the page was not loaded anew"
    tab.evaluate(run)
    tab.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    tab.wait("!document.querySelector('live-cell .cell-caption')")
    assert len([path for path in guide.requests if "/worker." in path]) == 1
