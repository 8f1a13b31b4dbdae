"""Plots as SVG, drawn by plain Python: lines, bars and points.

They take the page's text colour and the theme's light or dark. Series differ by dash and marker and
are named beside their end, so colour is never needed to read one. Every plot carries its own text
alternative. The colours are the CSS variables ``--plot-1`` to ``--plot-6`` where a page sets them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from live.plot.axes import Axis, linear_axis, log_axis, write_number
from live.plot.shapes import COLOURS, DASHES, HEIGHT, NAMES, WIDTH, colour, marker, names, svg, text

Points = Sequence[tuple[float, float]]

_LEFT, _TOP, _BOTTOM = 54, 14, 252  # of the field that lines are drawn in


@dataclass(frozen=True)
class Plot:
    """A drawing and what it says in words."""

    svg: str
    alt: str

    def part(self) -> dict[str, str]:
        """The plot as a part of a lab's result."""
        return {"kind": "svg", "svg": self.svg, "alt": self.alt}

    def _repr_svg_(self) -> str:
        return self.svg


def lines(
    series: Mapping[str, Points],
    *,
    title: str,
    x: str,
    y: str,
    x_log: bool = False,
    y_log: bool = False,
    percent: bool = False,
) -> Plot:
    """A line for each series.

    Args:
        series: points by name, in order of x; at most six series, none empty.
        title: what the plot shows; it begins the text alternative.
        x: label of the axis to the right.
        y: label of the axis upwards.
        x_log: each step to the right multiplies; x must be above 0.
        y_log: each step upwards multiplies; points at or below 0 are drawn at the lower edge.
        percent: y is a share, 0 to 1.

    Raises:
        ValueError: no series, an empty one, or more than six.
    """
    across, up = _axes(series, x, y, x_log, y_log, percent)
    drawn: list[str] = []
    for number, points in enumerate(series.values()):
        places = [(across.place(a), up.place(b)) for a, b in points]
        path = " ".join(f"{a:g},{b:g}" for a, b in places)
        dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{colour(number)}" '
            f'stroke-width="2.2" stroke-linejoin="round"{dash}/>'
        )
        # A marker at each point would hide a dense line.
        every = max(1, (len(places) + 7) // 8)
        drawn += [marker(number, a, b) for a, b in places[::every]]
    ends = [up.place(points[-1][1]) for points in series.values()]
    drawn.append(names(list(series), ends))
    told = "; ".join(f"{name}: {_course(points, across, up)}" for name, points in series.items())
    return _finish(title, f"Lines over {x}; upwards: {y}. {told}.", across, up, drawn)


def scatter(
    series: Mapping[str, Points], *, title: str, x: str, y: str, percent: bool = False
) -> Plot:
    """A mark for each point; arguments and errors as in `lines`."""
    across, up = _axes(series, x, y, False, False, percent)
    drawn = [
        marker(number, across.place(a), up.place(b))
        for number, points in enumerate(series.values())
        for a, b in points
    ]
    ends = [up.place(sum(b for _, b in points) / len(points)) for points in series.values()]
    drawn.append(names(list(series), ends))
    told = "; ".join(
        f"{name}: {len(points)} points, {y} {up.write(min(b for _, b in points))}"
        f" to {up.write(max(b for _, b in points))}"
        for name, points in series.items()
    )
    return _finish(title, f"Points over {x}; upwards: {y}. {told}.", across, up, drawn)


def bars(
    groups: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    title: str,
    x: str,
    percent: bool = False,
) -> Plot:
    """Bars that lie, with their number at the end: names have room, on a phone too.

    Args:
        groups: names of the groups, top to bottom.
        series: for each name one number, 0 or more, a group; at most six series.
        title: what the plot shows; it begins the text alternative.
        x: label of the axis to the right.
        percent: the numbers are shares, 0 to 1.

    Raises:
        ValueError: no series, more than six, or not one number for each group.
    """
    if not 1 <= len(series) <= len(COLOURS) or not groups:
        raise ValueError(f"a plot of bars takes 1 to {len(COLOURS)} series, and a group")
    if any(len(numbers) != len(groups) for numbers in series.values()):
        raise ValueError("each series needs one number for each group")
    left, right = 12, WIDTH - 58
    values = [value for numbers in series.values() for value in numbers]
    across = linear_axis(x, values, left, right, from_zero=True, percent=percent)
    row, bar = 36, 22  # heights: of a name with its bar, of the bar
    drawn: list[str] = []
    top = 8
    for place, group in enumerate(groups):
        drawn.append(text(left, top + 14, group, weight="600"))
        top += 22
        for number, (name, numbers) in enumerate(series.items()):
            value = numbers[place]
            width = max(across.place(value) - left, 0.5)
            low = top + (14 if len(series) > 1 else 0)
            if len(series) > 1:
                drawn.append(text(left, top + 10, name, size=11.5))
            drawn.append(
                f'<rect x="{left}" y="{low}" width="{width:g}" height="{bar - 8}" rx="2" '
                f'fill="{colour(number)}"/>'
            )
            drawn.append(text(left + width + 5, low + 11.5, across.write(value), size=12.5))
            top += row if len(series) > 1 else bar
        top += 8
    told = "; ".join(
        f"{group}: "
        + ", ".join(f"{name} {across.write(numbers[at])}" for name, numbers in series.items())
        for at, group in enumerate(groups)
    )
    alt = f"{title}. Bars: {x}. {told}."
    return Plot(svg("".join(drawn), alt, top + 2), alt)


def _axes(
    series: Mapping[str, Points], x: str, y: str, x_log: bool, y_log: bool, percent: bool
) -> tuple[Axis, Axis]:
    if not 1 <= len(series) <= len(COLOURS) or not all(series.values()):
        raise ValueError(f"a plot takes 1 to {len(COLOURS)} series, none of them empty")
    right = WIDTH - NAMES - 8
    xs = [a for points in series.values() for a, _ in points]
    ys = [b for points in series.values() for _, b in points]
    across = log_axis(x, xs, _LEFT, right) if x_log else linear_axis(x, xs, _LEFT, right)
    if y_log:
        return across, log_axis(y, ys, _BOTTOM, _TOP)
    return across, linear_axis(y, ys, _BOTTOM, _TOP, from_zero=True, percent=percent)


def _course(points: Points, across: Axis, up: Axis) -> str:
    first, last = points[0], points[-1]
    start = f"{up.write(first[1])} at {write_number(first[0])}"
    if len(points) == 1:
        return start
    told = f"from {start} to {up.write(last[1])} at {write_number(last[0])}"
    inner = points[1:-1]
    for extreme, word in ((max, "highest"), (min, "lowest")):
        if inner:
            turn = extreme(inner, key=lambda point: point[1])
            edge = extreme(first[1], last[1])
            if extreme(turn[1], edge) != edge:
                told += f", {word} {up.write(turn[1])} at {write_number(turn[0])}"
    return told


def _finish(title: str, told: str, across: Axis, up: Axis, drawn: list[str]) -> Plot:
    grid: list[str] = []
    left, right, middle = across.start, across.end, (across.start + across.end) / 2
    for tick in up.ticks:
        at = up.place(tick)
        grid.append(f'<path d="M{left:g} {at:g}H{right:g}" stroke="currentColor" opacity=".18"/>')
        grid.append(text(left - 7, at + 4, _short(up.write(tick)), anchor="end", size=12))
    for tick in across.ticks:
        at = across.place(tick)
        grid.append(f'<path d="M{at:g} {_BOTTOM}v5" stroke="currentColor" opacity=".6"/>')
        label = _short(across.write(tick))
        grid.append(text(at, _BOTTOM + 18, label, anchor="middle", size=12))
    grid.append(f'<path d="M{left:g} {_BOTTOM}H{right:g}" stroke="currentColor" opacity=".6"/>')
    grid.append(text(middle, HEIGHT - 8, across.label, anchor="middle", size=12.5))
    turned = text(0, 0, up.label, anchor="middle", size=12.5)
    grid.append(f'<g transform="translate(12 {(_TOP + _BOTTOM) / 2:g}) rotate(-90)">{turned}</g>')
    alt = f"{title}. {told}"
    return Plot(svg("".join(grid + drawn), alt, HEIGHT), alt)


def _short(number: str) -> str:
    """A number for an axis, where there is little room: 20,000 as 20k."""
    if number.endswith(",000"):
        return number.removesuffix(",000") + "k"
    return number.replace(" million", "M").replace(" billion", "bn").replace(" trillion", "tn")
