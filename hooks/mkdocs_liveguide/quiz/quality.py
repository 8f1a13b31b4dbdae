"""How good the quiz is, as the tables of its page show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_liveguide.quiz.load import GuideQuiz
from mkdocs_liveguide.quiz.quiz_file import Coder
from mkdocs_liveguide.quiz.score import Group, Score
from mkdocs_liveguide.quiz.source import QuizSource


@dataclass(frozen=True)
class Scored:
    """The figures of one coder; shares from 0 to 1."""

    coder: Coder
    score: Score
    count: int
    """Cases that count."""
    agree: float
    agree_top2: float
    agree_adaptive: float
    groups: Sequence[Group]


def scored(quiz: GuideQuiz) -> list[Scored]:
    """The figures of all coders."""
    found = []
    for coder in quiz.coders:
        score = quiz.scores[coder.id]
        count = max(1, len(score.verdicts))
        found.append(
            Scored(
                coder=coder,
                score=score,
                count=len(score.verdicts),
                agree=score.agree / count,
                agree_top2=score.agree_top2 / count,
                agree_adaptive=score.agree_adaptive / count,
                groups=score.groups(),
            )
        )
    return found


@dataclass(frozen=True)
class Moved:
    """An answer whose weights calibration moved."""

    question: str
    answer: str
    judged: Sequence[int]
    weights: Sequence[int]


def moved(source: QuizSource, names: Sequence[str]) -> list[Moved]:
    """All answers that calibration moved.

    Args:
        source: the quiz.
        names: the keys of weights in the order in which their points are listed.
    """
    found = []
    for entry in source.quiz.questions:
        for answer in entry.answers:
            judged = [answer.start.get(name, 0) for name in names]
            weights = [answer.weights.get(name, 0) for name in names]
            if judged != weights:
                found.append(Moved(entry.short, answer.text, judged, weights))
    return found
