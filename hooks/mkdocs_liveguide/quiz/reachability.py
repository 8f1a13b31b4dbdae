"""Searches all combinations of answers for one that leads to a route, without trying each.

With eighteen questions there are more than 10^12 combinations. But weights add up; and where all
corners of a route lie on one side of an axis, a position further to that side favours the route
over each other (the probabilities of `live.quiz.scoring` keep their order so, gates included). So
of the positions that share their gates only the Pareto front counts: those that no other position
beats on all such axes. On an axis where the route has corners on both sides neither way is better;
there only positions of equal points are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from live.quiz.gates import ruled_out
from live.quiz.model import Gate, Quiz
from live.quiz.scoring import Position, position, probabilities

Choices = Mapping[str, Sequence[str | None]]
"""The answers that each question may have; None stands for unanswered."""

Given = tuple[str | None, ...]
"""An answer to each of some questions."""


def all_choices(quiz: Quiz) -> dict[str, list[str | None]]:
    """Every answer of every question, and none."""
    return {key: [None, *entry.weights] for key, entry in quiz.questions.items()}


class Front:
    """Positions that none beats toward a route, each with the answers that lead there."""

    def __init__(self, sides: Sequence[int]) -> None:
        """`sides` as `live.quiz.model.Route.side` gives them, for each axis."""
        self._sides = sides
        self._points: dict[Position, dict[Position, tuple[Position, Given]]] = {}
        """By the points on the axes without a side; then by the others, more being better."""

    def add(self, place: Position, given: Given) -> None:
        """Puts a position in, unless another is as good; drops those that it beats."""
        pairs = list(zip(self._sides, place, strict=True))
        free = tuple(points for side, points in pairs if side == 0)
        turned = tuple(side * points for side, points in pairs if side)
        rivals = self._points.setdefault(free, {})
        if any(_covers(other, turned) for other in rivals):
            return
        for other in [each for each in rivals if _covers(turned, each)]:
            del rivals[other]
        rivals[turned] = (place, given)

    def __iter__(self) -> Iterator[tuple[Position, Given]]:
        for rivals in self._points.values():
            yield from rivals.values()


def _covers(one: Position, other: Position) -> bool:
    return all(here >= there for here, there in zip(one, other, strict=True))


class Reach:
    """Looks for combinations of answers; keeps what several searches share."""

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._winner = lru_cache(maxsize=None)(self._route)

    def _route(self, place: Position, shut: frozenset[str]) -> str:
        return next(iter(probabilities(self._quiz, place, shut)))

    def find(self, route: str, choices: Choices) -> dict[str, str] | None:
        """Answers from `choices` that lead to the route; None when no combination does.

        Args:
            route: a route id.
            choices: for every question of the quiz the answers it may have.
        """
        for answers in self._extremes(route, choices):
            place = position(self._quiz, answers)
            if self._winner(place, ruled_out(self._quiz, answers)) == route:
                return answers
        return None

    def _moved(
        self, answers: Iterable[tuple[str, str | None]], start: Position | None = None
    ) -> Position:
        """A position moved by answers, from no points at all if none is given."""
        place = start or (0.0,) * len(self._quiz.axes)
        for key, answer in answers:
            if answer is not None:
                weights = self._quiz.questions[key].weights[answer]
                stay = self._quiz.stay_factor * weights.stay
                place = tuple(
                    points + weight - stay
                    for points, weight in zip(place, weights.axes, strict=True)
                )
        return place

    def _extremes(self, route: str, choices: Choices) -> Iterator[dict[str, str]]:
        """Unbeaten combinations toward the route, for each way the gates can stand."""
        sides = [self._quiz.routes[route].side(axis) for axis in range(len(self._quiz.axes))]
        gated = [key for key in choices if any(_names(gate, key) for gate in self._quiz.gates)]
        free = [key for key in choices if key not in gated]
        rest = list(self._front(free, choices, sides))
        fronts: dict[frozenset[str], Front] = {}
        for given in product(*(self._alike(key, choices[key], sides) for key in gated)):
            pairs = list(zip(gated, given, strict=True))
            answers = {key: answer for key, answer in pairs if answer is not None}
            shut = ruled_out(self._quiz, answers)
            if route not in shut:
                fronts.setdefault(shut, Front(sides)).add(self._moved(pairs), given)
        for front in fronts.values():
            for _, given in front:
                for _, others in rest:
                    pairs = list(zip([*gated, *free], [*given, *others], strict=True))
                    yield {key: answer for key, answer in pairs if answer is not None}

    def _alike(
        self, key: str, answers: Sequence[str | None], sides: Sequence[int]
    ) -> list[str | None]:
        """One answer of each role at the gates: of those with one role only unbeaten ones."""
        roles: dict[tuple[tuple[bool, bool], ...], Front] = {}
        for answer in answers:
            role = tuple(
                (answer in gate.when.get(key, ()), answer in gate.unless.get(key, ()))
                for gate in self._quiz.gates
            )
            roles.setdefault(role, Front(sides)).add(self._moved([(key, answer)]), (answer,))
        return [answer for front in roles.values() for _, (answer,) in front]

    def _front(self, keys: Sequence[str], choices: Choices, sides: Sequence[int]) -> Front:
        front = Front(sides)
        front.add(self._moved([]), ())
        for key in keys:
            grown = Front(sides)
            for place, given in front:
                for answer in choices[key]:
                    grown.add(self._moved([(key, answer)], place), (*given, answer))
            front = grown
        return front


def _names(gate: Gate, key: str) -> bool:
    return key in gate.when or key in gate.unless
