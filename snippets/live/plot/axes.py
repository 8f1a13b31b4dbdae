"""Axes of a plot: which numbers stand on them, and where a number lies."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """One axis: from a number to a place in the drawing."""

    label: str
    low: float
    high: float
    ticks: tuple[float, ...]
    start: float
    """Where `low` lies, in units of the drawing."""
    end: float
    """Where `high` lies; less than `start` on an axis that goes up."""
    log: bool = False
    percent: bool = False
    """Numbers are shares, written as 0% to 100%."""

    def place(self, value: float) -> float:
        """Where a number lies, rounded to a tenth; numbers outside end at the edge."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        share = (at - low) / (high - low)
        return round(self.start + share * (self.end - self.start), 1)

    def write(self, value: float) -> str:
        """A number as it stands on this axis."""
        return f"{value * 100:.0f}%" if self.percent else write_number(value)


def write_number(value: float) -> str:
    """A number, short: 12,000 and 0.25, but 1.2 million and 3e-07."""
    size = abs(value)
    if size >= 999_950:
        for power, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
            if size >= power * 0.99995:
                return f"{value / power:.3g} {word}"
    if size >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def linear_axis(
    label: str,
    values: Iterable[float],
    start: float,
    end: float,
    *,
    from_zero: bool = False,
    percent: bool = False,
) -> Axis:
    """An axis with about five round numbers, wide enough for all values.

    Args:
        label: its name, with the unit.
        values: at least one finite number.
        start: where its low end lies.
        end: where its high end lies.
        from_zero: begin at 0 where no value is below it.
        percent: values are shares; the axis then goes from 0 to 1 at least.
    """
    known = [value for value in values if math.isfinite(value)]
    low, high = min(known), max(known)
    if percent:
        low, high = min(low, 0.0), max(high, 1.0)
    elif from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if not from_zero else (min(low, 0.0), max(high, 1.0))
    power = 10.0 ** math.floor(math.log10((high - low) / 4))
    step = next(s * power for s in _STEPS if s * power >= (high - low) / 5 * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(number * step, 12) for number in range(first, last + 1))
    return Axis(label, ticks[0], ticks[-1], ticks, start, end, percent=percent)


def log_axis(label: str, values: Iterable[float], start: float, end: float) -> Axis:
    """An axis on which each step multiplies, by 2 to 2.5 where there is room, else by 10 or more.

    Args:
        label: its name, with the unit.
        values: at least one number above 0; others are left out.
        start: where its low end lies.
        end: where its high end lies.

    Raises:
        ValueError: no value is above 0.
    """
    known = [value for value in values if value > 0 and math.isfinite(value)]
    if not known:
        raise ValueError("a logarithmic axis needs a number above 0")
    first = math.floor(math.log10(min(known)) + 1e-9)
    last = max(math.ceil(math.log10(max(known)) - 1e-9), first + 1)
    every = max(1, math.ceil((last - first) / 5))
    ticks = [10.0**power for power in range(first, last + 1, every)]
    fine = [times * 10.0**power for power in range(first, last + 1) for times in (1, 2, 5)]
    below = max(tick for tick in fine if tick <= min(known) * (1 + 1e-9))
    above = min(tick for tick in fine if tick >= max(known) * (1 - 1e-9) and tick > below)
    inside = [tick for tick in fine if below <= tick <= above]
    if len(inside) <= 7:
        ticks = inside
    return Axis(label, ticks[0], max(ticks[-1], above), tuple(ticks), start, end, log=True)
