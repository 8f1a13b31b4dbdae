"""A link to a place on the same page leaves the page as the reader has made it, in every engine."""

from __future__ import annotations

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

ARRIVALS = {"by a full load": "evidence/?topic=both", "by instant navigation": "learn/glossary/"}
LINKS = {
    "in the contents": ".md-sidebar--secondary [href$='#both']",
    "past the navigation": ".md-skip",
}
GO = """
const link = document.createElement("a");
link.href = %r;
document.body.append(link);
link.click();
link.remove();
"""
USE = """
document.querySelector(".finding:not([hidden]) .fold-head").click();
document.querySelector("article").dataset.same = "";
"""
SEEN = """
const { top } = document.querySelector(location.hash || "article").getBoundingClientRect();
return {
  search: location.search,
  hash: location.hash,
  words: document.querySelector("[name=words]").value,
  opened: document.querySelectorAll(".fold-head[aria-expanded=true]").length,
  same: Boolean(document.querySelector("article[data-same]")),
  shown: top >= 0 && top < innerHeight,
};
"""
KEPT = {"search": "?words=model", "words": "model", "opened": 1, "same": True}


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("arrival", ARRIVALS)
def test_what_was_typed_and_opened_stays(tab: Tab, guide: Host, arrival: str, link: str) -> None:
    # The theme takes a link for one of the site's own if the sitemap has it.
    guide.faults["sitemap.xml"] = lambda content: content.replace(
        b"http://127.0.0.1:8000/", guide.url.encode()
    )
    tab.resize(1440, 800)
    tab.goto(guide.url + ARRIVALS[arrival])
    tab.wait_until(lambda: "sitemap.xml" in guide.requests, "instant navigation begins")
    tab.evaluate("await new Promise((done) => setTimeout(done, 300))")
    if "instant" in arrival:
        tab.evaluate(GO % f"{guide.url}evidence/")
    tab.wait("document.querySelector('.fold-head') && document.querySelector('[name=words]')")
    tab.evaluate("document.querySelector('[name=topic]').value = ''")
    tab.type("[name=words]", "model")
    tab.wait("location.search === '?words=model'")
    tab.evaluate(USE)
    # The theme notes where a reader is once they have stopped there.
    tab.evaluate("await new Promise((done) => setTimeout(done, 300))")
    before = tab.evaluate("return scrollY")
    guide.requests.clear()
    tab.evaluate(f'document.querySelector("{LINKS[link]}").click()')
    tab.wait("location.hash")
    tab.evaluate("await new Promise((done) => setTimeout(done, 500))")
    seen = tab.evaluate(SEEN)
    assert seen == KEPT | {"hash": seen["hash"], "shown": True}
    assert "evidence/index.html" not in guide.requests
    tab.evaluate("history.back()")
    tab.wait("!location.hash")
    tab.evaluate("await new Promise((done) => setTimeout(done, 500))")
    back = tab.evaluate(SEEN)
    assert back == KEPT | {"hash": "", "shown": back["shown"]}
    assert tab.evaluate("return scrollY") == pytest.approx(before, abs=2)
    assert "evidence/index.html" not in guide.requests


def test_a_link_in_the_drawer_shuts_it_each_time(page: Tab, guide: Host) -> None:
    page.resize(360, 740)
    page.goto(f"{guide.url}guides/rag/")
    for _ in range(2):
        page.evaluate("document.querySelector('#__drawer').click()")
        page.evaluate("document.querySelectorAll('.md-nav--secondary [href*=\"#\"]')[2].click()")
        page.wait("location.hash && !document.querySelector('#__drawer').checked")
