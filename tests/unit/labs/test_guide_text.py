import json

from mkdocs_liveguide.faq.faq import Entry
from mkdocs_liveguide.labs.guide_text import build_guide_text
from mkdocs_liveguide.pages.page import parse_page
from mkdocs_liveguide.search.questions import Question

PAGE = """---
title: Tea
---

# Tea

Water first.

::: live tea/kettle.py

## How long {#long}

Three minutes. [@E01]

More than five makes it bitter.
"""
ENTRY = Entry(
    slug="milk",
    question="Milk in first?",
    group="g",
    order=1,
    also=("Tea or milk first?",),
    asked=("a", "b", "c"),
    answer="As **you** like.",
    path="faq/milk.md",
    line_offset=0,
)


def _build(*questions):
    pages = [
        parse_page("tea.md", PAGE, "docs/tea.md"),
        parse_page("faq/index.md", "# FAQ\n", "faq"),
    ]
    data = json.loads(build_guide_text(pages, [ENTRY], questions).content)
    words = [page["text"].split(" ") for page in data["pages"]]
    answers = [
        [" ".join(words[page][start:end]) for page, start, end in question["answers"]]
        for question in data["questions"]
    ]
    return data, answers


def test_pages_are_words_without_directives_and_citations():
    data, _ = _build()
    assert [page["url"] for page in data["pages"]] == ["tea/", "faq/"]
    tea = data["pages"][0]["text"]
    assert tea == "Water first. How long Three minutes. More than five makes it bitter."


def test_an_answer_is_the_words_of_its_place():
    long, first = Question("How long?", ("tea.md#long",)), Question("What first?", ("tea.md",))
    _, answers = _build(long, first)
    assert answers == [["Three minutes. More than five makes it bitter."], ["Water first."]]


def test_faq_entries_stand_on_their_page():
    _, answers = _build(Question("when does milk go in", ("faq/index.md#milk",), "faq"))
    assert answers == [["As you like."]]


def test_a_question_without_a_place_here_is_left_out():
    data, _ = _build(Question("Coffee?", ("coffee.md",)))
    assert data["questions"] == []


def test_same_sources_same_bytes():
    pages = [parse_page("tea.md", PAGE, "docs/tea.md")]
    assert build_guide_text(pages, [], []).content == build_guide_text(pages, [], []).content
