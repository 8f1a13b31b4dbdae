"""Calibrates the quiz's weights, thresholds and slopes on the published cases.

Starts from the judged weights in quiz/quiz.yml and the answers in quiz/cases.jsonl, prints what it
would change and how often the quiz is right on cases that it has not seen, and writes both with
--write: the numbers into quiz.yml, the figures into calibration.yml beside it. The same files give
the same result. It takes about a minute. Run it in the guide's folder, or name that.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from mkdocs_liveguide.building.cache import write_atomically
from mkdocs_liveguide.quiz.calibration_file import (
    Calibration,
    HeldOut,
    LossAt,
    Shares,
    calibration_key,
)
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.tools.quiz import calibration, rewrite
from mkdocs_liveguide.tools.quiz import cross_validation as crossval
from mkdocs_liveguide.tools.quiz.calibration import Fixed, Floats, Sheets
from mkdocs_liveguide.tools.quiz.cross_validation import Agreement
from mkdocs_liveguide.tools.quiz.guide import ReadQuiz, add_guide_options, files_of, read_quiz


def main(arguments: list[str] | None = None) -> int:
    """Calibrates, prints, and writes when asked."""
    options = _options(arguments)
    try:
        quiz = read_quiz(options)
        _need_cases(quiz)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    coders = [coder.id for coder in quiz.coders]
    sheets = calibration.make_sheets(quiz.engine, quiz.cases.cases, coders)
    fixed = calibration.fixed_of(quiz.source.quiz, quiz.engine)
    seeds = range(options.seed, options.seed + options.repeats)

    penalty, losses = crossval.choose_penalty(sheets, fixed, options.seed)
    print("held-out log-loss by penalty:", {key: round(value, 3) for key, value in losses.items()})
    numbers = crossval.calibrate(sheets, fixed, penalty, seeds)
    print(f"penalty {penalty}, thresholds {numbers.thresholds}, slopes {numbers.slopes}")
    for key, old, new in rewrite.moves(quiz.source.quiz, numbers.weights):
        print(f"  {key}: {dict(old)} -> {dict(new)}")

    places = calibration.positions(numbers.weights, sheets, fixed)
    fitted = crossval.agreement(calibration.predict(places, numbers, sheets, fixed), sheets)
    blind = _blind(sheets, fixed, seeds)
    _say("agree", fitted.agree, blind.agree)
    _say("agree_top2", fitted.agree_top2, blind.agree_top2)
    _say("calibration error", fitted.calibration_error, blind.calibration_error)
    routes = list(quiz.engine.routes)
    watched = list(quiz.source.quiz.calibration.class_weights)
    for route in watched:
        number = routes.index(route)
        _say(f"recall of {route}", fitted.recall[number], blind.recall[number])
    if not options.write:
        print("nothing was written; with --write the numbers go into quiz.yml and calibration.yml")
        return 0
    text = rewrite.rewrite_quiz(quiz.source.quiz, quiz.text, numbers)
    files = files_of(options)
    found = Calibration(
        key=calibration_key(parse_quiz_file(text, str(files.quiz)).quiz, quiz.cases.cases),
        penalty=penalty,
        seed=options.seed,
        repeats=options.repeats,
        log_loss_by_penalty=[LossAt(penalty=each, log_loss=losses[each]) for each in losses],
        held_out=HeldOut(
            agree=_by_coder(coders, blind.agree),
            agree_top2=_by_coder(coders, blind.agree_top2),
            calibration_error=_by_coder(coders, blind.calibration_error),
            recall={
                route: _by_coder(coders, blind.recall[routes.index(route)]) for route in watched
            },
        ),
    )
    write_atomically(files.quiz, text.encode())
    write_atomically(files.calibration, rewrite.calibration_text(found).encode())
    print(f"written: {files.quiz}, {files.calibration}")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write quiz.yml and calibration.yml")
    parser.add_argument("--seed", type=int, default=7, help="of folds and parts (default 7)")
    parser.add_argument("--repeats", type=int, default=3, help="cross-validations (default 3)")
    add_guide_options(parser)
    return parser.parse_args(arguments)


def _need_cases(quiz: ReadQuiz) -> None:
    """Makes sure that each fold has something to learn from.

    Raises:
        ContentError: there are too few cases, or none of a route that is to be watched.
    """
    chosen = [case.chosen for case in quiz.cases.cases if case.chosen in quiz.engine.routes]
    problems = []
    if len(chosen) < 2 * crossval.FOLDS:
        found, fix = f"{len(chosen)} cases of the quiz's routes", "write more cases"
        expected = f"at least {2 * crossval.FOLDS} to calibrate on"
        problems.append(Problem(quiz.cases.path, 1, found, expected, fix))
    for route in quiz.source.quiz.calibration.class_weights:
        if route not in chosen:
            found = f'a weight for "{route}", which was chosen in no case'
            loc = ("calibration", "class_weights", route)
            problems.append(quiz.source.problem(loc, found, "a route of the cases", "take it out"))
    if problems:
        raise ContentError(problems)


def _blind(sheets: Sheets, fixed: Fixed, seeds: Sequence[int]) -> Agreement:
    """Nested cross-validation: what is held out chooses neither numbers nor penalty."""
    rounds = [crossval.hold_out(sheets, fixed, None, seed, crossval.FOLDS) for seed in seeds]
    return crossval.mean_agreement([crossval.agreement(each.shares, sheets) for each in rounds])


def _by_coder(coders: Sequence[str], values: Floats) -> Shares:
    return {coder: float(value) for coder, value in zip(coders, values, strict=True)}


def _say(name: str, fitted: Floats, blind: Floats) -> None:
    print(f"{name}: fitted {_percent(fitted)}, cross-validated {_percent(blind)}")


def _percent(values: Floats) -> str:
    return " / ".join(f"{100 * value:.1f} %" for value in values)


if __name__ == "__main__":
    sys.exit(main())
