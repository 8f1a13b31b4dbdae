from itertools import pairwise
from xml.etree import ElementTree

import pytest

from live import plot
from live.plot.axes import linear_axis, log_axis, write_number
from live.plot.shapes import HEIGHT, NAMES, WIDTH

RISING = [(float(x), x / 10) for x in range(11)]
FALLING = [(float(x), 1 - x / 10) for x in range(11)]


def _drawn(made, tag):
    return list(ElementTree.fromstring(made.svg).iter("{http://www.w3.org/2000/svg}" + tag))


def _lines(**more):
    series = {"rising": RISING, "falling": FALLING}
    return plot.lines(series, title="Two courses", x="weeks", y="share", **more)


def test_each_series_has_a_line_of_its_own_dash_and_its_name():
    made = _lines()
    dashes = {line.get("stroke-dasharray") for line in _drawn(made, "polyline")}
    assert len(dashes) == 2
    words = {text.text for text in _drawn(made, "text")}
    assert {"rising", "falling", "weeks", "share"} <= words


def test_words_say_what_the_lines_do():
    made = _lines(percent=True)
    assert made.alt.startswith("Two courses.")
    assert "rising: from 0% at 0 to 100% at 10" in made.alt
    assert ElementTree.fromstring(made.svg).get("aria-label") == made.alt


def test_words_tell_of_a_turn_between_the_ends():
    hill = plot.lines({"hill": [(0, 0), (1, 5), (2, 1)]}, title="Hill", x="x", y="y")
    assert "highest 5 at 1" in hill.alt
    assert "lowest" not in hill.alt


def test_a_higher_number_lies_higher_and_a_later_one_further_right():
    rising = _drawn(_lines(), "polyline")[0].get("points").split()
    places = [tuple(map(float, place.split(","))) for place in rising]
    assert places == sorted(places)
    assert [b for _, b in places] == sorted((b for _, b in places), reverse=True)


def test_names_never_overlap_nor_leave_the_drawing():
    same = {f"a series with the long name {n}": [(0, 1.0), (1, 0.0)] for n in range(6)}
    made = plot.lines(same, title="t", x="x", y="y")
    side = [text for text in _drawn(made, "text") if float(text.get("x")) > WIDTH - NAMES]
    lines = sorted(float(text.get("y")) for text in side)
    assert all(after - before >= 12 for before, after in pairwise(lines))
    assert lines[0] > 0
    assert lines[-1] < HEIGHT


def test_bars_are_as_long_as_their_numbers():
    made = plot.bars(
        ["one", "two"], {"a": [0.2, 0.4], "b": [0.1, 1.0]}, title="t", x="x", percent=True
    )
    widths = [float(bar.get("width")) for bar in _drawn(made, "rect")]
    assert widths == pytest.approx([widths[3] * share for share in (0.2, 0.1, 0.4, 1)], abs=0.2)
    assert "two: a 40%, b 100%" in made.alt


def test_points_are_all_drawn():
    made = plot.scatter({"a": [(1, 2), (2, 3), (3, 1)]}, title="t", x="x", y="y")
    assert len(_drawn(made, "circle")) == 3 + 1  # one stands beside the name
    assert "3 points, y 1 to 3" in made.alt


def test_what_a_reader_typed_cannot_become_markup():
    made = plot.lines({'<b onload="x">&': [(0, 1), (1, 2)]}, title='"><script>', x="x", y="y")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(made.svg).iter()}
    assert tags <= {"svg", "g", "path", "polyline", "circle", "text"}


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="none of them empty"):
        plot.lines({"a": []}, title="t", x="x", y="y")
    with pytest.raises(ValueError, match="one number for each group"):
        plot.bars(["one"], {"a": [1, 2]}, title="t", x="x")
    with pytest.raises(ValueError, match="above 0"):
        log_axis("x", [0, -1], 0, 100)


@pytest.mark.parametrize("values", [[3, 3], [0, 0], [1e-9, 2e-9], [-5, 1e7], [0.1, 0.9]])
def test_an_axis_holds_its_values_with_a_few_round_numbers(values):
    axis = linear_axis("x", values, 0, 100)
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert 2 <= len(axis.ticks) <= 8
    assert axis.place(axis.low) == 0
    assert axis.place(axis.high) == 100


def test_equal_factors_are_equal_steps_on_a_logarithmic_axis():
    axis = log_axis("x", [10, 1000], 0, 100)
    assert axis.place(100) == pytest.approx(50)


@pytest.mark.parametrize(
    ("number", "written"),
    [(12000, "12,000"), (0.25, "0.25"), (1.2e6, "1.2 million"), (999_999, "1 million"), (0, "0")],
)
def test_numbers_are_short(number, written):
    assert write_number(number) == written
