"""The decision quiz as the engine sees it: questions with their pushes, gates, two scales.

The engine holds no content. All of it comes from ``quiz.json``, which the build makes from the
guide's ``quiz.yml``; ids, numbers and texts may change without a change here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOT_SURE = "not-sure"
"""The answer that every question takes: it counts as asked, and pushes nowhere."""

ROUTES = ("prompt", "retrieval", "fine-tuning", "both")
"""Route ids, from the least to the most that must be built."""

CORNERS: Mapping[str, tuple[int, int]] = {
    "prompt": (-1, -1),
    "retrieval": (1, -1),
    "fine-tuning": (-1, 1),
    "both": (1, 1),
}
"""Where each route lies on the scales look-up and train: 1 high, -1 low."""

Answers = Mapping[str, str]
"""Answer id (or `NOT_SURE`) by dimension id; a dimension that is not in it was not asked."""


class QuizError(ValueError):
    """The quiz data cannot be used; the message is a plain sentence."""


@dataclass(frozen=True)
class Push:
    """What one answer adds, in whole points, each from -4 to 4."""

    look_up: int = 0
    """R: how much the answer depends on facts that are not in the request."""
    train: int = 0
    """F: how much the job is a fixed behaviour that examples can teach."""
    stay: int = 0
    """P: a reason to stay with a good prompt."""


@dataclass(frozen=True)
class Dimension:
    """One question."""

    id: str
    pushes: Mapping[str, Push]
    """By answer id, in the order in which the answers are shown."""
    often: Mapping[str, float]
    """By answer id: the share, 0 to 1, of the published cases' answer sheets that have it. Their
    sum is at most 1; the rest is "not sure". It orders the questions and scores nothing."""


@dataclass(frozen=True)
class Gate:
    """Answers that forbid a route whatever the score."""

    id: str
    when: Mapping[str, frozenset[str]]
    """Answer ids by dimension: the gate is hit when each of these has one of its answers."""
    unless: Mapping[str, frozenset[str]]
    """Answer ids by dimension: one of these leaves the gate open."""
    rules_out: frozenset[str]
    """Routes that it forbids; never "prompt", so that one route is always left."""


@dataclass(frozen=True)
class Scale:
    """One axis of the map."""

    line: float
    """Points above which the need counts as high."""
    steepness: float
    """Above 0; how fast one more point makes the quiz sure (logistic slope a point)."""


@dataclass(frozen=True)
class Quiz:
    """Everything the engine computes with."""

    dimensions: Mapping[str, Dimension]
    gates: tuple[Gate, ...]
    look_up: Scale
    train: Scale
    stay_counts: float
    """Points that one P point takes from both scales, 0 to 1."""
    gate_doubt: float
    """0 to 0.5: how much of its share a route keeps when a gate rules it out. People misjudge some
    gates, so this lowers the confidence; it never opens a gate."""
    close_call: float
    """0 to 1: a lead in probability under this is called close."""
    data: Mapping[str, Any] = field(repr=False)
    """The whole of ``quiz.json``, for the texts."""


def parse_quiz(data: Mapping[str, Any]) -> Quiz:
    """Reads what the build wrote as ``quiz.json``.

    Args:
        data: the parsed JSON, ``{"version": 1, "scoring": {...}, "dimensions": [...], ...}``.

    Raises:
        QuizError: it is of another version, or a part is missing.
    """
    if data.get("version") != 1:
        raise QuizError("This quiz was made for another version of the page. Reload the page.")
    try:
        dimensions = {
            entry["id"]: Dimension(
                entry["id"],
                {answer["id"]: Push(*answer["push"]) for answer in entry["answers"]},
                {answer["id"]: answer["often"] for answer in entry["answers"]},
            )
            for entry in data["dimensions"]
        }
        gates = tuple(
            Gate(
                entry["id"],
                {key: frozenset(answers) for key, answers in entry["when"].items()},
                {key: frozenset(answers) for key, answers in entry.get("unless", {}).items()},
                frozenset(entry["rules_out"]),
            )
            for entry in data["gates"]
        )
        scoring = data["scoring"]
        return Quiz(
            dimensions,
            gates,
            Scale(**scoring["look_up"]),
            Scale(**scoring["train"]),
            scoring["stay_counts"],
            scoring["gate_doubt"],
            scoring["close_call"],
            data,
        )
    except (KeyError, TypeError) as error:
        raise QuizError(f"A part of the quiz is missing: {error}.") from error


def known_answers(quiz: Quiz, answers: Mapping[Any, Any]) -> dict[str, str]:
    """The answers that this quiz has, in its order; all else is left out.

    Args:
        quiz: the quiz.
        answers: any mapping; nothing of it is trusted.
    """
    return {
        key: answers[key]
        for key, dimension in quiz.dimensions.items()
        if answers.get(key) == NOT_SURE
        or (isinstance(answers.get(key), str) and answers[key] in dimension.pushes)
    }
