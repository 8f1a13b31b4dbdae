"""Figures that a text has the build tell."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.small_site import Built, SmallSite

from mkdocs_liveguide.numbers.known import NUMBERS, UNMEASURED, Known
from mkdocs_liveguide.pages.numbers import OF_SEARCH
from mkdocs_liveguide.search.answering import Outcome
from mkdocs_liveguide.search.test_set import TestQuestion

FINDING = """\
- id: {id}
  title: T
  claim: It is so.
  authors: [Oolong]
  year: 2024
  source: {{title: A paper, url: "https://example.org/"}}
  checked: {checked}
  checked_on: 2026-11-22
"""
EVIDENCE = {
    "docs/evidence/index.md": (
        "---\ntopics:\n  - {id: tea, title: Tea}\n---\n\n# Evidence\n\n::: evidence\n"
    ),
    "docs/evidence/tea.yml": "".join(
        FINDING.format(id=name, checked=checked)
        for name, checked in (("E01", "source"), ("E02", "source"), ("E03", "secondary"))
    ),
}
CITED = "\n\nIt is so. [@E01; @E02; @E03]\n"


def build(small: SmallSite, text: str, **files: str) -> Built:
    return small.build({**EVIDENCE, **files, "docs/index.md": f"# Tea\n\n{text}{CITED}"})


@pytest.mark.parametrize(
    "text",
    [
        "There are [=findings], of which [=findings-read] were read, not [=findings-second-hand].",
        "**There are [=findings], of which [=findings-read]** were read, not"
        " [[=findings-second-hand]](evidence/index.md).",
    ],
)
def test_a_text_tells_what_the_build_counted(small: SmallSite, text: str) -> None:
    built = build(small, text)
    assert built.works, built.log
    shown = built.text().replace("[1]", "1")
    assert "There are 3 , of which 2" in shown or "There are 3, of which 2" in shown
    assert "data-late" not in str(built.html())


def test_a_page_that_is_kept_tells_what_there_is_by_now(small: SmallSite) -> None:
    assert build(small, "There are [=findings].").works
    more = EVIDENCE["docs/evidence/tea.yml"] + FINDING.format(id="E04", checked="partly")
    text = f"# Tea\n\nThere are [=findings].{CITED}"
    files = {"docs/evidence/tea.yml": more, "docs/more.md": "# More\n\nSo it is. [@E04]\n"}
    built = small.build({**EVIDENCE, "docs/index.md": text, **files})
    assert built.works, built.log
    assert "There are 4" in built.text()


def test_code_and_other_brackets_are_left_alone(small: SmallSite) -> None:
    built = build(small, "Write `[=findings]`, or [= findings], or [=85% done].")
    assert built.works, built.log
    assert "Write [=findings] , or [= findings], or [=85% done]." in built.text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[=finding]", 'found the unknown figure "[=finding]"; expected one of "cases"'),
        ("[=search-frist]", 'found the unknown figure "[=search-frist]"'),
        ("[=cases]", "in a guide that has none; expected something in docs/quiz/cases.jsonl"),
        ("[=search-first]", "in a guide that has none; expected something in docs/ask/test-set"),
        ("[=quiz-held-out]", "expected something in docs/quiz/calibration.yml"),
    ],
)
def test_a_figure_that_there_is_not_is_told_with_its_line(
    small: SmallSite, text: str, told: str
) -> None:
    built = build(small, f"Words.\n\nThere are {text}.")
    (problem,) = built.problems
    assert problem.startswith("docs/index.md:5: ")
    assert told in problem


def test_the_searchs_figures_are_those_of_the_half_that_is_held_out(small: SmallSite) -> None:
    questions = "answered:\n  - {ask: Where are the leaves?, at: [index.md]}\nunanswered: [Sea?]\n"
    asked = [f"Where are the leaves, number {number}?" for number in range(8)]
    held_out = [each for each in asked if TestQuestion(each, "", ()).half == "held out"]
    assert 0 < len(held_out) < len(asked)
    lines = "\n".join(json.dumps({"question": each, "pages": ["index.md"]}) for each in asked)
    files = {"docs/ask/questions.yml": questions, "docs/ask/test-set.jsonl": lines}
    text = "Leaves are here. Of [=search-questions] it finds [=search-in3]."
    built = small.build({**files, "docs/index.md": f"# Tea\n\n{text}\n"})
    assert built.works, built.log
    assert f"Of {len(held_out)} it finds 100\N{NO-BREAK SPACE}%" in str(built.html())


def outcome(number: int, rank: int | None, pages: tuple[str, ...] = ("a.md",)) -> Outcome:
    return Outcome(TestQuestion(f"question {number}", "", pages), rank, True)


def test_shares_are_of_the_questions_that_the_guide_answers() -> None:
    all_of_them = [outcome(number, 1 + number % 4) for number in range(40)]
    all_of_them.append(outcome(50, None, ()))
    known = Known(tested=True, outcomes=lambda: all_of_them)
    held_out = [e for e in all_of_them if e.question.half == "held out" and e.question.pages]
    first = sum(each.rank == 1 for each in held_out) / len(held_out)
    assert NUMBERS["search-first"].tell(known) == f"{100 * first:.0f}\N{NO-BREAK SPACE}%"
    assert NUMBERS["search-questions"].tell(known) == str(len(held_out))


def test_what_is_not_measured_yet_says_so() -> None:
    assert NUMBERS["search-first"].tell(Known(tested=True)) == UNMEASURED


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({"a": 0.805, "b": 0.858}, "80 to 86 %"),
        ({"a": 0.5, "b": 0.5}, "50 %"),
        ({"a": 1.0}, "100 %"),
    ],
)
def test_shares_of_several_readers_are_told_from_the_lowest(
    shares: dict[str, float], told: str
) -> None:
    held_out = SimpleNamespace(agree=shares, agree_top2=shares)
    calibration = cast("Any", SimpleNamespace(held_out=held_out))
    known = Known(calibration=calibration)
    assert NUMBERS["quiz-held-out"].tell(known) == told.replace(" %", "\N{NO-BREAK SPACE}%")


def test_names_say_when_a_figure_is_known() -> None:
    assert {n for n, each in NUMBERS.items() if each.of_search} == {
        name for name in NUMBERS if name.startswith(OF_SEARCH)
    }
