"""Calibrates the quiz's numbers on published cases, without learning the cases by heart.

The evidence gives a starting number for every answer (`judged`). Calibration may move a number by
whole points and pays a penalty for every point. It never moves one to zero or across, and a zero
stays: the evidence says where an answer points, the cases only how far. It is repeated on random
parts of the cases, and a number only moves when it moves in most of them (in the spirit of
stability selection: Meinshausen and Bühlmann 2010, "Stability selection", section 2). What is
reported is what happens on cases that were not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from live.quiz.gates import ruled_out
from live.quiz.model import ROUTES, Quiz, known_answers
from mkdocs_liveguide.quiz.content import Case, QuizFile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PENALTIES = (0.5, 0.7, 1.0, 1.4)
"""Log-loss that one point of movement must win back, summed over the cases."""
BOTH_COUNTS = 1.5
"""Weight of a case whose makers built both: the class is small, and always calling it retrieval
would cost little."""
PARTS = 20
"""Random parts of the cases that a number's movement is averaged over."""
PART_SIZE = 0.7
CODERS = ("coder_a", "coder_b")


@dataclass(frozen=True)
class Sheets:
    """The answer sheets as arrays; n cases, 2 coders, k answers of the quiz."""

    given: Floats
    """(n, 2, k), 1 where the sheet has the answer."""
    allowed: Floats
    """(n, 2, 4), 0 where a gate rules the route out."""
    chosen: Ints
    """(n,), index into `ROUTES`."""

    def part(self, rows: Ints) -> Sheets:
        """Some of the cases."""
        return Sheets(self.given[rows], self.allowed[rows], self.chosen[rows])


@dataclass(frozen=True)
class Numbers:
    """What calibration sets."""

    pushes: Floats
    """(k, 3), whole points: R, F, P."""
    lines: tuple[float, float]
    """Of look-up and train, in points."""
    steepness: tuple[float, float]


@dataclass(frozen=True)
class Fixed:
    """What calibration leaves alone."""

    start: Floats
    """(k, 3), the judged pushes."""
    stay_counts: float
    gate_doubt: float


def make_sheets(quiz: Quiz, cases: Sequence[Case]) -> Sheets:
    """Turns cases into arrays; those whose makers built something else are left out."""
    keys = [(key, answer) for key, entry in quiz.dimensions.items() for answer in entry.pushes]
    column = {key: index for index, key in enumerate(keys)}
    kept = [case for case in cases if case.chosen in ROUTES]
    given = np.zeros((len(kept), len(CODERS), len(keys)))
    allowed = np.ones((len(kept), len(CODERS), len(ROUTES)))
    for row, case in enumerate(kept):
        for coder, name in enumerate(CODERS):
            sheet = known_answers(quiz, case.answers[name])  # type: ignore[index]
            for pair in sheet.items():
                given[row, coder, column[pair]] = 1
            for route in ruled_out(quiz, sheet):
                allowed[row, coder, ROUTES.index(route)] = 0
    return Sheets(given, allowed, np.array([ROUTES.index(case.chosen) for case in kept]))


def fixed_of(quiz: QuizFile) -> Fixed:
    """The starting point as the author wrote it."""
    start = [answer.start for entry in quiz.dimensions for answer in entry.answers]
    return Fixed(np.array(start, float), quiz.scoring.stay_counts, quiz.scoring.gate_doubt)


def positions(pushes: Floats, sheets: Sheets, fixed: Fixed) -> Floats:
    """(n, 2, 2): the place of each sheet on the scales look-up and train, in points."""
    points = sheets.given @ pushes
    return np.asarray(points[..., :2] - fixed.stay_counts * points[..., 2:])


def predict(places: Floats, numbers: Numbers, sheets: Sheets, fixed: Fixed) -> Floats:
    """(n, 2, 4): the probability of each route, as `live.quiz.scoring` computes it."""
    needs = 1 / (1 + np.exp(-np.array(numbers.steepness) * (places - np.array(numbers.lines))))
    up, train = needs[..., 0], needs[..., 1]
    free = np.stack([(1 - up) * (1 - train), up * (1 - train), (1 - up) * train, up * train], -1)
    shut = 1 - sheets.allowed
    taken = (1 - fixed.gate_doubt) * free * shut
    best = np.argmax(np.where(shut > 0, -1, free), -1)[..., None]
    shares = free - taken
    found = np.take_along_axis(shares, best, -1) + taken.sum(-1, keepdims=True)
    np.put_along_axis(shares, best, found, -1)
    return np.asarray(shares)


def loss(numbers: Numbers, sheets: Sheets, fixed: Fixed, places: Floats | None = None) -> float:
    """Log-loss, summed over cases; the two sheets of a case share its weight.

    Steepness and lines are held near usual values by a weak prior, so that a part of the cases
    which happens to be separable does not drive them away.
    """
    if places is None:
        places = positions(numbers.pushes, sheets, fixed)
    shares = predict(places, numbers, sheets, fixed)
    truth = np.take_along_axis(shares, sheets.chosen[:, None, None].repeat(2, 1), 2)[..., 0]
    weight = np.where(sheets.chosen == ROUTES.index("both"), BOTH_COUNTS, 1.0)
    bent = np.log(np.array(numbers.steepness) / (0.55, 0.8)) / 0.4
    moved = np.array(numbers.lines) - (1.0, 1.5)
    return float(
        -(np.log(truth).mean(1) * weight).sum() + 0.25 * (bent**2).sum() + 0.1 * (moved**2).sum()
    )


LINES = np.arange(-0.5, 3.01, 0.5)
STEEPNESS = np.arange(0.3, 1.31, 0.1)


def fit_scales(numbers: Numbers, sheets: Sheets, fixed: Fixed) -> Numbers:
    """Sets lines and steepness, one at a time until none gets better; pushes stay."""
    places = positions(numbers.pushes, sheets, fixed)
    best = loss(numbers, sheets, fixed, places)
    improved = True
    while improved:
        improved = False
        for changed in _scale_moves(numbers):
            found = loss(changed, sheets, fixed, places)
            if found < best - 1e-9:
                best, numbers, improved = found, changed, True
    return numbers


def _scale_moves(numbers: Numbers) -> Iterator[Numbers]:
    for axis in (0, 1):
        for value in LINES:
            lines = (
                (float(value), numbers.lines[1]) if axis == 0 else (numbers.lines[0], float(value))
            )
            yield replace(numbers, lines=lines)
        for value in STEEPNESS:
            steep = numbers.steepness
            pair = (float(value), steep[1]) if axis == 0 else (steep[0], float(value))
            yield replace(numbers, steepness=pair)


def fit_once(sheets: Sheets, fixed: Fixed, penalty: float) -> Numbers:
    """Moves one number by one point at a time, the one that helps most, while it pays."""
    numbers = fit_scales(Numbers(fixed.start.copy(), (1.0, 1.5), (0.5, 0.8)), sheets, fixed)
    used = np.flatnonzero(sheets.given.any((0, 1)))
    while True:
        now = loss(numbers, sheets, fixed) + penalty * float(
            np.abs(numbers.pushes - fixed.start).sum()
        )
        best: tuple[float, Numbers] = (now - 1e-6, numbers)
        for row, kind in ((row, kind) for row in used for kind in range(3)):
            origin = fixed.start[row, kind]
            for step in (-1.0, 1.0):
                value = numbers.pushes[row, kind] + step
                if value * origin <= 0 or abs(value) > 4:
                    continue
                pushes = numbers.pushes.copy()
                pushes[row, kind] = value
                moved = replace(numbers, pushes=pushes)
                cost = penalty * float(np.abs(pushes - fixed.start).sum())
                found = loss(moved, sheets, fixed) + cost
                if found < best[0]:
                    best = (found, moved)
        if best[1] is numbers:
            return numbers
        numbers = fit_scales(best[1], sheets, fixed)


def fit(sheets: Sheets, fixed: Fixed, penalty: float, seed: int, parts: int = PARTS) -> Numbers:
    """Averages `fit_once` over random parts of the cases, and rounds to whole points.

    The penalty shrinks with the part, so that it weighs the same against the loss.
    """
    random = np.random.default_rng(seed)
    size = int(len(sheets.chosen) * PART_SIZE)
    found = []
    for _ in range(parts):
        rows = random.choice(len(sheets.chosen), size, replace=False)
        found.append(fit_once(sheets.part(rows), fixed, penalty * PART_SIZE).pushes)
    pushes = np.round(np.mean(found, 0))
    return fit_scales(Numbers(pushes, (1.0, 1.5), (0.5, 0.8)), sheets, fixed)
