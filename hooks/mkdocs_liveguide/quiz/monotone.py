"""Properties of the whole map: what lies above thresholds, and that more never means less."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import product
from math import prod

from live.quiz.model import Quiz
from live.quiz.scoring import Position, probabilities

MOST_PLACES = 20_000
"""Positions at most that are tried; on a larger map they lie further apart."""


def falls_above(quiz: Quiz, axes: Collection[str], routes: Collection[str]) -> str | None:
    """Where a position above the thresholds of these axes gives none of the routes, as words."""
    thresholds = {axis.id: axis.threshold for axis in quiz.axes}
    names = list(thresholds)
    for place in places(quiz):
        points = dict(zip(names, place, strict=True))
        if all(points[axis] > thresholds[axis] for axis in axes):
            route = next(iter(probabilities(quiz, place, frozenset())))
            if route not in routes:
                return f"{at(quiz, place)} give {route}"
    return None


def falls_back(quiz: Quiz) -> str | None:
    """Where one more point toward a route lowers its place among the routes, as words."""

    @cache
    def order(place: Position, shut: frozenset[str]) -> list[str]:
        return list(probabilities(quiz, place, shut))

    for shut in sorted(_shut_sets(quiz), key=sorted):
        for place in places(quiz):
            before = order(place, shut)
            for name, step, routes in _steps(quiz):
                moved = tuple(points + more for points, more in zip(place, step, strict=True))
                after = order(moved, shut)
                for route in routes:
                    if after.index(route) > before.index(route):
                        return f"at {at(quiz, place)} one more {name} point lowers {route}"
    return None


def _steps(quiz: Quiz) -> list[tuple[str, Position, list[str]]]:
    """For each weight its letter, what one more point of it moves, and the routes it is toward."""
    count = len(quiz.axes)
    letters = [axis["letter"] for axis in quiz.data["axes"]]
    steps: list[tuple[str, Position, list[str]]] = []
    for number in range(count):
        step = tuple(float(index == number) for index in range(count))
        toward = [key for key, route in quiz.routes.items() if route.side(number) > 0]
        steps.append((letters[number], step, toward))
    stay = quiz.data["stay"]
    if stay is not None:
        lowest = [
            key
            for key, route in quiz.routes.items()
            if all(route.side(number) < 0 for number in range(count))
        ]
        steps.append((stay["letter"], (-quiz.stay_factor,) * count, lowest))
    return steps


def _shut_sets(quiz: Quiz) -> set[frozenset[str]]:
    """Every set of routes that gates can rule out together."""
    shut = {frozenset[str]()}
    for gate in quiz.gates:
        shut |= {each | gate.rules_out for each in shut}
    return shut


def places(quiz: Quiz) -> Iterator[Position]:
    """Every position that answers can add up to, in steps of staying, and some that they cannot."""
    weights = [entry.weights.values() for entry in quiz.questions.values()]
    stay = quiz.stay_factor * sum(max(0, *(each.stay for each in listed)) for listed in weights)
    step = quiz.stay_factor or 1.0
    spans: list[Sequence[float]] = []
    for axis in range(len(quiz.axes)):
        low = sum(min(0, *(each.axes[axis] for each in listed)) for listed in weights) - stay
        high = sum(max(0, *(each.axes[axis] for each in listed)) for listed in weights)
        spans.append([low + step * number for number in range(int((high - low) / step) + 1)])
    while prod(len(span) for span in spans) > MOST_PLACES:
        spans = [span[::2] for span in spans]
    yield from product(*spans)


def at(quiz: Quiz, place: Position) -> str:
    """A position as words of a sentence."""
    named = zip(place, quiz.data["axes"], strict=True)
    return " and ".join(f"{points:g} points of {axis['name']}" for points, axis in named)
