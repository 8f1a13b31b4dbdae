"""Questions of readers in front matter, and what they do in a whole guide."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.broken_guide import Edit, broken_guide
from tests.notebooks.books import book, load, problems
from tests.small_site import SmallSite

from mkdocs_liveguide.pages.page import Page, parse_page
from mkdocs_liveguide.pages.reader_questions import by_anchor, known_words
from mkdocs_liveguide.sources.problems import ContentError

WATER = "docs/guides/water.md"
STICKY = "docs/faq/sticky-dough.md"


def read(front: str) -> Page:
    return parse_page("a.md", "a/", f"---\ntitle: A\n{front}\n---\n\n# A\n", "docs/a.md")


def wrong(front: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        read(front)
    return [str(problem) for problem in error.value.problems]


LISTED = """\
questions:
  "":
    - what is it
  oven:
    - "how hot: 200 or more?"
    - too pale"""


def test_questions_are_read_with_their_heading_file_and_line() -> None:
    found = read(LISTED).questions
    assert [(each.anchor, each.text, each.path, each.line) for each in found] == [
        ("", "what is it", "docs/a.md", 5),
        ("oven", "how hot: 200 or more?", "docs/a.md", 7),
        ("oven", "too pale", "docs/a.md", 8),
    ]
    assert by_anchor(found) == {
        "": ("what is it",),
        "oven": ("how hot: 200 or more?", "too pale"),
    }


def test_a_page_without_questions_has_none() -> None:
    assert read("description: of it").questions == ()
    assert read("questions: {}").questions == ()
    assert read("questions: {oven: []}").questions == ()


@pytest.mark.parametrize(
    ("front", "line", "expected"),
    [
        ("questions:", 3, "ids of headings"),
        ("questions: how hot", 3, "ids of headings"),
        ("questions:\n  - how hot", 3, "ids of headings"),
        ("questions:\n  oven: how hot", 4, "a list"),
        ("questions:\n  5: [how hot]", 4, "a list"),
        ("questions:\n  oven:\n    - how hot\n    - 200", 6, "3 to 300 characters"),
        ("questions:\n  oven:\n    - null", 5, "3 to 300 characters"),
        ("questions:\n  oven:\n    - 'a  '", 5, "3 to 300 characters"),
        (f"questions:\n  oven:\n    - {'a' * 301}", 5, "3 to 300 characters"),
        ("questions:\n  oven:\n    - how hot: very", 5, "3 to 300 characters"),
    ],
)
def test_what_is_no_question_is_told_with_its_line(front: str, line: int, expected: str) -> None:
    (problem,) = wrong(front)
    assert problem.startswith(f"docs/a.md:{line}: found ")
    assert expected in problem


def test_all_that_is_wrong_is_told_together() -> None:
    assert len(wrong("questions:\n  oven: [1, how hot, no]\n  stone: x")) == 3


@pytest.mark.parametrize(("one", "same"), [("How hot?", "how HOT"), ("it's", "it’s"), ("ß", "SS")])
def test_case_and_marks_make_no_other_question(one: str, same: str) -> None:
    assert known_words(one) == known_words(same)
    assert known_words("how hot") != known_words("how warm")


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("{boost: 0}", 'found "boost: 0"; expected a number above 0'),
        ("{boost: -1}", 'found "boost: -1"; expected a number above 0'),
        ("{boost: true}", 'found "boost: True"; expected a number above 0'),
        ("{boost: much}", 'found "boost: much"; expected a number above 0'),
        ("{boost: .nan}", 'found "boost: nan"; expected a number above 0'),
        ("{boost: .inf}", 'found "boost: inf"; expected a number above 0'),
        ("{bost: 2}", 'found the key "bost"; expected "boost"'),
    ],
)
def test_a_boost_that_is_none_is_told(search: str, told: str) -> None:
    (problem,) = wrong(f"search: {search}")
    assert problem.startswith(f"docs/a.md:3: {told}")


def test_a_notebook_has_questions_too(tmp_path: Path) -> None:
    text = "---\ntitle: One\nquestions:\n  one: [why so]\n---\n\n# One\n"
    (found,) = load(tmp_path, book([("markdown", text)])).questions
    assert (found.anchor, found.text, found.path) == ("one", "why so", "docs/notebooks/one.ipynb")
    lines = (tmp_path / found.path).read_text("utf-8").split("\n")
    assert "why so" in lines[found.line - 1]
    (told,) = problems(tmp_path, book([("markdown", text.replace("[why so]", "why"))]))
    assert "docs/notebooks/one.ipynb:" in told
    assert "expected a list" in told


BREAD = "---\ntitle: Bread\n{}---\n\n# Bread\n\nFlour.\n\n## Oven\n\nHeat the stone.\n"


def test_questions_and_boost_reach_the_search_and_no_page_shows_them(small: SmallSite) -> None:
    front = "questions:\n  oven:\n    - crumb too pale\nsearch: {boost: 0.5}\n"
    built = small.build({"docs/index.md": "# Home\n\nX.", "docs/bread.md": BREAD.format(front)})
    assert built.log == []
    asked = {each.anchor: each.questions for each in built.passages if each.title == "Bread"}
    assert asked == {"": (), "oven": ("crumb too pale",)}
    assert {each.src_uri: each.boost for each in built.search.pages} == {
        "index.md": 1.0,
        "bread.md": 0.5,
    }
    assert "pale" not in str(built.page("bread"))


def test_a_page_with_questions_that_the_search_leaves_out_is_no_mistake(small: SmallSite) -> None:
    front = "questions:\n  nowhere:\n    - crumb too pale\nsearch: {exclude: true}\n"
    built = small.build({"docs/index.md": "# Home\n\nX.", "docs/bread.md": BREAD.format(front)})
    assert built.problems == []


def test_a_guide_without_any_text_has_no_search_and_no_mistake(small: SmallSite) -> None:
    built = small.build({"docs/index.md": "---\ntitle: Home\n---\n"})
    assert built.works, built.log
    assert built.search.search.index is None


def test_an_unknown_heading_is_told_by_the_check_with_its_line(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    front = "title: Water\nquestions:\n  hydratoin:\n    - grams per loaf\n"
    (problem,) = bread.told(**{WATER: Edit("title: Water\n", front)})
    assert str(problem) == (
        f'{WATER}:5: found questions under "hydratoin"; expected the id of a heading;'
        ' write "hydration"'
    )


def test_a_copy_of_the_section_is_told_by_the_check(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    front = "title: Water\nquestions:\n  wet-doughs:\n    - It sticks to the hand, so what\n"
    (problem,) = bread.told(**{WATER: Edit("title: Water\n", front)})
    assert (problem.path, problem.line) == (WATER, 5)
    assert '"it sticks to the hand so"' in problem.found


def test_a_question_of_page_and_entry_is_told_by_the_check(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    front = "title: Water\nquestions:\n  wet-doughs: [so wet]\n"
    bread.change(WATER, Edit("title: Water\n", front))
    (problem,) = bread.told(**{STICKY: Edit("asked:\n", "questions:\n  - So wet!\nasked:\n")})
    assert (problem.path, problem.line) == (STICKY, 6)
    assert f"which {WATER}:4 has too" in problem.found


def test_a_way_of_asking_the_faq_is_no_question_for_the_index(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    edit = Edit("asked:\n", "questions:\n  - Too wet to shape. Help!\nasked:\n")
    (problem,) = bread.told(**{STICKY: edit})
    assert (problem.path, problem.line) == (STICKY, 6)
    assert "which the search is tested with" in problem.found


def test_questions_of_questions_yml_are_not_for_the_index(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    asked = "answered:\n  - {ask: grams for a loaf, at: [guides/water.md]}\n"
    bread.change("docs/ask/questions.yml", f"{asked}unanswered: [who is king]\n")
    front = "title: Water\nquestions:\n  hydration: [Grams for a loaf?, who is king]\n"
    told = bread.told(**{WATER: Edit("title: Water\n", front)})
    assert [(each.path, each.line) for each in told] == [(WATER, 4), (WATER, 4)]
    assert all("which the search is tested with" in each.found for each in told)
