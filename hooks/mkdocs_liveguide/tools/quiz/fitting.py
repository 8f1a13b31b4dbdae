"""Moves the judged weights toward what the cases say, as far as a penalty lets them.

It is logistic regression with two changes: weights are held near the judged ones and keep their
signs, and gates stand between the axes and the routes. The sum of the log-loss, the penalty times
the squares of all movements, and the weak prior of thresholds and slopes is brought to its least
value by projected gradients with steps after Barzilai and Borwein 1988, "Two-point step size
gradient methods". Weights are then rounded to whole points, none of them to zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mkdocs_liveguide.tools.quiz.calibration import (
    MOST,
    SLOPES,
    THRESHOLDS,
    Fixed,
    Floats,
    Ints,
    Numbers,
    Sheets,
    axes_prior,
    corner_shares,
    fit_axes,
    positions,
    starting,
)

LEAST = 0.5
"""Points that a weight keeps before it is rounded, so that it never vanishes or turns."""
FIRST_STEP, LAST_STEP, STEPS = 0.01, 0.5, 400
ENOUGH = 1e-4
"""Gradient at which the search ends; the loss of one case is about 1."""


def fit(sheets: Sheets, fixed: Fixed, penalty: float) -> Numbers:
    """The numbers that the cases and the judged weights agree on.

    Args:
        sheets: the cases.
        fixed: the judged weights, and what is not to be moved.
        penalty: what the square of one point of movement must win back in log-loss, summed over
            the cases; above 0.
    """
    found = Problem(sheets, fixed, penalty).solve()
    whole = np.sign(fixed.start) * np.clip(np.round(np.abs(found)), 1, MOST)
    return fit_axes(starting(np.where(fixed.start == 0, 0, whole), fixed), sheets, fixed)


@dataclass(frozen=True)
class Problem:
    """What is brought to its least value.

    A point holds the weights that may move, then thresholds, then the logarithms of slopes.
    """

    sheets: Sheets
    fixed: Fixed
    penalty: float

    @property
    def _free(self) -> tuple[Ints, ...]:
        return np.nonzero(self.fixed.start)

    @property
    def _axes(self) -> int:
        return len(self.fixed.usual)

    def start(self) -> Floats:
        """The judged weights, with the usual thresholds and slopes."""
        usual = starting(self.fixed.start, self.fixed)
        judged = self.fixed.start[self._free]
        return np.concatenate([judged, usual.thresholds, np.log(usual.slopes)])

    def numbers(self, point: Floats) -> Numbers:
        """What a point stands for; the weights need not be whole."""
        weights = self.fixed.start.copy()
        weights[self._free] = point[: -2 * self._axes]
        thresholds, slopes = point[-2 * self._axes : -self._axes], np.exp(point[-self._axes :])
        return Numbers(weights, tuple(thresholds), tuple(slopes))

    def solve(self) -> Floats:
        """(k, a + 1), the weights of the least value."""
        low, high = self._limits()
        point = self.start()
        gradient = self.gradient(point)
        step = FIRST_STEP
        for _ in range(STEPS):
            moved = np.clip(point - step * gradient, low, high)
            after = self.gradient(moved)
            way, turn = moved - point, after - gradient
            point, gradient = moved, after
            if np.abs(np.clip(point - gradient, low, high) - point).max() < ENOUGH:
                break
            bend = float(way @ turn)
            step = min(LAST_STEP, float(way @ way) / bend) if bend > 0 else FIRST_STEP
        return self.numbers(point).weights

    def _limits(self) -> tuple[Floats, Floats]:
        up = self.fixed.start[self._free] > 0
        ends = np.array([[THRESHOLDS[0], THRESHOLDS[-1]], np.log([SLOPES[0], SLOPES[-1]])])
        low, high = np.repeat(ends, self._axes, axis=0).T
        return (
            np.concatenate([np.where(up, LEAST, -MOST), low]),
            np.concatenate([np.where(up, MOST, -LEAST), high]),
        )

    def gradient(self, point: Floats) -> Floats:
        """Of the loss with its penalty and prior, by each value of a point."""
        fixed, sheets, numbers = self.fixed, self.sheets, self.numbers(point)
        places = positions(numbers.weights, sheets, fixed)
        by_level = self._by_level(places, numbers)
        by_place = by_level * numbers.slopes
        by_weight = np.einsum("nck,nca->ka", sheets.given, by_place)
        by_stay = -fixed.stay_factor * by_weight.sum(1, keepdims=True)
        by_weight = np.hstack([by_weight, by_stay])
        by_weight += 2 * self.penalty * (numbers.weights - fixed.start)
        bent, shifted = axes_prior(numbers, fixed)
        offsets = places - numbers.thresholds
        return np.concatenate(
            [
                by_weight[self._free],
                shifted - by_place.sum((0, 1)),
                bent + (by_place * offsets).sum((0, 1)),
            ]
        )

    def _by_level(self, places: Floats, numbers: Numbers) -> Floats:
        """(n, c, a), the slope of the loss by the log-odds of being high on each axis."""
        fixed, sheets = self.fixed, self.sheets
        high, corners = corner_shares(places, numbers)
        shut = 1 - sheets.allowed
        best = np.argmax(np.where(shut > 0, -1, corners @ fixed.routes), -1)
        taken = (1 - fixed.gate_doubt) * shut
        is_chosen = np.eye(fixed.routes.shape[1])[sheets.chosen][:, None, :]
        is_best = (best == sheets.chosen[:, None])[..., None]
        # What each corner gives to the share of the route that was chosen.
        parts = (is_chosen * (1 - taken) + is_best * taken) @ fixed.routes.T * corners
        bits = np.arange(2**self._axes)[:, None] >> np.arange(self._axes)[::-1] & 1
        pull = high - parts @ bits / parts.sum(-1, keepdims=True)
        weight = fixed.case_weights[sheets.chosen][:, None, None]
        return np.asarray(pull * weight / pull.shape[1])
