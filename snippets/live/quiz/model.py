"""The decision quiz as the engine sees it: axes, routes, questions with weights, gates.

The engine holds no content. All of it comes from ``quiz.json``, which the build makes from the
guide's ``quiz.yml``; ids, numbers and texts may change without a change here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from live.quiz.wire import QUIZ_VERSION, AnswerData, QuizData

NOT_SURE = "not-sure"
"""The answer that every question takes: it counts as asked, and weighs nothing."""

STAY = "stay"
"""The key of the weight that is taken from all axes."""

Answers = Mapping[str, str]
"""Answer id (or `NOT_SURE`) by question id; a question that is not in it was not asked."""

Corner = tuple[bool, ...]
"""A level on each axis, in the order of the axes: True for high."""


class QuizError(ValueError):
    """The quiz data cannot be used; the message is a plain sentence."""


@dataclass(frozen=True)
class Axis:
    """One axis of the map."""

    id: str
    threshold: float
    """Points above which a case counts as high."""
    slope: float
    """Above 0; how fast one more point makes the quiz sure (slope of a logistic curve)."""


@dataclass(frozen=True)
class Route:
    """One of the quiz's results."""

    id: str
    corners: tuple[Corner, ...]
    """The corners of the map that it takes, at least one; no other route takes them."""

    @cached_property
    def corner_numbers(self) -> tuple[int, ...]:
        """Its corners as binary numbers, the first axis in front: 0 is low on every axis."""
        return tuple(int("".join("01"[up] for up in corner), 2) for corner in self.corners)

    def side(self, axis: int) -> int:
        """1 if all its corners are high on the axis of that number, -1 if low, 0 if some are."""
        levels = {corner[axis] for corner in self.corners}
        return 0 if len(levels) == 2 else 1 if True in levels else -1


@dataclass(frozen=True)
class Weights:
    """What one answer adds, in whole points, each from -4 to 4."""

    axes: tuple[int, ...]
    """For each axis, in the order of the axes."""
    stay: int = 0
    """A reason to stay with the fallback."""


@dataclass(frozen=True)
class Question:
    """One question."""

    id: str
    weights: Mapping[str, Weights]
    """By answer id, in the order in which the answers are shown."""
    often: Mapping[str, float]
    """By answer id: the share, 0 to 1, of the published cases' answer sheets that have it. Their
    sum is at most 1; the rest is "not sure". It orders the questions and scores nothing."""


@dataclass(frozen=True)
class Gate:
    """Answers that forbid a route whatever the score."""

    id: str
    when: Mapping[str, frozenset[str]]
    """Answer ids by question: the gate is hit when each of these has one of its answers."""
    unless: Mapping[str, frozenset[str]]
    """Answer ids by question: one of these leaves the gate open."""
    rules_out: frozenset[str]
    """Routes that it forbids; never the fallback, so that one route is always left."""


@dataclass(frozen=True)
class Quiz:
    """Everything the engine computes with."""

    axes: tuple[Axis, ...]
    """One to three."""
    routes: Mapping[str, Route]
    """By id. Every corner of the map belongs to one; of two that are equally likely the first
    wins."""
    fallback: str
    """The id of the route that no gate rules out."""
    questions: Mapping[str, Question]
    gates: tuple[Gate, ...]
    stay_factor: float
    """Points that one point of staying takes from every axis, 0 to 1."""
    gate_doubt: float
    """0 to 0.5: how much of its share a route keeps when a gate rules it out. People misjudge some
    gates, so this lowers the confidence; it never opens a gate."""
    close_call: float
    """0 to 1: a lead in probability under this is called close."""
    data: QuizData = field(repr=False)
    """The whole of ``quiz.json``, for the texts."""

    def no_weights(self) -> Weights:
        """The weights of an answer that says nothing."""
        return Weights((0,) * len(self.axes))


def parse_quiz(data: QuizData) -> Quiz:
    """Reads what the build wrote as ``quiz.json``.

    Raises:
        QuizError: it is of another version, or a part is missing.
    """
    if data.get("version") != QUIZ_VERSION:
        raise QuizError("This quiz was made for another version of the page. Reload the page.")
    try:
        axes = tuple(Axis(each["id"], each["threshold"], each["slope"]) for each in data["axes"])
        routes = {
            key: Route(key, tuple(tuple(corner) for corner in entry["corners"]))
            for key, entry in data["routes"].items()
        }
        questions = {
            entry["id"]: Question(
                entry["id"],
                {answer["id"]: _weights(answer, axes) for answer in entry["answers"]},
                {answer["id"]: answer["often"] for answer in entry["answers"]},
            )
            for entry in data["questions"]
        }
        gates = tuple(
            Gate(
                entry["id"],
                {key: frozenset(answers) for key, answers in entry["when"].items()},
                {key: frozenset(answers) for key, answers in entry["unless"].items()},
                frozenset(entry["rules_out"]),
            )
            for entry in data["gates"]
        )
        stay = data["stay"]
        return Quiz(
            axes=axes,
            routes=routes,
            fallback=data["fallback"],
            questions=questions,
            gates=gates,
            stay_factor=stay["factor"] if stay else 0.0,
            gate_doubt=data["scoring"]["gate_doubt"],
            close_call=data["scoring"]["close_call"],
            data=data,
        )
    except (KeyError, TypeError) as error:
        raise QuizError(f"A part of the quiz is missing: {error}.") from error


def _weights(answer: AnswerData, axes: tuple[Axis, ...]) -> Weights:
    given = answer["weights"]
    return Weights(tuple(given.get(axis.id, 0) for axis in axes), given.get(STAY, 0))


def known_answers(quiz: Quiz, answers: Mapping[Any, Any]) -> dict[str, str]:
    """The answers that this quiz has, in its order; all else is left out.

    Args:
        quiz: the quiz.
        answers: any mapping; nothing of it is trusted.
    """
    return {
        key: answers[key]
        for key, question in quiz.questions.items()
        if answers.get(key) == NOT_SURE
        or (isinstance(answers.get(key), str) and answers[key] in question.weights)
    }
