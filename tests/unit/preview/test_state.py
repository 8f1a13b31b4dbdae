"""What an author sees and is told from one build of a preview to the next."""

from __future__ import annotations

import pytest

from mkdocs_liveguide.preview.state import Preview
from mkdocs_liveguide.sources.problems import Problem

ONE = Problem("docs/a.md", 3, 'a link to "<b>.md"', "a page", 'write "b.md"')
TWO = Problem("docs/b.md", 7, "nothing", "words", "write them")
PAGE = b"<html><body><h1>Old</h1></body></html>"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def preview(said: list[str]) -> Preview:
    return Preview(said.append)


def test_a_page_of_right_sources_is_left_alone(preview: Preview, said: list[str]) -> None:
    preview.tell([], stopped=False)
    assert preview.show(PAGE) is None
    assert said == []


def test_problems_stand_over_the_last_good_content(preview: Preview) -> None:
    preview.tell([], stopped=False)
    preview.tell([ONE, TWO], stopped=True)
    shown = preview.show(PAGE)
    assert shown is not None
    assert shown.index(b"<h1>Old</h1>") < shown.index(b"docs/a.md:3") < shown.index(b"</body>")
    assert b"2 mistakes in the sources; the page is from the last good build" in shown
    assert b"docs/b.md:7" in shown


def test_what_is_found_is_text_and_no_markup(preview: Preview) -> None:
    preview.tell([ONE], stopped=True)
    shown = preview.show(PAGE)
    assert shown is not None
    assert b"&lt;b&gt;.md" in shown
    assert b"<b>.md" not in shown


def test_before_any_good_build_the_problems_are_the_page(preview: Preview) -> None:
    preview.tell([ONE], stopped=True)
    shown = preview.show(None)
    assert shown is not None
    assert b"There is no site yet" in shown
    assert b"docs/a.md:3" in shown


def test_what_only_warns_stands_over_the_newest_content(preview: Preview) -> None:
    preview.tell([ONE], stopped=False)
    shown = preview.show(PAGE)
    assert shown is not None
    assert b"1 mistake in the sources" in shown
    assert b"last good build" not in shown


def test_when_all_is_mended_nothing_is_shown(preview: Preview) -> None:
    preview.tell([ONE], stopped=True)
    preview.tell([], stopped=False)
    assert preview.show(PAGE) is None


def test_the_terminal_is_told_each_problem_once(preview: Preview, said: list[str]) -> None:
    preview.tell([ONE], stopped=True)
    preview.tell([ONE, TWO], stopped=True)
    preview.tell([ONE, TWO], stopped=True)
    preview.tell([], stopped=False)
    assert "\n".join(said).count(str(ONE)) == 1
    assert "\n".join(said).count(str(TWO)) == 1
    assert said[1].startswith("1 problem in the sources (and 1 from before):")
    assert said[2:] == ["Still 2 problems from before.", "All problems are mended."]


def test_a_problem_that_comes_back_is_told_again(preview: Preview, said: list[str]) -> None:
    for problems in ([ONE], [], [ONE]):
        preview.tell(problems, stopped=bool(problems))
    assert "\n".join(said).count(str(ONE)) == 2


def test_what_could_not_be_looked_at_is_not_told_again(preview: Preview, said: list[str]) -> None:
    preview.tell([ONE], stopped=True)
    preview.tell([TWO], stopped=True, all_read=False)
    preview.tell([ONE], stopped=True)
    assert "\n".join(said).count(str(ONE)) == 1


def test_of_very_many_some_are_counted(preview: Preview, said: list[str]) -> None:
    preview.tell([Problem("docs/a.md", n, "a", "b", "c") for n in range(1, 81)], stopped=True)
    assert said[0].endswith("… and 30 more")
    shown = preview.show(None)
    assert shown is not None
    assert "and 30 more" in shown.decode()
