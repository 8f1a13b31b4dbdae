"""From answers to a place on the map, and from there to a probability for each route.

Two needs are scored, not one line between two techniques: how much must be looked up (R), and
how much is behaviour that examples teach (F). Reasons to stay with a prompt (P) lower both. Each
scale has a line; how far a place lies from it gives, through the logistic function, the
probability that the need is real. The four routes are the four ways to combine two needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from live.quiz.model import ROUTES, Answers, Quiz, Scale


@dataclass(frozen=True)
class Position:
    """A place on the map."""

    look_up: float
    """R less its share of P, in points."""
    train: float
    """F less its share of P, in points."""


def position(quiz: Quiz, answers: Answers) -> Position:
    """Adds up what the answers push; unanswered and "not sure" add nothing."""
    look_up = train = stay = 0
    for key, answer in answers.items():
        push = quiz.dimensions[key].pushes.get(answer)
        if push is not None:
            look_up += push.look_up
            train += push.train
            stay += push.stay
    return Position(look_up - quiz.stay_counts * stay, train - quiz.stay_counts * stay)


def need(scale: Scale, points: float) -> float:
    """Probability, 0 to 1, that the need of this scale is real; 0.5 on the line."""
    return 1 / (1 + exp(-scale.steepness * (points - scale.line)))


def ungated(quiz: Quiz, place: Position) -> dict[str, float]:
    """Probability of each route by the scales alone; the sum is 1."""
    facts = need(quiz.look_up, place.look_up)
    behaviour = need(quiz.train, place.train)
    return {
        "prompt": (1 - facts) * (1 - behaviour),
        "retrieval": facts * (1 - behaviour),
        "fine-tuning": (1 - facts) * behaviour,
        "both": facts * behaviour,
    }


def probabilities(quiz: Quiz, place: Position, ruled_out: frozenset[str]) -> dict[str, float]:
    """Probability of each route, best first; the sum is 1, and the first is never ruled out.

    What a gate takes from a route goes to the best route that is left, but for `Quiz.gate_doubt`
    of it. So the order of the others stays what the scales say, and raising an answer's push
    toward a route never lowers that route's place.
    """
    shares = ungated(quiz, place)
    # On a tie the route that asks for less to be built: max() keeps the first.
    first = max(
        (route for route in ROUTES if route not in ruled_out), key=lambda route: shares[route]
    )
    for route in ruled_out:
        taken = shares[route] * (1 - quiz.gate_doubt)
        shares[route] -= taken
        shares[first] += taken
    rest = sorted(
        (route for route in ROUTES if route != first), key=lambda route: (-shares[route], route)
    )
    return {route: shares[route] for route in (first, *rest)}
