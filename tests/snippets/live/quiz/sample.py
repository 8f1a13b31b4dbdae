"""The guide's own quiz and cases, read once for the tests of the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mkdocs_liveguide.quiz.content import Case

from live.quiz.model import Quiz, parse_quiz
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.parse import QuizSource, parse_cases, parse_quiz_file

FOLDER = Path(__file__).parents[4] / "docs/quiz"


@cache
def source() -> QuizSource:
    return parse_quiz_file((FOLDER / "quiz.yml").read_text("utf-8"), "docs/quiz/quiz.yml")


@cache
def cases() -> tuple[Case, ...]:
    text = (FOLDER / "cases.jsonl").read_text("utf-8")
    return tuple(each.case for each in parse_cases(text, "docs/quiz/cases.jsonl", source()))


@cache
def data() -> dict[str, Any]:
    return quiz_data(source().quiz, cases())


@cache
def quiz() -> Quiz:
    return parse_quiz(data())
