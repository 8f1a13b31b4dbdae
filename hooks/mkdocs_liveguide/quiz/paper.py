"""The quiz on paper: what the sums of the points beside the answers mean."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from live.quiz.model import Corner
from live.quiz.wire import AxisData, QuizData

SUMS = {1: "the sum", 2: "both sums"}
"""What staying is taken from, by the number of axes."""


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    heads: tuple[str, ...]
    """What the sums of all axes but the first are."""
    routes: tuple[str, str]
    """Route ids, for a low and a high sum of the first axis."""


@dataclass(frozen=True)
class SumsTable:
    """A route for every corner: the first axis from left to right, the others downwards."""

    columns: tuple[str, str]
    rows: tuple[Row, ...]


def sums_table(quiz: QuizData) -> SumsTable:
    """The table of a quiz."""
    first, *others = quiz["axes"]
    owner = {
        tuple(corner): key for key, route in quiz["routes"].items() for corner in route["corners"]
    }

    def row(levels: Corner) -> Row:
        heads = tuple(_sum(axis, up) for axis, up in zip(others, levels, strict=True))
        return Row(heads, (owner[(False, *levels)], owner[(True, *levels)]))

    rows = tuple(row(levels) for levels in product((True, False), repeat=len(others)))
    return SumsTable((_sum(first, up=False), _sum(first, up=True)), rows)


def _sum(axis: AxisData, up: bool) -> str:
    return f"{axis['letter']} {'over' if up else 'up to'} {axis['threshold']:g}"
