"""The map of the routes and the table for paper, for any number of axes."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from tests.snippets.live.quiz.quizzes import quiz_data
from tests.snippets.live.quiz.sample import data
from tests.unit.quiz.conftest import Shown

from live.quiz.model import parse_quiz
from live.quiz.wire import QuizData
from mkdocs_liveguide.quiz.map_drawing import Box, map_drawing
from mkdocs_liveguide.quiz.paper import sums_table


def boxes(quiz: QuizData) -> dict[str, list[tuple[float, ...]]]:
    return {
        field.routes: [(box.x, box.y, box.width, box.height) for box in field.boxes]
        for field in map_drawing(quiz).fields
    }


def test_two_axes_make_four_fields_with_the_low_corner_at_the_bottom_left() -> None:
    drawn = map_drawing(data())
    assert boxes(data()) == {
        "prompt": [(40, 140, 145, 130)],
        "retrieval": [(185, 140, 145, 130)],
        "fine-tuning": [(40, 10, 145, 130)],
        "both": [(185, 10, 145, 130)],
    }
    assert drawn.height == 320
    (dot,) = drawn.dots
    assert (dot.x.axis, dot.x.start, dot.x.end) == ("look_up", 40, 330)
    assert (dot.y.axis, dot.y.start, dot.y.end) == ("train", 270, 10)
    assert drawn.title == (
        "Map of the four routes: facts to look up from left to right, behaviour to train from "
        "bottom to top."
    )


def test_a_route_of_two_corners_side_by_side_is_one_field(bread: Shown) -> None:
    assert boxes(bread.quiz.engine.data)["soda"] == [(40, 10, 145, 260)]


def test_routes_that_are_no_rectangle_have_several_boxes() -> None:
    quiz = deepcopy(data())
    quiz["routes"]["both"]["corners"] = []
    quiz["routes"]["prompt"]["corners"] = [[False, False], [True, True]]
    assert boxes(quiz)["prompt"] == [(40, 140, 145, 130), (185, 10, 145, 130)]
    quiz["routes"]["fine-tuning"]["corners"] = []
    quiz["routes"]["prompt"]["corners"].append([False, True])
    assert boxes(quiz)["prompt"] == [(40, 10, 290, 130), (40, 140, 145, 130)]


def test_a_long_name_is_broken_into_lines() -> None:
    quiz = deepcopy(data())
    quiz["routes"]["both"]["name"] = "A name that is much too long for one line of a field"
    field = next(each for each in map_drawing(quiz).fields if each.routes == "both")
    (box,) = field.boxes
    assert box.lines == ("A name that is much too", "long for one line of a", "field")


@given(quiz_data())
def test_any_quiz_has_a_map_on_which_each_route_lies(quiz: QuizData) -> None:
    drawn = map_drawing(quiz)
    axes = [axis["id"] for axis in quiz["axes"]]
    lit = {route for field in drawn.fields for route in field.routes.split()}
    if len(axes) < 3:
        assert lit == set(quiz["routes"])
        area = sum(box.width * box.height for field in drawn.fields for box in field.boxes)
        height = 60 if len(axes) == 1 else 260
        assert area == 290 * height
    moved = {track.axis for dot in drawn.dots for track in (dot.x, dot.y)} - {""}
    assert moved == set(axes)
    inside = [box for field in drawn.fields for box in field.boxes]
    assert all(_fits(box, drawn.height) for box in inside)


def _fits(box: Box, height: float) -> bool:
    return box.x >= 0 and box.x + box.width <= 340 and box.y >= 0 and box.y + box.height <= height


@given(quiz_data())
def test_the_table_for_paper_has_the_route_of_each_corner(quiz: QuizData) -> None:
    table = sums_table(quiz)
    routes = parse_quiz(quiz).routes
    assert len(table.rows) == 2 ** (len(quiz["axes"]) - 1)
    for row in table.rows:
        levels = tuple("over" in head for head in row.heads)
        for up, route in zip((False, True), row.routes, strict=True):
            assert (up, *levels) in routes[route].corners


def test_the_table_for_paper_reads_as_the_letters_do() -> None:
    table = sums_table(data())
    assert table.columns == ("R up to 0", "R over 0")
    assert [(row.heads, row.routes) for row in table.rows] == [
        (("F over 1",), ("fine-tuning", "both")),
        (("F up to 1",), ("prompt", "retrieval")),
    ]
