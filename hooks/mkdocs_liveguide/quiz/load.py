"""The quiz of a guide: read, checked, and scored on the guide's published cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from live.quiz.model import Quiz, parse_quiz
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.cases.model import Case, CaseFile
from mkdocs_liveguide.quiz.calibration_file import Calibration, calibration_key, parse_calibration
from mkdocs_liveguide.quiz.case_answers import check_cases, coders_of
from mkdocs_liveguide.quiz.check import check_links, check_quiz
from mkdocs_liveguide.quiz.data import artefact, cases_data, quiz_data
from mkdocs_liveguide.quiz.links import Links
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.quiz_file import Coder
from mkdocs_liveguide.quiz.score import Score, Verdict, score_cases
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Collector, Problem
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
    kept: Kept | None = None,
) -> GuideQuiz | None:
    """Reads and checks the quiz of a guide; None when it has none.

    Args:
        reader: reads files.
        docs: the folder of the pages.
        pages: the `src_uri` of all pages.
        findings: the ids of all findings; None when they cannot be read, and are not asked for.
        cases: the published cases; None when they have mistakes of their own, and the quiz is
            checked without them.
        kept: where it is kept that a quiz has passed its checks, and how it scores; None to check
            and score it in any case.

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
    known = _Known(source, engine, cases, kept)
    collector.problems += known.problems()
    calibration: Calibration | None = None
    with collector.catch():
        calibration = reader.load(docs / CALIBRATION, parse_calibration, None)
    collector.stop_if_any()
    coders = coders_of(source, told)
    return GuideQuiz(
        source=source,
        engine=engine,
        cases=told.cases,
        coders=coders,
        scores=known.scores(coders),
        calibration=calibration,
        calibrated_now=calibration is not None
        and calibration.key == calibration_key(source.quiz, told.cases),
    )


@dataclass(frozen=True)
class _Known:
    """What takes seconds to find out about a quiz."""

    source: QuizSource
    engine: Quiz
    cases: CaseFile | None
    kept: Kept | None

    def problems(self) -> list[Problem]:
        """What is wrong with it as a whole. Only that nothing is, is kept: mistakes have lines."""
        wrong: list[Problem] = []

        def check() -> bool:
            cases = None if self.cases is None else self.cases.cases
            wrong.extend(check_quiz(self.source, self.engine, cases))
            if wrong:
                raise _WrongError
            return True

        with suppress(_WrongError):
            self._get_or_make("checks", check)
        return wrong

    def scores(self, coders: Iterable[Coder]) -> dict[str, Score]:
        """By coder, on the published cases."""
        cases, routes = (self.cases or CaseFile("")).cases, tuple(self.engine.routes)
        names = [coder.id for coder in coders]

        def score() -> dict[str, list[dict[str, object]]]:
            scored = {name: score_cases(self.engine, cases, name) for name in names}
            return {name: [*map(asdict, each.verdicts)] for name, each in scored.items()}

        found = self._get_or_make(f"scores {' '.join(names)}", score)
        return {
            name: Score(tuple(Verdict(**each) for each in verdicts), routes)
            for name, verdicts in found.items()
        }

    def _get_or_make(self, what: str, make: Callable[[], Any]) -> Any:
        if self.kept is None:
            return make()
        cases = None if self.cases is None else [each.model_dump() for each in self.cases.cases]
        read = [self.source.quiz.model_dump_json(), json.dumps(cases)]
        return self.kept.get_or_make([what, *read], make)


class _WrongError(Exception):
    """There are problems, so nothing is kept."""
