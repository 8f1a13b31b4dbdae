"""The map of the routes as shapes: two axes make fields, one axis or three make bars.

All numbers are in the units of the drawing, which is `WIDTH` wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from live.quiz.wire import QuizData, RouteData

WIDTH = 340
LEFT, TOP = 40, 10
CELL = 145
"""Width of a field: the half of an axis."""
LETTER = 6.2
"""About the width of a letter."""
BELOW = 50
"""Height of what stands below a bar or the fields: the axis's ends and its name."""
HEIGHTS = {1: 60, 2: 130, 3: 28}
"""Of a field, by the number of axes."""
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(frozen=True)
class Box:
    """A rectangle with a name in it."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    """The name; no lines for none."""


@dataclass(frozen=True)
class Field:
    """What belongs together on the map."""

    routes: str
    """Route ids, with spaces between them: the field is lit when one of them is the result."""
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Line:
    """An axis that runs from left to right; its number and where it lies."""

    axis: int
    y: float


@dataclass(frozen=True)
class Track:
    """Where a dot moves in one direction."""

    axis: str
    """The id of the axis that moves it; "" for none."""
    start: float
    end: float


@dataclass(frozen=True)
class Dot:
    """Where the answers lead."""

    x: Track
    y: Track


@dataclass(frozen=True)
class MapDrawing:
    """All shapes."""

    title: str
    height: float
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    upright: bool
    """Whether the second axis runs from bottom to top at the left."""
    dots: tuple[Dot, ...]


def map_drawing(quiz: QuizData) -> MapDrawing:
    """The drawing of a quiz."""
    return _bars(quiz) if len(quiz["axes"]) == 3 else _fields(quiz)


def _fields(quiz: QuizData) -> MapDrawing:
    axes = quiz["axes"]
    height = HEIGHTS[len(axes)]
    bottom = TOP + height * len(axes)
    fields = tuple(
        Field(key, tuple(_boxes(route, height))) for key, route in quiz["routes"].items()
    )
    across = Track(axes[0]["id"], LEFT, LEFT + 2 * CELL)
    if len(axes) == 2:
        upward = Track(axes[1]["id"], bottom, TOP)
        ways = f"{axes[0]['name']} from left to right, {axes[1]['name']} from bottom to top"
    else:
        upward = Track("", TOP + height / 2, TOP + height / 2)
        ways = f"{axes[0]['name']} from left to right"
    return MapDrawing(
        title=_title(quiz, ways),
        height=bottom + BELOW,
        fields=fields,
        lines=(Line(0, bottom),),
        upright=len(axes) == 2,
        dots=(Dot(across, upward),),
    )


def _boxes(route: RouteData, height: float) -> list[Box]:
    """A route's corners as rectangles; two that lie side by side are one."""
    # With one axis all lies in the only row.
    cells = {(int(corner[0]), int(corner[1]) if corner[1:] else 1) for corner in route["corners"]}
    boxes: list[Box] = []
    for row in (1, 0):
        if {(0, row), (1, row)} <= cells:
            boxes.append(_box(route["name"], 0, row, 2, 1, height))
            cells -= {(0, row), (1, row)}
    for column in (0, 1):
        if {(column, 0), (column, 1)} <= cells:
            boxes.append(_box(route["name"], column, 1, 1, 2, height))
            cells -= {(column, 0), (column, 1)}
    boxes += [_box(route["name"], *cell, 1, 1, height) for cell in sorted(cells)]
    return boxes


def _box(name: str, column: int, row: int, columns: int, rows: int, height: float) -> Box:
    width = CELL * columns
    return Box(
        x=LEFT + CELL * column,
        y=TOP + height * (1 - row),
        width=width,
        height=height * rows,
        lines=tuple(wrap(name, int(width / LETTER))),
    )


def _bars(quiz: QuizData) -> MapDrawing:
    height, step = HEIGHTS[3], HEIGHTS[3] + BELOW
    fields: list[Field] = []
    for number in range(len(quiz["axes"])):
        for level in (False, True):
            routes = [
                key
                for key, route in quiz["routes"].items()
                if {corner[number] for corner in route["corners"]} == {level}
            ]
            box = Box(LEFT + CELL * level, TOP + step * number, CELL, height, ())
            fields.append(Field(" ".join(routes), (box,)))
    bottoms = [TOP + height + step * number for number in range(len(quiz["axes"]))]
    names = [axis["name"] for axis in quiz["axes"]]
    return MapDrawing(
        title=_title(quiz, f"a bar each for {_listed(names)}"),
        height=step * len(names) + TOP,
        fields=tuple(fields),
        lines=tuple(Line(number, bottom) for number, bottom in enumerate(bottoms)),
        upright=False,
        dots=tuple(
            Dot(
                Track(axis["id"], LEFT, LEFT + 2 * CELL),
                Track("", bottom - height / 2, bottom - height / 2),
            )
            for axis, bottom in zip(quiz["axes"], bottoms, strict=True)
        ),
    )


def _title(quiz: QuizData, ways: str) -> str:
    return f"Map of the {COUNTS[len(quiz['routes'])]} routes: {ways}."


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
