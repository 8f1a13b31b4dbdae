"""How often the quiz agrees with what was built, on cases with answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from live.quiz.model import NOT_SURE, ROUTES, Answers, Quiz, known_answers
from live.quiz.next_question import open_questions, outcome
from mkdocs_liveguide.quiz.content import Coder

CODERS: tuple[Coder, ...] = ("coder_a", "coder_b")
BINS = 5
"""Groups of equal size, by confidence, for the calibration error."""


@dataclass(frozen=True)
class Told:
    """As much of a case as scoring needs."""

    id: str
    chosen: str
    answers: Mapping[Coder, Answers]


def read_told(text: str) -> list[Told]:
    """Reads cases that may come from elsewhere: only their answers and what was built.

    Args:
        text: one JSON object a line, with ``answers`` and ``chosen``.

    Raises:
        ValueError: a line is not such an object; the message names it.
    """
    told: list[Told] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                value = json.loads(line)
                answers = {coder: dict(value["answers"].get(coder, {})) for coder in CODERS}
                told.append(Told(str(value.get("id", number)), str(value["chosen"]), answers))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                what = "a JSON object with answers and chosen"
                raise ValueError(f"line {number} is not {what}: {error}") from None
    return told


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
        """Whether the route is what was built."""
        return self.route == self.chosen


@dataclass(frozen=True)
class Group:
    """Results of about the same confidence."""

    count: int
    said: float
    """Mean confidence, 0 to 1."""
    right: float
    """Share that is what was built, 0 to 1."""


@dataclass(frozen=True)
class Score:
    """The quiz on many sheets of one coder."""

    verdicts: tuple[Verdict, ...]

    @property
    def agree(self) -> int:
        """Cases whose route is what was built."""
        return sum(verdict.right for verdict in self.verdicts)

    @property
    def agree_top2(self) -> int:
        """Cases where the route or the second-best one is what was built."""
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
        """``{chosen: {route: count}}`` over the four routes."""
        table = {chosen: dict.fromkeys(ROUTES, 0) for chosen in ROUTES}
        for verdict in self.verdicts:
            table[verdict.chosen][verdict.route] += 1
        return table

    def groups(self) -> list[Group]:
        """Results in `BINS` groups of (nearly) equal size, the least sure first."""
        ordered = sorted(self.verdicts, key=lambda verdict: verdict.confidence)
        cuts = [len(ordered) * number // BINS for number in range(BINS + 1)]
        return [
            Group(
                count=len(part),
                said=sum(verdict.confidence for verdict in part) / len(part),
                right=sum(verdict.right for verdict in part) / len(part),
            )
            for part in (ordered[start:end] for start, end in pairwise(cuts))
            if part
        ]

    @property
    def calibration_error(self) -> float:
        """Expected calibration error, 0 to 1; 0 without cases.

        Mean gap between confidence and share of right results over the groups, weighted by size:
        Nguyen and O'Connor 2015, "Posterior calibration and exploratory analysis for natural
        language processing models", section 3.
        """
        gaps = [group.count * abs(group.said - group.right) for group in self.groups()]
        return sum(gaps) / max(1, len(self.verdicts))

    def plain(self) -> dict[str, Any]:
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


def score_cases(quiz: Quiz, cases: Sequence[Told], coder: Coder) -> Score:
    """Plays each case, once with all answers and once adaptively."""
    return Score(
        tuple(_verdict(quiz, case, case.answers[coder]) for case in cases if case.chosen in ROUTES)
    )


def _verdict(quiz: Quiz, case: Told, sheet: Answers) -> Verdict:
    route, shares = outcome(quiz, known_answers(quiz, sheet))
    asked = play(quiz, sheet)
    return Verdict(
        case.id,
        case.chosen,
        route,
        list(shares)[1],
        shares[route],
        len(asked),
        outcome(quiz, asked)[0],
    )


def play(quiz: Quiz, sheet: Answers) -> dict[str, str]:
    """The answers that adaptive mode asks for; "not sure" where the sheet says nothing."""
    asked: dict[str, str] = {}
    while questions := open_questions(quiz, asked):
        asked[questions[0]] = sheet.get(questions[0], NOT_SURE)
    return asked
