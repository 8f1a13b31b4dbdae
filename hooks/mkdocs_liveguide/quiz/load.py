"""The quiz of a guide: read, checked, and scored on the guide's published cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from live.quiz.model import Quiz, parse_quiz
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.cases.model import Case, CaseFile
from mkdocs_liveguide.quiz.calibration_file import Calibration, calibration_key, parse_calibration
from mkdocs_liveguide.quiz.case_answers import check_cases, coders_of
from mkdocs_liveguide.quiz.check import check_links, check_quiz
from mkdocs_liveguide.quiz.data import artefact, cases_data, quiz_data
from mkdocs_liveguide.quiz.links import Links
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.quiz_file import Coder
from mkdocs_liveguide.quiz.score import Score, score_cases
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Collector
from mkdocs_liveguide.sources.reader import Reader

QUIZ = "quiz/quiz.yml"
CALIBRATION = "quiz/calibration.yml"
"""Files, relative to the docs folder."""


@dataclass(frozen=True)
class GuideQuiz:
    """A quiz that has been checked."""

    source: QuizSource
    engine: Quiz
    """What computes its results. Its texts link to nothing: see `artefacts`."""
    cases: tuple[Case, ...]
    coders: tuple[Coder, ...]
    scores: Mapping[str, Score]
    """By coder, on the published cases; empty without cases."""
    calibration: Calibration | None
    """The figures of the last calibration; None when there was none."""
    calibrated_now: bool
    """Whether those figures are of the weights, gates and cases as they stand."""

    def artefacts(self, links: Links) -> tuple[Artefact, ...]:
        """What the browser reads, with the addresses of what it links to."""
        quiz = quiz_data(self.source.quiz, self.cases, links)
        cases = cases_data(self.cases)
        return (artefact("quiz.json", quiz), artefact("cases.json", cases))


def load_quiz(
    reader: Reader,
    docs: Path,
    pages: Collection[str],
    findings: Collection[str] | None,
    cases: CaseFile | None,
) -> GuideQuiz | None:
    """Reads and checks the quiz of a guide; None when it has none.

    Args:
        reader: reads files.
        docs: the folder of the pages.
        pages: the `src_uri` of all pages.
        findings: the ids of all findings; None when they cannot be read, and are not asked for.
        cases: the published cases; None when they have mistakes of their own, and the quiz is
            checked without them.

    Raises:
        ContentError: all that is wrong in its files.
    """
    path = docs / QUIZ
    if not path.is_file():
        return None
    source = parse_quiz_file(reader.read(path), reader.name(path))
    told = cases or CaseFile("")
    collector = Collector([*check_links(source, pages, findings), *check_cases(source, told)])
    engine = parse_quiz(quiz_data(source.quiz, told.cases))
    collector.problems += check_quiz(source, engine, None if cases is None else told.cases)
    calibration: Calibration | None = None
    with collector.catch():
        file = docs / CALIBRATION
        if file.is_file():
            calibration = parse_calibration(reader.read(file), reader.name(file))
    collector.stop_if_any()
    coders = coders_of(source, told)
    return GuideQuiz(
        source=source,
        engine=engine,
        cases=told.cases,
        coders=coders,
        scores={coder.id: score_cases(engine, told.cases, coder.id) for coder in coders},
        calibration=calibration,
        calibrated_now=calibration is not None
        and calibration.key == calibration_key(source.quiz, told.cases),
    )
