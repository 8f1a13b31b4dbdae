"""What the answers come to: a route with its reasons, what would change it, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from live.quiz.gates import hit_gates
from live.quiz.model import NOT_SURE, Answers, Quiz, Weights
from live.quiz.next_question import outcome
from live.quiz.scoring import Position, corner_probabilities, high, position, ungated
from live.quiz.wire import Flip, HitGate, Reason, Result


@dataclass(frozen=True)
class Ranking:
    """The recommendation without its reasons."""

    route: str
    second: str
    """The second-best route."""
    probabilities: dict[str, float]
    """By route, the likeliest first; from 0 to 1."""
    close_call: bool
    """Whether the second-best route is nearly as likely."""


def rank(quiz: Quiz, answers: Answers) -> Ranking:
    """What the answers come to, which is found many times faster than why.

    Args:
        quiz: the quiz.
        answers: known answers only (`known_answers`); none at all is allowed.
    """
    route, shares = outcome(quiz, answers)
    second = list(shares)[1]
    return Ranking(route, second, shares, shares[route] - shares[second] < quiz.close_call)


def recommend(quiz: Quiz, answers: Answers) -> Result:
    """The recommendation with its reasons; for the arguments see `rank`."""
    found = rank(quiz, answers)
    route, shares = found.route, found.probabilities
    place = position(quiz, answers)
    changes = flips(quiz, answers, route)
    return {
        "route": route,
        "second": found.second,
        "probabilities": shares,
        "confidence": shares[route],
        "close_call": found.close_call,
        "answered": sum(answer != NOT_SURE for answer in answers.values()),
        "position": {axis.id: points for axis, points in zip(quiz.axes, place, strict=True)},
        "high": {
            axis.id: high(axis, points) for axis, points in zip(quiz.axes, place, strict=True)
        },
        "decided_by": deciding(quiz, answers, route, shares[route]),
        "flip": changes[0] if changes else None,
        "flips": changes,
        "gates": gates(quiz, answers, place),
        "advice": [
            entry["id"]
            for entry in quiz.data["advice"]
            if all(answers.get(key) in wanted for key, wanted in entry["when"].items())
        ],
        "experiment": quiz.data["routes"][route]["experiment"],
    }


def deciding(quiz: Quiz, answers: Answers, route: str, share: float) -> list[Reason]:
    """The answers without which the route would be less likely, the strongest first.

    The strength is the fall of the route's log-odds when the answer is taken back, the gates that
    hang on it included. An answer that points the other way is not among them.
    """
    found: list[Reason] = []
    sides = _sides(quiz, route, position(quiz, answers))
    for key, answer in answers.items():
        if answer == NOT_SURE:
            continue
        without = {other: given for other, given in answers.items() if other != key}
        strength = _log_odds(share) - _log_odds(outcome(quiz, without)[1][route])
        if strength > 0.01:
            axis = _most_helped(quiz, quiz.questions[key].weights[answer], sides)
            found.append(
                {
                    "question": key,
                    "answer": answer,
                    "strength": round(strength, 3),
                    "axis": quiz.axes[axis].id,
                    "more": sides[axis] > 0,
                }
            )
    return sorted(found, key=lambda entry: -entry["strength"])


def _sides(quiz: Quiz, route: str, place: Position) -> list[int]:
    """For each axis whether up (1) or down (-1) is toward the route, or neither (0).

    A route whose corners lie on both sides of every axis is taken for its likeliest corner.
    """
    taken = quiz.routes[route]
    sides = [taken.side(index) for index in range(len(quiz.axes))]
    if any(sides):
        return sides
    shares = corner_probabilities(quiz, place)
    likeliest = max(taken.corner_numbers, key=shares.__getitem__)
    corner = taken.corners[taken.corner_numbers.index(likeliest)]
    return [1 if up else -1 for up in corner]


def _most_helped(quiz: Quiz, weights: Weights, sides: list[int]) -> int:
    """The number of the axis on which an answer moves most toward the route."""
    stay = quiz.stay_factor * weights.stay
    return max(
        (index for index, side in enumerate(sides) if side),
        key=lambda index: sides[index] * quiz.axes[index].slope * (weights.axes[index] - stay),
    )


def _log_odds(share: float) -> float:
    # A share can round to 0 or 1 far out on the map; 1e-9 keeps the logarithm finite.
    share = min(max(share, 1e-9), 1 - 1e-9)
    return log(share / (1 - share))


def flips(quiz: Quiz, answers: Answers, route: str) -> list[Flip]:
    """For each question the nearest other answer that would give another route, nearest first.

    Near is measured in points that would have to move; an answer already given comes before one
    that would be new at the same distance.
    """
    found: list[Flip] = []
    nothing = quiz.no_weights()
    for key, question in quiz.questions.items():
        given = answers.get(key, NOT_SURE)
        nearest: Flip | None = None
        for answer, weights in question.weights.items():
            if answer == given:
                continue
            then = outcome(quiz, {**answers, key: answer})[0]
            if then == route:
                continue
            distance = _distance(question.weights.get(given, nothing), weights)
            if nearest is None or distance < nearest["distance"]:
                nearest = {"question": key, "answer": answer, "route": then, "distance": distance}
        if nearest:
            found.append(nearest)
    new = {key: answers.get(key, NOT_SURE) == NOT_SURE for key in quiz.questions}
    return sorted(found, key=lambda entry: (entry["distance"], new[entry["question"]]))


def _distance(old: Weights, new: Weights) -> int:
    moved = sum(abs(one - other) for one, other in zip(old.axes, new.axes, strict=True))
    return moved + abs(old.stay - new.stay)


def gates(quiz: Quiz, answers: Answers, place: Position) -> list[HitGate]:
    """The gates that are hit; decisive is one without which the route would be another."""
    free = ungated(quiz, place)
    likeliest = max(free, key=lambda route: free[route])
    reasons = {entry["id"]: entry["reason"] for entry in quiz.data["gates"]}
    return [
        {
            "id": gate.id,
            "rules_out": sorted(gate.rules_out),
            "reason": reasons[gate.id],
            "decisive": likeliest in gate.rules_out,
        }
        for gate in hit_gates(quiz, answers)
    ]
