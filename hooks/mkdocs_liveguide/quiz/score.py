"""How often the quiz agrees with what was chosen, on cases with answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Protocol, TypedDict

from live.quiz.model import NOT_SURE, Answers, Quiz, known_answers
from live.quiz.next_question import open_questions, outcome

BINS = 5
"""Groups of equal size, by confidence, for the calibration error."""


class Answered(Protocol):
    """As much of a case as scoring needs."""

    @property
    def id(self) -> str:
        """The case's own."""

    @property
    def chosen(self) -> str:
        """The route that was taken; cases in which it is none of the quiz's are left out."""

    @property
    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """Answer sheets by coder."""


class Figures(TypedDict):
    """The figures of one coder."""

    cases: int
    agree: int
    agree_top2: int
    mean_asked: float
    calibration_error: float
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Verdict:
    """What the quiz says of one answer sheet."""

    case: str
    chosen: str
    route: str
    second: str
    confidence: float
    """0 to 1."""
    asked: int
    """Questions in adaptive mode."""
    adaptive_route: str
    """The route after only those questions."""

    @property
    def right(self) -> bool:
        """Whether the route is what was chosen."""
        return self.route == self.chosen


@dataclass(frozen=True)
class Group:
    """Results of about the same confidence."""

    count: int
    said: float
    """Mean confidence, 0 to 1."""
    right: float
    """Share that is what was chosen, 0 to 1."""


def grouped(results: Sequence[tuple[float, bool]]) -> list[Group]:
    """Results in `BINS` groups of (nearly) equal size, the least sure first.

    Args:
        results: for each its confidence, 0 to 1, and whether it is right.
    """
    ordered = sorted(results, key=itemgetter(0))
    cuts = [len(ordered) * number // BINS for number in range(BINS + 1)]
    return [
        Group(
            count=len(part),
            said=sum(said for said, _ in part) / len(part),
            right=sum(right for _, right in part) / len(part),
        )
        for part in (ordered[start:end] for start, end in pairwise(cuts))
        if part
    ]


def calibration_error(results: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error, 0 to 1; 0 without results.

    Mean gap between confidence and share of right results over the groups, weighted by size:
    Nguyen and O'Connor 2015, "Posterior calibration and exploratory analysis for natural
    language processing models", section 3.

    Args:
        results: as in `grouped`.
    """
    gaps = [group.count * abs(group.said - group.right) for group in grouped(results)]
    return sum(gaps) / max(1, len(results))


@dataclass(frozen=True)
class Score:
    """The quiz on many sheets of one coder."""

    verdicts: tuple[Verdict, ...]
    routes: tuple[str, ...]
    """Ids, in the quiz's order."""

    @property
    def agree(self) -> int:
        """Cases whose route is what was chosen."""
        return sum(verdict.right for verdict in self.verdicts)

    @property
    def agree_top2(self) -> int:
        """Cases where the route or the second-best one is what was chosen."""
        return sum(verdict.chosen in (verdict.route, verdict.second) for verdict in self.verdicts)

    @property
    def agree_adaptive(self) -> int:
        """Cases that are right after the adaptive questions alone."""
        return sum(verdict.adaptive_route == verdict.chosen for verdict in self.verdicts)

    @property
    def mean_asked(self) -> float:
        """Mean number of questions in adaptive mode; 0 without cases."""
        return sum(verdict.asked for verdict in self.verdicts) / max(1, len(self.verdicts))

    @property
    def confusion(self) -> dict[str, dict[str, int]]:
        """``{chosen: {route: count}}`` over all routes."""
        table = {chosen: dict.fromkeys(self.routes, 0) for chosen in self.routes}
        for verdict in self.verdicts:
            table[verdict.chosen][verdict.route] += 1
        return table

    def recall(self, route: str) -> float:
        """Share of the cases in which a route was chosen that get it; 0 without such cases."""
        row = self.confusion[route]
        return row[route] / max(1, sum(row.values()))

    def groups(self) -> list[Group]:
        """Results in `BINS` groups of (nearly) equal size, the least sure first."""
        return grouped([(verdict.confidence, verdict.right) for verdict in self.verdicts])

    @property
    def calibration_error(self) -> float:
        """See `calibration_error`."""
        return calibration_error([(verdict.confidence, verdict.right) for verdict in self.verdicts])

    def figures(self) -> Figures:
        """The figures as plain data."""
        return {
            "cases": len(self.verdicts),
            "agree": self.agree,
            "agree_top2": self.agree_top2,
            "mean_asked": round(self.mean_asked, 2),
            "calibration_error": round(self.calibration_error, 4),
            "confusion": self.confusion,
        }

    def summary(self) -> str:
        """The figures in one line."""
        count = len(self.verdicts)
        return (
            f"agrees on {self.agree} of {count}, first two routes {self.agree_top2}; "
            f"asks {self.mean_asked:.1f} questions, after which {self.agree_adaptive} agree; "
            f"calibration error {self.calibration_error:.3f}"
        )


def score_cases(quiz: Quiz, cases: Iterable[Answered], coder: str) -> Score:
    """Plays each case, once with all answers and once adaptively."""
    verdicts = [
        _verdict(quiz, case.id, case.chosen, case.answers.get(coder, {}))
        for case in cases
        if case.chosen in quiz.routes
    ]
    return Score(tuple(verdicts), tuple(quiz.routes))


def _verdict(quiz: Quiz, case: str, chosen: str, sheet: Answers) -> Verdict:
    route, shares = outcome(quiz, known_answers(quiz, sheet))
    asked = play(quiz, sheet)
    return Verdict(
        case=case,
        chosen=chosen,
        route=route,
        second=list(shares)[1],
        confidence=shares[route],
        asked=len(asked),
        adaptive_route=outcome(quiz, asked)[0],
    )


def play(quiz: Quiz, sheet: Answers) -> dict[str, str]:
    """The answers that adaptive mode asks for; "not sure" where the sheet says nothing."""
    asked: dict[str, str] = {}
    while questions := open_questions(quiz, asked):
        asked[questions[0]] = sheet.get(questions[0], NOT_SURE)
    return asked
