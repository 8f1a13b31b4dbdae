"""The FAQ's index leads to every answer, on any screen, with scripts and without them."""

from __future__ import annotations

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

COLUMNS = """
const lefts = [...document.querySelectorAll(".faq-index > ul > li")].map((group) =>
  Math.round(group.getBoundingClientRect().left));
return new Set(lefts).size;
"""
PLACE = """
const target = document.querySelector(location.hash);
const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
const { top, bottom } = target.getBoundingClientRect();
return [top >= header - 1, bottom <= innerHeight];
"""
"""JavaScript: whether the answer that the address names begins below the header, and in view."""


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (1440, 2)])
def test_questions_stand_by_group_in_as_many_columns_as_there_is_room_for(
    page: Tab, guide: Host, width: int, columns: int
) -> None:
    page.resize(width, 800)
    page.goto(f"{guide.url}faq/")
    assert page.evaluate(COLUMNS) == columns
    assert page.evaluate("return document.documentElement.scrollWidth <= innerWidth")
    heights = page.evaluate(
        "return [...document.querySelectorAll('.faq-index a')].map((link) => link.offsetHeight)"
    )
    assert min(heights) >= 24, "a finger meets one of them"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_question_leads_to_its_answer(page: Tab, guide: Host, width: int, scripts: bool) -> None:
    page.resize(width, 800)
    page.scripts(scripts)
    page.goto(f"{guide.url}faq/")
    page.scripts(True)
    page.click(".faq-index > ul > li:nth-child(4) li:last-child a")
    page.wait("location.hash && scrollY > innerHeight")
    # A page may scroll smoothly.
    page.evaluate("await new Promise((done) => setTimeout(done, 500))")
    assert page.evaluate(PLACE) == [True, True]


def test_every_answer_stands_open(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}faq/")
    hidden = page.evaluate(
        "return [...document.querySelectorAll('.faq-index a')]"
        ".filter(({ hash }) => !document.querySelector(hash)?.nextElementSibling.offsetHeight)"
        ".map(({ hash }) => hash)"
    )
    assert hidden == []
