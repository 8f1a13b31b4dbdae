"""What a long list folds away is found and shown where it has to be."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

LIVE = "document.querySelector('.fold-head') && !document.querySelector('article :not(:defined)')"
WORDS = """
const claim = document.querySelector("#e60").nextElementSibling.textContent.trim();
return claim.split(/\\s+/).slice(0, 6).join(" ");
"""
OPEN = """
return [...document.querySelectorAll(".fold-head[aria-expanded=true]")]
  .map((head) => head.parentElement.id);
"""
ROOM = """
return [...document.querySelectorAll(".finding")].map((each) => {
  const rest = [...each.children].slice(1);
  return Math.max(...rest.map((part) => part.offsetHeight));
});
"""
"""JavaScript: how high the highest part of each item below its heading is."""
TARGETS = """
return [...document.querySelectorAll(".finding > h3")].map((heading) => {
  const link = heading.querySelector(".headerlink");
  const { left, width, height } = link.getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(heading.querySelector(".fold-head"));
  const right = Math.max(...[...words.getClientRects()].map((line) => line.right));
  return { width, height, free: left - right, seen: getComputedStyle(link).opacity };
});
"""


def test_the_browser_s_search_finds_what_is_shut_and_opens_it(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}evidence/")
    page.wait(LIVE)
    words = page.evaluate(WORDS)
    assert page.evaluate(OPEN) == []
    # An address that names words has them looked for as the reader would.
    page.goto(f"{guide.url}404.html")
    page.goto(f"{guide.url}evidence/#:~:text={quote(words)}")
    page.wait(LIVE)
    page.wait("document.querySelector('.fold-head[aria-expanded=true]')")
    assert page.evaluate(OPEN) == ["e60"]


def test_a_few_items_with_words_that_are_looked_for_are_open(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}evidence/?words=a")
    page.wait(LIVE)
    words = page.evaluate(WORDS)
    assert page.evaluate(OPEN) == []
    page.evaluate("document.querySelector('[name=words]').value = ''")
    page.type("[name=words]", words)
    page.wait("document.querySelector('.fold-head[aria-expanded=true]')")
    assert "e60" in page.evaluate(OPEN)
    # The address names them too.
    page.goto(page.evaluate("return location.href"))
    page.wait(LIVE)
    assert "e60" in page.evaluate(OPEN)


def test_what_is_shut_takes_no_room_and_no_focus_and_is_printed(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}evidence/")
    page.wait(LIVE)
    assert max(page.evaluate(ROOM)) == 0
    page.evaluate("document.querySelector('#e05 .headerlink').focus()")
    page.press("Tab")
    assert page.evaluate("return document.activeElement.matches('.fold-head')")
    page.paper()
    assert min(page.evaluate(ROOM)) > 0


def test_a_part_that_is_taken_out_leaves_the_list_whole(tab: Tab, guide: Host) -> None:
    tab.goto(f"{guide.url}evidence/")
    tab.wait(LIVE)
    tab.evaluate("document.querySelector('.fold-controls').remove()")
    assert min(tab.evaluate(ROOM)) > 0


@pytest.mark.parametrize("width", [320, 390])
def test_a_finger_finds_the_link_to_a_finding(page: Tab, guide: Host, width: int) -> None:
    page.phone(width, 740)
    page.goto(f"{guide.url}evidence/")
    page.wait(LIVE)
    for link in page.evaluate(TARGETS):
        assert link["seen"] == "1"
        assert link["width"] >= 24
        assert link["height"] >= 44
        assert link["free"] >= -1, "words stand beside it"
