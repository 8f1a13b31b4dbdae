"""Searches all combinations of answers for one that leads to a route, without trying each.

With eighteen questions there are more than 10^12 combinations. But pushes add up, and the more
a place lies toward a route's corner of the map, the more the route is favoured over each other
(the probabilities of `live.quiz.scoring` keep their order so, gates included). So of the places
that share their gates only those count that no other place beats in both directions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from live.quiz.gates import ruled_out
from live.quiz.model import CORNERS, Gate, Quiz
from live.quiz.scoring import Position, probabilities

Choices = Mapping[str, Sequence[str | None]]
"""The answers that each question may have; None stands for unanswered."""
Point = tuple[float, float]
Front = dict[Point, tuple[str | None, ...]]
"""Undominated places, turned so that more is better, each with the answers that lead there."""


def all_choices(quiz: Quiz) -> dict[str, list[str | None]]:
    """Every answer of every question, and none."""
    return {key: [None, *entry.pushes] for key, entry in quiz.dimensions.items()}


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
            place = self._place(answers)
            if self._winner(place, ruled_out(self._quiz, answers)) == route:
                return answers
        return None

    def _place(self, answers: Mapping[str, str]) -> Position:
        up = train = 0.0
        for key, answer in answers.items():
            dx, dy = self._move(key, answer)
            up, train = up + dx, train + dy
        return Position(up, train)

    def _move(self, key: str, answer: str | None) -> Point:
        if answer is None:
            return 0.0, 0.0
        push = self._quiz.dimensions[key].pushes[answer]
        stay = self._quiz.stay_counts * push.stay
        return push.look_up - stay, push.train - stay

    def _extremes(self, route: str, choices: Choices) -> Iterator[dict[str, str]]:
        """Undominated combinations toward the route's corner, for each way the gates can stand."""
        corner = CORNERS[route]
        gated = [key for key in choices if any(_names(gate, key) for gate in self._quiz.gates)]
        free = [key for key in choices if key not in gated]
        rest = self._front(free, [choices[key] for key in free], corner)
        groups: dict[tuple[bool, ...], Front] = {}
        for combination in product(*(self._alike(key, choices[key], corner) for key in gated)):
            answers = {
                key: given
                for key, given in zip(gated, combination, strict=True)
                if given is not None
            }
            shut = ruled_out(self._quiz, answers)
            if route in shut:
                continue
            moves = [self._move(key, given) for key, given in answers.items()]
            point = (
                corner[0] * sum(move[0] for move in moves),
                corner[1] * sum(move[1] for move in moves),
            )
            state = tuple(name in shut for name in CORNERS)
            _add(groups.setdefault(state, {}), point, combination)
        for front in groups.values():
            for combination in front.values():
                for others in rest.values():
                    pairs = zip([*gated, *free], [*combination, *others], strict=True)
                    yield {key: given for key, given in pairs if given is not None}

    def _alike(
        self, key: str, answers: Sequence[str | None], corner: tuple[int, int]
    ) -> list[str | None]:
        """One answer of each role at the gates: of those with one role only undominated ones."""
        roles: dict[tuple[tuple[bool, bool], ...], Front] = {}
        for answer in answers:
            role = tuple(
                (answer in gate.when.get(key, ()), answer in gate.unless.get(key, ()))
                for gate in self._quiz.gates
            )
            up, train = self._move(key, answer)
            _add(roles.setdefault(role, {}), (corner[0] * up, corner[1] * train), (answer,))
        return [answer for front in roles.values() for (answer,) in front.values()]

    def _front(
        self, keys: Sequence[str], answers: Sequence[Sequence[str | None]], corner: tuple[int, int]
    ) -> Front:
        front: Front = {(0.0, 0.0): ()}
        for key, possible in zip(keys, answers, strict=True):
            grown: Front = {}
            for point, given in front.items():
                for answer in possible:
                    up, train = self._move(key, answer)
                    moved = (point[0] + corner[0] * up, point[1] + corner[1] * train)
                    _add(grown, moved, (*given, answer))
            front = grown
        return front


def _names(gate: Gate, key: str) -> bool:
    return key in gate.when or key in gate.unless


def _add(front: Front, point: Point, given: tuple[str | None, ...]) -> None:
    """Puts a place in, unless another is as good in both directions; drops those it beats."""
    if any(other[0] >= point[0] and other[1] >= point[1] for other in front):
        return
    for other in [each for each in front if point[0] >= each[0] and point[1] >= each[1]]:
        del front[other]
    front[point] = given
