"""Every visible word of a page is in exactly one of its passages, in order."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from tests.markdown_pages import blocks
from tests.unit.pages.reading import read
from tests.visible_words import faults, visible_words

from mkdocs_liveguide.pages.html import ids
from mkdocs_liveguide.pages.links import LinkedPage, check_links
from mkdocs_liveguide.search.passages import Passage, SearchPage, cut_page


def cut(html: str, title: str = "A page") -> list[Passage]:
    return list(cut_page(0, SearchPage("a.md", "a/", title, html)))


@settings(max_examples=150, deadline=None)
@given(blocks())
def test_every_visible_word_is_in_one_passage_in_order(markdown: str) -> None:
    html, _ = read(markdown)
    assert list(faults(html, cut(html))) == []


@settings(max_examples=100, deadline=None)
@given(blocks())
def test_a_link_to_any_place_of_a_page_is_accepted(markdown: str) -> None:
    html, draft = read(markdown)
    html += "".join(f'<a href="#{quote(place)}">there</a>' for place in ids(html))
    page = LinkedPage("a.md", "a/", html, draft.origins, {})
    told = [each for each in check_links([page], {"a/": "a.md"}) if '"#' in each.found]
    assert told == []


PAGE = "<h1>A page</h1><p>one two</p><h2 id='b'>three</h2><p>four five</p><h2 id='c'>six</h2>"


def test_the_check_accepts_the_passages_of_a_page() -> None:
    assert list(faults(PAGE, cut(PAGE))) == []
    assert visible_words(PAGE).words == ["one", "two", "four", "five"]


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace("four", ""),
        PAGE.replace("four", "four four"),
        PAGE.replace("four five", "five four"),
        PAGE.replace("one two", ""),
        PAGE.replace("<p>four five</p>", ""),
        PAGE.replace("three", "seven"),
        PAGE.replace("'b'", "'d'"),
        PAGE.replace("six", "eight"),
        "<p></p>",
    ],
)
def test_the_check_notices_passages_that_are_not_those_of_the_page(other: str) -> None:
    assert list(faults(PAGE, cut(other)))
    assert other == "<p></p>" or list(faults(other, cut(PAGE)))
