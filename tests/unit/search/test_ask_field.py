"""A field on any page that leads to the page for asking."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from tests.small_site import SmallSite

QUESTIONS = """\
answered:
  - ask: How warm is it & why?
    at: [index.md]
    example: true
  - ask: Which leaf?
    at: [index.md]
  - ask: How long/short?
    at: [index.md]
    example: true
unanswered: [Where is the sea?]
"""
HOME = "# Tea\n\nIt is warm, and the leaf is long.\n\n"
FILES = {"docs/ask/questions.yml": QUESTIONS, "docs/ask/index.md": "# Ask me\n\n::: ask\n"}


def home(small: SmallSite, directive: str) -> BeautifulSoup:
    built = small.build({**FILES, "docs/index.md": HOME + directive})
    assert built.works, built.log
    return BeautifulSoup((built.site / "index.html").read_text("utf-8"), "html5lib")


def test_it_links_to_the_page_for_asking_and_to_its_examples(small: SmallSite) -> None:
    field = home(small, '::: ask-field label="Ask" placeholder="Why?"').select_one("live-ask-field")
    assert field
    assert field["data-search"] == "ask/#q="
    assert field.select_one("label").text == "Ask"
    assert field.select_one("input")["placeholder"] == "Why?"
    assert [(a["href"], a.text) for a in field.select("a")] == [
        ("ask/#q=How%20warm%20is%20it%20%26%20why%3F", "How warm is it & why?"),
        ("ask/#q=How%20long%2Fshort%3F", "How long/short?"),
        ("ask/", "Ask me"),
    ]


def test_what_works_only_with_scripts_is_marked_so(small: SmallSite) -> None:
    field = home(small, "::: ask-field").select_one("live-ask-field")
    assert field.select("form.live-only")
    assert all(not each.find_parent(class_="live-only") for each in field.select("a"))


def test_so_many_examples_are_offered_as_are_asked_for(small: SmallSite) -> None:
    assert len(home(small, "::: ask-field examples=1").select("live-ask-field li")) == 2
    assert len(home(small, "::: ask-field examples=0").select("live-ask-field li")) == 1


@pytest.mark.parametrize(
    ("directive", "told"),
    [
        ("::: ask-field examples=3", '"3" examples; expected a number from 0 to 2'),
        ("::: ask-field examples=some", '"some" examples; expected a number from 0 to 2'),
        ("::: ask-field lable=x", 'the option "lable" of "ask-field"'),
        ("::: ask-field please", '"please" after "ask-field"'),
    ],
)
def test_what_it_cannot_do_is_told_with_its_line(
    small: SmallSite, directive: str, told: str
) -> None:
    built = small.build({**FILES, "docs/index.md": HOME + directive})
    assert any(each.startswith("docs/index.md:5: ") and told in each for each in built.problems)


def test_a_guide_without_a_page_for_asking_is_told(small: SmallSite) -> None:
    built = small.build({"docs/index.md": HOME + "::: ask-field"})
    (problem,) = built.problems
    assert "expected a page ask/index.md; write that page with `::: ask` on it" in problem
