"""The generic checks of a quiz notice a quiz that is not what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from live.quiz import api
from mkdocs_liveguide.cases.model import CaseFile
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.load import load_quiz
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.starter import write_starter
from mkdocs_liveguide.testing.checks.quiz import quiz_checks, sheets
from mkdocs_liveguide.testing.guide import Built, GuideUnderTest

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def guide(tmp_path: Path) -> GuideUnderTest:
    """The starter's guide, of which only the quiz is there as if it had been built."""
    write_starter(tmp_path, "Tea")
    pages = {
        path.relative_to(tmp_path / "docs").as_posix() for path in (tmp_path / "docs").rglob("*.md")
    }
    quiz = load_quiz(Reader(tmp_path), tmp_path / "docs", pages, None, CaseFile(""))
    assert quiz is not None
    made = GuideUnderTest(tmp_path, lambda: tmp_path)
    made.__dict__["built"] = Built(tmp_path, True, "")
    made.__dict__["manifest_file"] = {"artefacts": {"quiz.json": {"path": "quiz.json"}}}
    (tmp_path / "quiz.json").write_text(json.dumps(quiz_data(quiz.source.quiz, [])))
    return made


def told(guide: GuideUnderTest) -> dict[str, list[str]]:
    """What each check tells, where it tells anything."""
    found = {check.name: list(check.problems()) for check in quiz_checks(guide)}
    return {name: problems for name, problems in found.items() if problems}


def change(guide: GuideUnderTest, new: Change) -> None:
    data = json.loads((guide.root / "quiz.json").read_text())
    new(data)
    (guide.root / "quiz.json").write_text(json.dumps(data))


def test_a_quiz_that_holds_is_left_alone(guide: GuideUnderTest) -> None:
    assert told(guide) == {}


def test_a_small_quiz_is_tried_out_whole_and_a_large_one_by_the_same_draw(
    guide: GuideUnderTest,
) -> None:
    quiz = json.loads((guide.root / "quiz.json").read_text())
    assert len(list(sheets(quiz))) == 4 * 4 * 4
    quiz["questions"] = [{**quiz["questions"][0], "id": f"q{number}"} for number in range(9)]
    drawn = list(sheets(quiz))
    assert 100 < len(drawn) < 1000
    assert drawn == list(sheets(quiz))


def test_a_route_that_nothing_leads_to_is_told(guide: GuideUnderTest) -> None:
    def unreachable(data: dict[str, Any]) -> None:
        data["axes"][1]["threshold"] = 20

    change(guide, unreachable)
    assert told(guide) == {
        "every route of the quiz can be the result": [
            "no answers were found that lead to fahrenheit"
        ]
    }


def test_a_trap_that_does_not_hold_is_told_with_its_line(guide: GuideUnderTest) -> None:
    path = guide.docs / "quiz" / "quiz.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("weights: {calculation: 4}", "weights: {calculation: 0}"), "utf-8")
    (problems,) = told(guide).values()
    assert any("a-ratio-is-in-kelvin" in problem for problem in problems), problems
    assert all(problem.startswith("docs/quiz/quiz.yml:") for problem in problems)


@pytest.mark.parametrize(
    ("name", "lie", "sentence"),
    [
        ("recommend", {"answered": 0}, "every answer of the quiz counts as one"),
        ("recommend", {"confidence": 2}, "a result of the quiz is whole whatever is answered"),
        ("recommend", {"second": "celsius"}, "a result of the quiz is whole whatever is answered"),
        ("recommend", {"flip": {}}, "another answer gives the route that the quiz says"),
        ("recommend", {"gates": [{"id": "g", "rules_out": ["celsius"]}]}, "a gate of the quiz is"),
        ("next_question", {"question": "use"}, "the quiz ends and asks nothing twice"),
        ("next_question", {"question": None}, "when the quiz ends no single answer more"),
        ("read_link", {"answers": {}}, "a link restores the answers of the quiz"),
    ],
)
def test_an_engine_that_says_something_wrong_is_noticed(
    guide: GuideUnderTest,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    lie: dict[str, Any],
    sentence: str,
) -> None:
    real = getattr(api, name)
    monkeypatch.setattr(api, name, lambda *given: {**real(*given), **lie})
    assert any(found.startswith(sentence) for found in told(guide)), told(guide)
