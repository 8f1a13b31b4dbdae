"""The quiz of a guide: read, checked, scored on its cases, and made ready for pages and browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from live.quiz.model import Quiz, parse_quiz
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.evidence.evidence import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.pages.page import page_url
from mkdocs_liveguide.quiz.check import Known, check_quiz
from mkdocs_liveguide.quiz.content import Coder
from mkdocs_liveguide.quiz.data import Links, Plain, artefact, cases_data, quiz_data
from mkdocs_liveguide.quiz.parse import LocatedCase, QuizSource, parse_cases, parse_quiz_file
from mkdocs_liveguide.quiz.score import CODERS, Score, Told, score_cases
from mkdocs_liveguide.sources.problems import Collector, ContentError
from mkdocs_liveguide.tools.quiz.rewrite import Calibration, calibration_key, parse_calibration

if TYPE_CHECKING:
    from mkdocs_liveguide.sources.guide import Guide

QUIZ = "quiz/quiz.yml"
CASES = "quiz/cases.jsonl"
CALIBRATION = "quiz/calibration.yml"


@dataclass(frozen=True)
class QuizBuild:
    """A checked quiz."""

    source: QuizSource
    quiz: Quiz
    data: Plain
    """What the browser gets as ``quiz.json``."""
    cases: Sequence[LocatedCase]
    scores: dict[Coder, Score]
    """By coder, on the published cases."""
    calibration: Calibration | None
    """The figures of the last calibration; None when there was none."""
    calibrated_now: bool
    """Whether those figures are of the numbers, gates and cases as they stand."""
    artefacts: tuple[Artefact, ...]


def load_quiz(guide: Guide) -> QuizBuild | None:
    """Reads and checks the quiz of a guide; None when it has none.

    Raises:
        ContentError: all that is wrong in its files.
    """
    path = guide.docs / QUIZ
    if not path.is_file():
        return None
    source = parse_quiz_file(_text(path), _name(guide.root, path))
    collector = Collector()
    cases: list[LocatedCase] = []
    with collector.catch():
        file = guide.docs / CASES
        if file.is_file():
            cases = parse_cases(_text(file), _name(guide.root, file), source)
    told = [each.case for each in cases]
    known = Known(guide.pages, guide.evidence.findings.keys())
    with collector.catch():
        problems = list(check_quiz(source, parse_quiz(quiz_data(source.quiz, told)), cases, known))
        if problems:
            raise ContentError(problems)
    calibration: Calibration | None = None
    with collector.catch():
        file = guide.docs / CALIBRATION
        if file.is_file():
            calibration = parse_calibration(_text(file), _name(guide.root, file))
    collector.stop_if_any()

    links = Links(guide.pages, guide.evidence.findings, page_url(EVIDENCE_PAGE))
    data = quiz_data(source.quiz, told, links)
    quiz = parse_quiz(data)
    sheets = [Told(case.id, case.chosen, case.answers) for case in told]
    return QuizBuild(
        source=source,
        quiz=quiz,
        data=data,
        cases=cases,
        scores={coder: score_cases(quiz, sheets, coder) for coder in CODERS},
        calibration=calibration,
        calibrated_now=calibration is not None
        and calibration.key == calibration_key(source.quiz, cases),
        artefacts=(artefact("quiz.json", data), artefact("cases.json", cases_data(told))),
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
