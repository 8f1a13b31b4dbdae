"""Which question comes next: the one that tells most, among those that can still matter."""

from __future__ import annotations

from live.quiz_gates import ruled_out, still_to_ask
from live.quiz_model import NOT_SURE, Answers, Dimension, Quiz
from live.quiz_scoring import Position, position, probabilities


def outcome(quiz: Quiz, answers: Answers) -> tuple[str, dict[str, float]]:
    """The route that the answers lead to, and the probabilities of all."""
    shares = probabilities(quiz, position(quiz, answers), ruled_out(quiz, answers))
    return next(iter(shares)), shares


def open_questions(quiz: Quiz, answers: Answers) -> list[str]:
    """Questions not yet asked whose answer can still matter, the most telling first.

    One matters when it, and `Quiz.look_ahead` - 1 others with it, could carry the place over a
    line of the map, or when it can decide whether a gate shuts the present route.

    Args:
        quiz: the quiz.
        answers: those given so far; "not sure" counts as asked.
    """
    left = [entry for key, entry in quiz.dimensions.items() if key not in answers]
    route, shares = outcome(quiz, answers)
    matter = _can_cross(quiz, left, position(quiz, answers)) | _can_shut(quiz, answers, route)
    telling = {
        entry.id: _tells(quiz, answers, entry, shares) for entry in left if entry.id in matter
    }
    order = list(quiz.dimensions)
    return sorted(telling, key=lambda key: (-telling[key], order.index(key)))


def likely_left(quiz: Quiz, answers: Answers) -> int:
    """How many questions would still be asked if each were answered "not sure"."""
    asked = dict(answers)
    while questions := open_questions(quiz, asked):
        asked[questions[0]] = NOT_SURE
    return len(asked) - len(answers)


def _moves(quiz: Quiz, entry: Dimension) -> list[tuple[float, float]]:
    return [
        (push.look_up - quiz.stay_counts * push.stay, push.train - quiz.stay_counts * push.stay)
        for push in entry.pushes.values()
    ]


def _can_cross(quiz: Quiz, left: list[Dimension], place: Position) -> set[str]:
    """Questions with which, and a few others, the place could come to lie across a line."""
    found: set[str] = set()
    axes = ((0, place.look_up, quiz.look_up.line), (1, place.train, quiz.train.line))
    for axis, points, line in axes:
        toward = -1 if points >= line else 1
        best = {
            entry.id: max(0.0, *(toward * move[axis] for move in _moves(quiz, entry)))
            for entry in left
        }
        ranked = sorted(best, key=lambda key: -best[key])
        for key in ranked:
            helpers = [other for other in ranked if other != key][: quiz.look_ahead - 1]
            reach = best[key] + sum(best[other] for other in helpers)
            if best[key] > 0 and reach >= abs(points - line):
                found.add(key)
    return found


def _can_shut(quiz: Quiz, answers: Answers, route: str) -> set[str]:
    """Questions on which hangs, alone or with one other, a gate against the present route."""
    found: set[str] = set()
    for gate in quiz.gates:
        if route in gate.rules_out:
            still = still_to_ask(gate, answers)
            if len(still) <= quiz.look_ahead:
                found.update(still)
    return found


def _tells(quiz: Quiz, answers: Answers, entry: Dimension, now: dict[str, float]) -> float:
    """How far the probabilities are expected to shift with the question's answer, 0 to 1."""
    shift = 0.0
    for answer, share in entry.often.items():
        then = outcome(quiz, {**answers, entry.id: answer})[1]
        shift += share * sum(abs(then[route] - now[route]) for route in now) / 2
    return shift
