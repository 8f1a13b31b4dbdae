"""How often the calibrated quiz is right on cases that were not used to calibrate it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from mkdocs_liveguide.quiz.score import calibration_error
from mkdocs_liveguide.tools.quiz.calibration import (
    PENALTIES,
    SLOPES,
    Fixed,
    Floats,
    Ints,
    Numbers,
    Sheets,
    chances_of_chosen,
    loss,
    positions,
    predict,
)
from mkdocs_liveguide.tools.quiz.fitting import fit

FOLDS = 10
INNER_FOLDS = 10


@dataclass(frozen=True)
class Held:
    """What the quiz said on cases that it had not seen."""

    shares: Floats
    """(n, c, r), probabilities."""
    offsets: Floats
    """(n, c, a), points from the thresholds of the numbers that were used."""


def folds(count: int, parts: int, seed: int) -> list[Ints]:
    """Splits case numbers 0 to count - 1 at random; all sheets of a case stay together."""
    order = np.random.default_rng(seed).permutation(count)
    return [order[start::parts] for start in range(parts)]


def hold_out(
    sheets: Sheets, fixed: Fixed, penalty: float | None, seed: int, fold_count: int
) -> Held:
    """Predicts each case by numbers calibrated without it.

    Args:
        sheets: all cases.
        fixed: what stays.
        penalty: as in `fit`; None chooses it anew for each fold, and sets the slopes by a
            cross-validation of its own, both on the other cases only (nested cross-validation).
        seed: of folds.
        fold_count: 2 or more.
    """
    count, coders = sheets.given.shape[:2]
    shares = np.zeros((count, coders, fixed.routes.shape[1]))
    offsets = np.zeros((count, coders, len(fixed.usual)))
    for rows in folds(count, fold_count, seed):
        others = sheets.part(np.setdiff1d(np.arange(count), rows))
        if penalty is None:
            numbers = calibrate(others, fixed, choose_penalty(others, fixed, seed)[0], [seed])
        else:
            numbers = fit(others, fixed, penalty)
        held = sheets.part(rows)
        places = positions(numbers.weights, held, fixed)
        shares[rows] = predict(places, numbers, held, fixed)
        offsets[rows] = places - np.array(numbers.thresholds)
    return Held(shares, offsets)


def calibrate(sheets: Sheets, fixed: Fixed, penalty: float, seeds: Sequence[int]) -> Numbers:
    """The numbers by all cases, their slopes by held-out ones."""
    held = [hold_out(sheets, fixed, penalty, seed, FOLDS) for seed in seeds]
    return calibrate_slopes(fit(sheets, fixed, penalty), held, sheets, fixed)


def choose_penalty(sheets: Sheets, fixed: Fixed, seed: int) -> tuple[float, dict[float, float]]:
    """The penalty with the least log-loss on held-out cases; the larger one when they tie.

    Returns:
        The penalty, and the mean log-loss of each that was tried.
    """
    losses = {
        penalty: log_loss(hold_out(sheets, fixed, penalty, seed, INNER_FOLDS).shares, sheets)
        for penalty in PENALTIES
    }
    least = min(losses.values())
    return max(penalty for penalty, found in losses.items() if found <= least + 0.005), losses


def log_loss(shares: Floats, sheets: Sheets) -> float:
    """Mean over all sheets, in nats; `shares` are (n, c, r)."""
    return float(-np.log(chances_of_chosen(shares, sheets)).mean())


def calibrate_slopes(numbers: Numbers, held: list[Held], sheets: Sheets, fixed: Fixed) -> Numbers:
    """Sets the slopes by the held-out positions, so that confidence is not that of hindsight."""
    level = replace(numbers, thresholds=(0.0,) * len(numbers.thresholds))

    def cost(slopes: tuple[float, ...]) -> float:
        tried = replace(level, slopes=slopes)
        return sum(loss(tried, sheets, fixed, each.offsets) for each in held)

    values = [float(value) for value in SLOPES]
    best = min(product(values, repeat=len(numbers.slopes)), key=cost)
    return replace(numbers, slopes=tuple(round(value, 1) for value in best))


@dataclass(frozen=True)
class Agreement:
    """Shares of cases, 0 to 1, for each coder."""

    agree: Floats
    """(c,), the first route is what was chosen."""
    agree_top2: Floats
    """(c,), one of the first two is."""
    recall: Floats
    """(r, c), found, of the cases in which the route was chosen; not a number without any."""
    calibration_error: Floats
    """(c,), as `mkdocs_liveguide.quiz.score.calibration_error`."""


def agreement(shares: Floats, sheets: Sheets) -> Agreement:
    """How often predictions, (n, c, r), are what was chosen."""
    order = np.argsort(-shares, -1, kind="stable")
    truth = sheets.chosen[:, None]
    right = order[..., 0] == truth
    chosen = [sheets.chosen == route for route in range(shares.shape[-1])]
    none = np.full(right.shape[1], np.nan)
    sure = shares.max(-1)
    return Agreement(
        agree=right.mean(0),
        agree_top2=(order[..., :2] == truth[..., None]).any(-1).mean(0),
        recall=np.array([right[rows].mean(0) if rows.any() else none for rows in chosen]),
        calibration_error=np.array(
            [
                calibration_error(list(zip(said, found, strict=True)))
                for said, found in zip(sure.T, right.T, strict=True)
            ]
        ),
    )


def mean_agreement(several: Sequence[Agreement]) -> Agreement:
    """The mean of several rounds."""
    return Agreement(
        agree=np.mean([each.agree for each in several], 0),
        agree_top2=np.mean([each.agree_top2 for each in several], 0),
        recall=np.mean([each.recall for each in several], 0),
        calibration_error=np.mean([each.calibration_error for each in several], 0),
    )
