"""The guide's own quiz and cases, read once for the tests of the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from live.quiz.model import Quiz, parse_quiz
from live.quiz.wire import QuizData
from mkdocs_liveguide.cases.load import parse_cases
from mkdocs_liveguide.cases.model import Case, CaseFile
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.source import QuizSource

FOLDER = Path(__file__).parents[4] / "docs/quiz"


@cache
def source() -> QuizSource:
    return parse_quiz_file((FOLDER / "quiz.yml").read_text("utf-8"), "docs/quiz/quiz.yml")


@cache
def case_file() -> CaseFile:
    return parse_cases((FOLDER / "cases.jsonl").read_text("utf-8"), "docs/quiz/cases.jsonl")


def cases() -> tuple[Case, ...]:
    return case_file().cases


@cache
def data() -> QuizData:
    return quiz_data(source().quiz, cases())


@cache
def quiz() -> Quiz:
    return parse_quiz(data())
