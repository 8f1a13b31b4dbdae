"""Questions beside sections: whose they are, what is wrong with them, and where they lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hash_teacher import HashTeacher
from tests.unit.search.bread import PAGE, bytes_of
from tests.unit.search.guide import page, pages

from live.search.query import answer
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion
from mkdocs_liveguide.search.build import build_search
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import SearchPage, cut_pages
from mkdocs_liveguide.search.reader_questions import check_reader_questions, lines_about_missing
from mkdocs_liveguide.search.result import SearchArtefacts


def asked_at(questions: Mapping[str, list[str]], markdown: str = "") -> dict[str, tuple[str, ...]]:
    """The questions of each passage, by its anchor and text."""
    bread = page("bread.md", "bread/", "Bread", markdown) if markdown else pages()[0]
    cut = cut_pages([replace(bread, questions=questions)])
    return {each.anchor: each.questions for each in cut}


def test_questions_go_to_the_passages_of_their_section() -> None:
    asked = {"": ["what do I need"], "rising": ["how long", "how warm"]}
    assert asked_at(asked) == {
        "": ("what do I need",),
        "rising": ("how long", "how warm"),
        "baking": (),
    }


def test_those_of_the_title_go_to_the_text_below_it() -> None:
    assert asked_at({"bread": ["what do I need"]})[""] == ("what do I need",)


def test_a_section_without_text_leaves_its_questions_to_the_next() -> None:
    text = "# Bread\n\n## Heat\n\n### Oven\n\nHot.\n\n### Stone\n\nHeavy.\n"
    asked = asked_at({"": ["one"], "heat": ["two"], "oven": ["three"]}, text)
    assert asked == {"oven": ("one", "two", "three"), "stone": ()}


def test_of_a_long_section_a_question_goes_to_the_part_that_has_its_words() -> None:
    first, second = "Flour is milled from rye. " * 30, "Salt is taken from the sea. " * 30
    long = f"# Bread\n\n## Part\n\n{first}\n\n{second}\n"
    asked = ["any rye in it", "why sea salt", "zzyzx"]
    cut = cut_pages([replace(page("a.md", "a/", "Bread", long), questions={"part": asked})])
    assert [each.questions for each in cut] == [("any rye in it", "zzyzx"), ("why sea salt",)]


@given(st.dictionaries(st.sampled_from(["", "rising", "baking", "bread"]), st.lists(st.text())))
def test_every_question_of_a_heading_is_in_one_passage(asked: dict[str, list[str]]) -> None:
    found = [each for part in asked_at(asked).values() for each in part]
    assert sorted(found) == sorted(each for part in asked.values() for each in part)


def told(
    asked: Mapping[str, list[str]], *tested: str, unread: frozenset[str] = frozenset()
) -> list[str]:
    """What the check tells of questions of the page on bread, one a line from line 4 on."""
    listed = [(anchor, text) for anchor, texts in asked.items() for text in texts]
    questions = [
        ReaderQuestion(text, anchor, "docs/bread.md", line)
        for line, (anchor, text) in enumerate(listed, start=4)
    ]
    by_page = {each.src_uri: each for each in pages()}
    problems = check_reader_questions({"bread.md": questions}, by_page, tested, unread)
    return [str(problem) for problem in problems]


def test_right_questions_are_not_spoken_of() -> None:
    assert told({"": ["what do I need"], "bread": ["flour kinds"], "rising": ["it is flat"]}) == []


def test_an_unknown_heading_is_told_once_with_the_nearest_one() -> None:
    assert told({"risng": ["how long", "how warm"]}) == [
        'docs/bread.md:4: found questions under "risng"; expected the id of a heading;'
        ' write "rising"'
    ]


def test_headings_that_could_not_be_read_are_not_missed() -> None:
    assert told({"risng": ["how long"]}, unread=frozenset({"bread.md"})) == []


@pytest.mark.parametrize(
    "copied",
    [
        "Leave the dough in a warm place?",
        "should I leave the DOUGH in a warm corner",
        "why: 'leave the dough, in a warm …'",
    ],
)
def test_six_words_of_the_section_itself_are_told(copied: str) -> None:
    (problem,) = told({"rising": [copied]})
    assert problem.startswith('docs/bread.md:4: found "leave the dough in a warm')
    assert "a reader's own words" in problem


@pytest.mark.parametrize(
    "own", ["leave the dough in a hot place", "doubled. yeast needs an hour", "until doubled?"]
)
def test_five_words_of_it_are_a_readers_own(own: str) -> None:
    assert told({"rising": [own]}) == []


def test_words_of_another_section_are_no_copy() -> None:
    assert told({"baking": ["leave the dough in a warm place"]}) == []


def test_a_question_of_a_test_is_told() -> None:
    (problem,) = told({"rising": ["how long", "How WARM?"]}, "how warm")
    assert problem.startswith('docs/bread.md:5: found "How WARM?", which the search is tested with')


def test_a_question_that_stands_twice_is_told_with_the_first_place() -> None:
    (problem,) = told({"rising": ["how long"], "baking": ["How long?"]})
    assert problem.startswith(
        'docs/bread.md:5: found "How long?", which docs/bread.md:4 has too; expected each question'
    )


def test_one_question_on_two_pages_is_told() -> None:
    questions = {
        name: [ReaderQuestion("how long", "", f"docs/{name}", line)]
        for name, line in (("bread.md", 4), ("cake.md", 7))
    }
    by_page = {each.src_uri: each for each in pages()}
    (problem,) = check_reader_questions(questions, by_page, (), frozenset())
    assert (problem.path, problem.line) == ("docs/cake.md", 7)
    assert "docs/bread.md:4" in problem.found


def test_sections_without_questions_are_named() -> None:
    bread, *others = pages()
    asked = [replace(bread, questions={"rising": ["how long"]}), *others]
    assert lines_about_missing(asked) == [
        "search: 5 of 6 sections have no questions that readers ask:",
        "search:   bread.md: bread, baking",
        "search:   cake.md: top, icing",
        "search:   faq/index.md: collapsed",
    ]


def test_questions_that_were_left_to_the_next_section_are_its_own() -> None:
    bread, _, faq = pages()
    asked = {"": ["what do I need"], "rising": ["how long"], "baking": ["how hot"]}
    left = [replace(bread, questions=asked), replace(faq, questions={"oven": ["so flat"]})]
    assert lines_about_missing(left) == []


def test_a_heading_alone_keeps_its_questions_to_itself() -> None:
    text = "# Bread\n\nWords.\n\n## Alone\n\n## Next\n\nWords.\n"
    bread = replace(page("a.md", "a/", "Bread", text), questions={"bread": ["a"], "alone": ["b"]})
    assert [each.questions for each in cut_pages([bread])] == [("a",), ("b",), ()]
    assert lines_about_missing([bread])[1:] == ["search:   a.md: next"]


def test_a_list_of_links_needs_no_question() -> None:
    text = "# Next\n\nWords.\n\n## More\n\n- [Cake](cake.md)\n"
    page_of_links = replace(page("a.md", "a/", "Next", text), questions={"next": ["what"]})
    assert lines_about_missing([page_of_links]) == []


def test_of_many_sections_without_questions_some_are_named() -> None:
    text = "# Many\n\nWords.\n\n" + "".join(f"## Part {at}\n\nWords.\n\n" for at in range(9))
    many = replace(page("many.md", "many/", "Many", text), questions={"part-0": ["what"]})
    told, line = lines_about_missing([many])
    assert told == "search: 9 of 10 sections have no questions that readers ask:"
    assert line == "search:   many.md: many, part-1, part-2, part-3, part-4 and 4 more"


def test_a_guide_that_writes_no_questions_hears_nothing_of_them() -> None:
    assert lines_about_missing(pages()) == []


def test_where_each_section_has_a_question_nothing_is_said() -> None:
    bread = replace(pages()[0], questions={"bread": ["a"], "rising": ["b"], "baking": ["c"]})
    assert lines_about_missing([bread]) == []


def made(cache: Cache, **questions: list[str]) -> SearchArtefacts:
    bread = SearchPage("bread.md", "bread/", "Bread", PAGE, questions=questions)
    return build_search([bread], cache, SearchOptions())


@pytest.mark.usefixtures("teacher")
def test_a_guide_is_found_by_its_questions(tmp_path: Path) -> None:
    index = made(Cache(tmp_path), oven=["crumb is pale"]).index
    assert index is not None
    (first, *_) = answer(lambda: index, "pale crumb")["results"]
    assert first["url"] == "bread/#oven"


def test_another_question_makes_another_search_of_the_same_text(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    plain = made(Cache(tmp_path))
    teacher.asked.clear()
    asked = made(Cache(tmp_path), oven=["crumb is pale"])
    assert teacher.asked == ["crumb is pale"]
    assert bytes_of(asked) != bytes_of(plain)
    assert bytes_of(made(Cache(tmp_path))) == bytes_of(plain)


@pytest.mark.usefixtures("teacher")
def test_equal_questions_have_equal_bytes(tmp_path: Path) -> None:
    asked = {"oven": ["crumb is pale", "how hot"], "bread": ["which flour"]}
    one, other = (made(Cache(tmp_path / name), **asked) for name in ("one", "other"))
    assert bytes_of(one) == bytes_of(other)
