"""Calibrates the quiz's numbers on published cases, without learning the cases by heart.

The evidence gives a starting weight for every answer (`judged`). Calibration may move a weight and
pays a penalty for it (`fitting`). It never moves one to zero or across, and a zero stays: the
evidence says where an answer points, the cases only how far. What is reported is what happens on
cases that were not used (`cross_validation`).

It is no logistic regression that a library could fit: weights keep their signs, and gates stand
between the axes and the routes.

In the shapes below n is the number of cases, c of coders, k of all answers of the quiz, a of axes,
r of routes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from live.quiz.gates import ruled_out
from live.quiz.model import STAY, Quiz, known_answers
from mkdocs_liveguide.quiz.quiz_file import QuizFile, Usual
from mkdocs_liveguide.quiz.score import Answered

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PENALTIES = (0.1, 0.2, 0.3, 0.4, 0.6, 0.8)
"""Log-loss that the square of one point of movement must win back, summed over the cases.

With more, few movements on some eighty cases reach the half point that rounding keeps.
"""
BEND, SHIFT = 1.6, 0.1
"""How firmly the logarithms of slopes, and thresholds, are held near the usual ones."""
MOST = 4
"""Points that a weight may have."""
THRESHOLDS = np.arange(-0.5, 3.01, 0.5)
SLOPES = np.arange(0.3, 1.31, 0.1)
"""Values that are tried for each axis."""


@dataclass(frozen=True)
class Sheets:
    """The answer sheets as arrays."""

    given: Floats
    """(n, c, k), 1 where the sheet has the answer."""
    allowed: Floats
    """(n, c, r), 0 where a gate rules the route out."""
    chosen: Ints
    """(n,), number of the route in the quiz's order."""

    def part(self, rows: Ints) -> Sheets:
        """Some of the cases."""
        return Sheets(self.given[rows], self.allowed[rows], self.chosen[rows])


@dataclass(frozen=True)
class Numbers:
    """What calibration sets."""

    weights: Floats
    """(k, a + 1), whole points: those of the axes, then staying."""
    thresholds: tuple[float, ...]
    """(a,), in points."""
    slopes: tuple[float, ...]
    """(a,)."""


@dataclass(frozen=True)
class Fixed:
    """What calibration leaves alone."""

    start: Floats
    """(k, a + 1), the judged weights."""
    stay_factor: float
    gate_doubt: float
    routes: Floats
    """(2 ** a, r), 1 where the route takes the corner of that number."""
    case_weights: Floats
    """(r,), what a case counts in which the route was chosen."""
    usual: tuple[Usual, ...]
    """(a,), what numbers of the axes are held near."""


def make_sheets(quiz: Quiz, cases: Iterable[Answered], coders: Sequence[str]) -> Sheets:
    """Turns cases into arrays; those in which no route was chosen are left out."""
    keys = [(key, answer) for key, entry in quiz.questions.items() for answer in entry.weights]
    column = {key: index for index, key in enumerate(keys)}
    routes = list(quiz.routes)
    kept = [case for case in cases if case.chosen in routes]
    given = np.zeros((len(kept), len(coders), len(keys)))
    allowed = np.ones((len(kept), len(coders), len(routes)))
    for row, case in enumerate(kept):
        for number, coder in enumerate(coders):
            sheet = known_answers(quiz, case.answers[coder])
            for pair in sheet.items():
                given[row, number, column[pair]] = 1
            for route in ruled_out(quiz, sheet):
                allowed[row, number, routes.index(route)] = 0
    return Sheets(given, allowed, np.array([routes.index(case.chosen) for case in kept]))


def fixed_of(file: QuizFile, quiz: Quiz) -> Fixed:
    """The starting point as the author wrote it."""
    names = [*(axis.id for axis in file.axes), STAY]
    start = [
        [answer.start.get(name, 0) for name in names]
        for entry in file.questions
        for answer in entry.answers
    ]
    routes = np.zeros((2 ** len(file.axes), len(quiz.routes)))
    for column, route in enumerate(quiz.routes.values()):
        routes[list(route.corner_numbers), column] = 1
    wishes = file.calibration
    return Fixed(
        start=np.array(start, float),
        stay_factor=quiz.stay_factor,
        gate_doubt=quiz.gate_doubt,
        routes=routes,
        case_weights=np.array([wishes.class_weights.get(key, 1.0) for key in quiz.routes]),
        usual=tuple(wishes.usual.get(axis.id, Usual()) for axis in file.axes),
    )


def positions(weights: Floats, sheets: Sheets, fixed: Fixed) -> Floats:
    """(n, c, a): the position of each sheet on the axes, in points."""
    points = sheets.given @ weights
    return np.asarray(points[..., :-1] - fixed.stay_factor * points[..., -1:])


def predict(places: Floats, numbers: Numbers, sheets: Sheets, fixed: Fixed) -> Floats:
    """(n, c, r): the probability of each route, as `live.quiz.scoring` computes it."""
    free = corner_shares(places, numbers)[1] @ fixed.routes
    shut = 1 - sheets.allowed
    taken = (1 - fixed.gate_doubt) * free * shut
    best = np.argmax(np.where(shut > 0, -1, free), -1)[..., None]
    shares = free - taken
    found = np.take_along_axis(shares, best, -1) + taken.sum(-1, keepdims=True)
    np.put_along_axis(shares, best, found, -1)
    return np.asarray(shares)


def corner_shares(places: Floats, numbers: Numbers) -> tuple[Floats, Floats]:
    """(n, c, a), the probability of being high on each axis, and (n, c, 2 ** a), of each corner."""
    slopes, thresholds = np.array(numbers.slopes), np.array(numbers.thresholds)
    high = 1 / (1 + np.exp(-slopes * (places - thresholds)))
    corners = np.ones((*places.shape[:-1], 1))
    for axis in range(places.shape[-1]):
        up = high[..., axis : axis + 1]
        levels = corners[..., None] * np.concatenate([1 - up, up], -1)[..., None, :]
        corners = levels.reshape(*places.shape[:-1], -1)
    return high, corners


def chances_of_chosen(shares: Floats, sheets: Sheets) -> Floats:
    """(n, c): the probability of the route that was chosen, from shares (n, c, r)."""
    return np.take_along_axis(shares, sheets.chosen[:, None, None], 2)[..., 0]


def loss(numbers: Numbers, sheets: Sheets, fixed: Fixed, places: Floats | None = None) -> float:
    """Log-loss, summed over cases; the sheets of a case share its weight.

    Slopes and thresholds are held near their usual values by a weak prior, so that a part of the
    cases which happens to be separable does not drive them away.
    """
    if places is None:
        places = positions(numbers.weights, sheets, fixed)
    shares = predict(places, numbers, sheets, fixed)
    weight = fixed.case_weights[sheets.chosen]
    bent, moved = _from_usual(numbers, fixed)
    wrong = -(np.log(chances_of_chosen(shares, sheets)).mean(1) * weight).sum()
    return float(wrong + BEND * (bent**2).sum() + SHIFT * (moved**2).sum())


def axes_prior(numbers: Numbers, fixed: Fixed) -> tuple[Floats, Floats]:
    """(a,) each: the slopes of the prior by the logarithms of slopes, and by thresholds."""
    bent, moved = _from_usual(numbers, fixed)
    return 2 * BEND * bent, 2 * SHIFT * moved


def _from_usual(numbers: Numbers, fixed: Fixed) -> tuple[Floats, Floats]:
    """How far the logarithms of slopes, and thresholds, lie from the usual ones."""
    bent = np.log(np.array(numbers.slopes) / [each.slope for each in fixed.usual])
    return bent, np.array(numbers.thresholds) - [each.threshold for each in fixed.usual]


def starting(weights: Floats, fixed: Fixed) -> Numbers:
    """These weights with the usual thresholds and slopes, or what is tried nearest to them."""
    return Numbers(
        weights,
        tuple(_nearest(THRESHOLDS, each.threshold) for each in fixed.usual),
        tuple(_nearest(SLOPES, each.slope) for each in fixed.usual),
    )


def _nearest(values: Floats, wanted: float) -> float:
    return float(values[np.argmin(np.abs(values - wanted))])


def fit_axes(numbers: Numbers, sheets: Sheets, fixed: Fixed) -> Numbers:
    """Sets thresholds and slopes, one at a time until none gets better; weights stay."""
    places = positions(numbers.weights, sheets, fixed)
    best = loss(numbers, sheets, fixed, places)
    improved = True
    while improved:
        improved = False
        for changed in _axis_moves(numbers):
            found = loss(changed, sheets, fixed, places)
            if found < best - 1e-9:
                best, numbers, improved = found, changed, True
    return numbers


def _axis_moves(numbers: Numbers) -> Iterator[Numbers]:
    for axis in range(len(numbers.thresholds)):
        for value in THRESHOLDS:
            yield replace(numbers, thresholds=_with(numbers.thresholds, axis, value))
        for value in SLOPES:
            yield replace(numbers, slopes=_with(numbers.slopes, axis, value))


def _with(values: tuple[float, ...], index: int, value: float) -> tuple[float, ...]:
    return (*values[:index], float(value), *values[index + 1 :])
