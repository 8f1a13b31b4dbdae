"""Calibrates the quiz's pushes, lines and steepness on the published cases.

Starts from the judged numbers in docs/quiz/quiz.yml and the answers in docs/quiz/cases.jsonl,
prints what it would change and how often the quiz is right on cases that it has not seen, and
writes both with --write: the numbers into quiz.yml, the figures into calibration.yml beside it.
The same files give the same result. It takes a few minutes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from live.quiz.model import parse_quiz
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.parse import parse_cases, parse_quiz_file
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.tools.quiz import calibration, rewrite
from mkdocs_liveguide.tools.quiz import cross_validation as crossval

ROOT = Path(__file__).resolve().parents[3]
QUIZ = ROOT / "docs/quiz/quiz.yml"
CASES = ROOT / "docs/quiz/cases.jsonl"
FIGURES = ROOT / "docs/quiz/calibration.yml"


def main() -> int:
    """Calibrates, prints, and writes when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write quiz.yml and calibration.yml")
    parser.add_argument("--seed", type=int, default=7, help="of folds and parts (default 7)")
    parser.add_argument("--repeats", type=int, default=3, help="cross-validations (default 3)")
    options = parser.parse_args()
    try:
        source = parse_quiz_file(QUIZ.read_text("utf-8"), "docs/quiz/quiz.yml")
        cases = parse_cases(CASES.read_text("utf-8"), "docs/quiz/cases.jsonl", source)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    quiz = parse_quiz(quiz_data(source.quiz, [each.case for each in cases]))
    sheets = calibration.make_sheets(quiz, [each.case for each in cases])
    fixed = calibration.fixed_of(source.quiz)

    penalty, losses = crossval.choose_penalty(sheets, fixed, options.seed)
    print("held-out log-loss by penalty:", {key: round(value, 3) for key, value in losses.items()})
    numbers = calibration.fit(sheets, fixed, penalty, options.seed)
    seeds = range(options.seed, options.seed + options.repeats)
    held = [
        crossval.hold_out(sheets, fixed, penalty, seed, calibration.PARTS // 2, crossval.FOLDS)
        for seed in seeds
    ]
    numbers = crossval.calibrate_steepness(numbers, held, sheets, fixed)
    print(f"penalty {penalty}, lines {numbers.lines}, steepness {numbers.steepness}")
    for key, old, new in rewrite.moves(source.quiz, numbers.pushes):
        print(f"  {key}: {old} -> {new}")

    places = calibration.positions(numbers.pushes, sheets, fixed)
    fitted = crossval.figures(calibration.predict(places, numbers, sheets, fixed), sheets)
    blind = [
        crossval.hold_out(sheets, fixed, None, seed, crossval.INNER_PARTS, crossval.FOLDS)
        for seed in seeds
    ]
    nested = [crossval.figures(each.shares, sheets) for each in blind]
    mean = {
        name: [float(value) for value in np.mean([each[name] for each in nested], 0)]
        for name in fitted
    }
    for name in fitted:
        print(f"{name}: fitted {_percent(fitted[name])}, cross-validated {_percent(mean[name])}")
    if options.write:
        text = rewrite.rewrite_quiz(source, QUIZ.read_text("utf-8"), numbers)
        QUIZ.write_text(text, "utf-8")
        key = rewrite.calibration_key(parse_quiz_file(text, "docs/quiz/quiz.yml").quiz, cases)
        found = rewrite.Calibration(
            key=key,
            penalty=penalty,
            seed=options.seed,
            repeats=options.repeats,
            log_loss_by_penalty=[
                rewrite.LossAt(penalty=each, log_loss=value) for each, value in losses.items()
            ],
            held_out=rewrite.HeldOut(**mean),
        )
        FIGURES.write_text(rewrite.calibration_text(found), "utf-8")
        print("written: docs/quiz/quiz.yml, docs/quiz/calibration.yml")
    return 0


def _percent(values: list[float]) -> str:
    return " / ".join(f"{100 * value:.1f} %" for value in values)


if __name__ == "__main__":
    sys.exit(main())
