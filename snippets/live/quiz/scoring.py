"""From answers to a position on the map, and from there to a probability for each route.

Each axis is scored by itself: there is no single line between two techniques. Answers add points
to the axes; reasons to stay with the fallback lower all of them. How far a position lies from an
axis's threshold gives, through the logistic function, the probability that the case is high there.
The corners of the map are all ways to be high or low on the axes; a route's probability is that of
its corners together.
"""

from __future__ import annotations

from math import exp

from live.quiz.model import Answers, Axis, Quiz

Position = tuple[float, ...]
"""Points on each axis, in the order of the axes: the answers' weights less what staying takes."""


def position(quiz: Quiz, answers: Answers) -> Position:
    """Adds up the answers' weights; unanswered and "not sure" add nothing."""
    given = [
        weights
        for key, answer in answers.items()
        if (weights := quiz.questions[key].weights.get(answer)) is not None
    ]
    if not given:
        return (0.0,) * len(quiz.axes)
    stay = quiz.stay_factor * sum([weights.stay for weights in given])
    by_axis = zip(*[weights.axes for weights in given], strict=True)
    return tuple([sum(points) - stay for points in by_axis])


def high(axis: Axis, points: float) -> float:
    """Probability, 0 to 1, that a case is high on this axis; 0.5 at the threshold."""
    # Beyond 700 the exponential leaves the range of a float; the probability is 0 long before.
    return 1 / (1 + exp(min(700.0, -axis.slope * (points - axis.threshold))))


def ungated(quiz: Quiz, place: Position) -> dict[str, float]:
    """Probability of each route by the axes alone, in the quiz's order; the sum is 1."""
    corners = corner_probabilities(quiz, place)
    return {
        key: sum([corners[number] for number in route.corner_numbers])
        for key, route in quiz.routes.items()
    }


def corner_probabilities(quiz: Quiz, place: Position) -> list[float]:
    """Probability of each corner, by its number (`live.quiz.model.Route.corner_numbers`)."""
    corners = [1.0]
    for axis, points in zip(quiz.axes, place, strict=True):
        up = high(axis, points)
        corners = [share * level for share in corners for level in (1 - up, up)]
    return corners


def probabilities(quiz: Quiz, place: Position, ruled_out: frozenset[str]) -> dict[str, float]:
    """Probability of each route, best first, equal ones by id; the sum is 1.

    The first is never ruled out; of two equally likely it is the one that stands first in the quiz.

    What a gate takes from a route goes to the best route that is left, but for `Quiz.gate_doubt`
    of it. So the order of the others stays what the axes say, and raising an answer's weight
    toward a route never lowers that route's place.
    """
    shares = ungated(quiz, place)
    # max() keeps the first of equals.
    first = max([key for key in shares if key not in ruled_out], key=shares.__getitem__)
    for key in quiz.routes:
        if key in ruled_out:
            taken = shares[key] * (1 - quiz.gate_doubt)
            shares[key] -= taken
            shares[first] += taken
    rest = sorted([key for key in shares if key != first], key=lambda key: (-shares[key], key))
    return {key: shares[key] for key in (first, *rest)}
