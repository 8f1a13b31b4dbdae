"""How often the calibrated quiz is right on cases that were not used to calibrate it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from live.quiz.model import ROUTES
from mkdocs_liveguide.tools.quiz.calibration import (
    PENALTIES,
    STEEPNESS,
    Fixed,
    Floats,
    Ints,
    Numbers,
    Sheets,
    fit,
    loss,
    positions,
    predict,
)

FOLDS = 10
INNER_FOLDS = 5
INNER_PARTS = 8


@dataclass(frozen=True)
class Held:
    """What the quiz said on cases that it had not seen."""

    shares: Floats
    """(n, 2, 4), probabilities."""
    offsets: Floats
    """(n, 2, 2), points from the lines of the numbers that were used."""


def folds(count: int, parts: int, seed: int) -> list[Ints]:
    """Splits case numbers 0 to count - 1 at random; both sheets of a case stay together."""
    order = np.random.default_rng(seed).permutation(count)
    return [order[start::parts] for start in range(parts)]


def hold_out(
    sheets: Sheets, fixed: Fixed, penalty: float | None, seed: int, parts: int, fold_count: int
) -> Held:
    """Predicts each case by numbers calibrated without it.

    Args:
        sheets: all cases.
        fixed: what stays.
        penalty: as in `fit`; None chooses it anew for each fold, on the other cases only
            (nested cross-validation).
        seed: of folds and parts.
        parts: random parts in each calibration.
        fold_count: 2 or more.
    """
    count = len(sheets.chosen)
    shares = np.zeros((count, 2, len(ROUTES)))
    offsets = np.zeros((count, 2, 2))
    for number, rows in enumerate(folds(count, fold_count, seed)):
        others = sheets.part(np.setdiff1d(np.arange(count), rows))
        weight = choose_penalty(others, fixed, seed)[0] if penalty is None else penalty
        numbers = fit(others, fixed, weight, seed + number, parts)
        held = sheets.part(rows)
        places = positions(numbers.pushes, held, fixed)
        shares[rows] = predict(places, numbers, held, fixed)
        offsets[rows] = places - np.array(numbers.lines)
    return Held(shares, offsets)


def choose_penalty(sheets: Sheets, fixed: Fixed, seed: int) -> tuple[float, dict[float, float]]:
    """The penalty with the least log-loss on held-out cases; the larger one when they tie.

    Returns:
        The penalty, and the mean log-loss of each that was tried.
    """
    losses = {
        penalty: log_loss(
            hold_out(sheets, fixed, penalty, seed, INNER_PARTS, INNER_FOLDS).shares, sheets
        )
        for penalty in PENALTIES
    }
    least = min(losses.values())
    return max(penalty for penalty, found in losses.items() if found <= least + 0.005), losses


def log_loss(shares: Floats, sheets: Sheets) -> float:
    """Mean over all sheets, in nats."""
    truth = np.take_along_axis(shares, sheets.chosen[:, None, None].repeat(2, 1), 2)
    return float(-np.log(truth).mean())


def calibrate_steepness(
    numbers: Numbers, held: list[Held], sheets: Sheets, fixed: Fixed
) -> Numbers:
    """Sets the steepness by the held-out places, so that confidence is not that of hindsight."""
    level = replace(numbers, lines=(0.0, 0.0))

    def cost(up: float, train: float) -> float:
        tried = replace(level, steepness=(up, train))
        return sum(loss(tried, sheets, fixed, each.offsets) for each in held)

    pairs = [(float(up), float(train)) for up in STEEPNESS for train in STEEPNESS]
    best = min(pairs, key=lambda pair: cost(*pair))
    return replace(numbers, steepness=(round(best[0], 1), round(best[1], 1)))


def figures(shares: Floats, sheets: Sheets) -> dict[str, list[float]]:
    """Shares of cases, for each coder: right, right among the first two, and `both` found."""
    order = np.argsort(-shares, -1, kind="stable")
    truth = sheets.chosen[:, None]
    both = sheets.chosen == ROUTES.index("both")
    right = order[..., 0] == truth
    return {
        "agree": [float(value) for value in right.mean(0)],
        "agree_top2": [float(v) for v in (order[..., :2] == truth[..., None]).any(-1).mean(0)],
        "both_found": [float(value) for value in right[both].mean(0)],
    }
