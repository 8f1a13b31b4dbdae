"""Where a case stands on the map for each combination of answers to a few questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from live.quiz.link import write_link
from live.quiz.model import Quiz
from live.quiz.result import rank
from live.quiz.scoring import high, position

OPEN = "-"
"""Stands for the answer to a question that has none yet."""


@dataclass(frozen=True)
class MapPlace:
    """What one combination comes to, as the quiz's engine has it."""

    key: str
    """An answer id for each question, or `OPEN`, with spaces between them."""
    route: str
    second: str
    """The second-best route; "" where it is not close."""
    at: tuple[float, ...]
    """For each axis how far up the case stands, 0 to 1, in hundredths."""
    link: str
    """The fragment that opens the quiz with these answers."""


def map_places(quiz: Quiz, questions: Sequence[str]) -> dict[str, MapPlace]:
    """All combinations of answers to some questions, each of which may still be open.

    Args:
        quiz: the quiz.
        questions: ids, at least one.

    Returns:
        The places by their keys; the first is that of no answer at all.
    """
    places = {}
    for given in product(*((OPEN, *quiz.questions[key].weights) for key in questions)):
        answers = {
            key: answer for key, answer in zip(questions, given, strict=True) if answer != OPEN
        }
        found = rank(quiz, answers)
        points = position(quiz, answers)
        at = tuple(round(high(*each), 2) for each in zip(quiz.axes, points, strict=True))
        key = " ".join(given)
        second = found.second if found.close_call else ""
        places[key] = MapPlace(key, found.route, second, at, write_link(quiz, answers))
    return places
