"""Calibration: its arrays compute what the engine computes, and only numbers are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.snippets.live.quiz.sample import FOLDER, cases, quiz, source
from tests.unit.quiz.conftest import QUIZ as SMALL
from tests.unit.quiz.conftest import Shown

from live.quiz.next_question import outcome
from mkdocs_liveguide.quiz.calibration_file import calibration_key, parse_calibration
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.score import score_cases
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.tools.quiz import calibration as cal
from mkdocs_liveguide.tools.quiz import recalibrate
from mkdocs_liveguide.tools.quiz.cross_validation import agreement
from mkdocs_liveguide.tools.quiz.fitting import Problem, fit
from mkdocs_liveguide.tools.quiz.rewrite import calibration_text, rewrite_quiz

CODERS = ("coder_a", "coder_b")
ROUTES = tuple(quiz().routes)


def numbers_of(shown: Shown) -> cal.Numbers:
    engine = shown.quiz.engine
    weights = [
        [*each.axes, each.stay]
        for entry in engine.questions.values()
        for each in entry.weights.values()
    ]
    return cal.Numbers(
        np.array(weights, float),
        tuple(axis.threshold for axis in engine.axes),
        tuple(axis.slope for axis in engine.axes),
    )


@pytest.mark.parametrize("guide", ["own", "bread"])
def test_the_arrays_compute_what_the_engine_computes(
    guide: str, request: pytest.FixtureRequest
) -> None:
    shown: Shown = request.getfixturevalue(guide)
    sample, told = shown.quiz.engine, shown.quiz.cases
    coders = [coder.id for coder in shown.quiz.coders]
    routes = tuple(sample.routes)
    sheets = cal.make_sheets(sample, told, coders)
    numbers = numbers_of(shown)
    fixed = replace(
        cal.fixed_of(shown.quiz.source.quiz, sample),
        start=numbers.weights,
    )
    places = cal.positions(numbers.weights, sheets, fixed)
    shares = cal.predict(places, numbers, sheets, fixed)
    kept = [case for case in told if case.chosen in routes]
    for row, case in enumerate(kept):
        for column, coder in enumerate(coders):
            expected = outcome(sample, dict(case.answers[coder]))[1]
            found = dict(zip(routes, shares[row, column], strict=True))
            assert found == pytest.approx(expected)
    score = score_cases(sample, told, coders[0])
    assert agreement(shares, sheets).agree[0] == pytest.approx(score.agree / len(kept))
    for number, route in enumerate(routes):
        assert agreement(shares, sheets).recall[number, 0] == pytest.approx(score.recall(route))


def test_calibration_keeps_signs_zeros_and_the_range() -> None:
    sheets = cal.make_sheets(quiz(), cases(), CODERS)
    fixed = cal.fixed_of(source().quiz, quiz())
    numbers = fit(sheets, fixed, penalty=0.01)
    assert np.array_equal(np.sign(numbers.weights), np.sign(fixed.start))
    assert np.abs(numbers.weights).max() <= 4
    assert np.array_equal(numbers.weights, np.round(numbers.weights))


def test_a_high_price_moves_nothing_and_a_low_one_lowers_the_loss() -> None:
    sheets = cal.make_sheets(quiz(), cases(), CODERS)
    fixed = cal.fixed_of(source().quiz, quiz())
    judged = fit(sheets, fixed, 1000)
    assert np.array_equal(judged.weights, fixed.start)
    one, two = (fit(sheets, fixed, 0.2) for _ in range(2))
    assert np.array_equal(one.weights, two.weights)
    assert one.thresholds == two.thresholds
    assert cal.loss(one, sheets, fixed) < cal.loss(judged, sheets, fixed)


def test_the_gradient_is_that_of_the_loss() -> None:
    sheets = cal.make_sheets(quiz(), cases(), CODERS)
    fixed = cal.fixed_of(source().quiz, quiz())
    problem = Problem(sheets, fixed, penalty=0.3)
    random = np.random.default_rng(1)
    point = problem.start()
    point = point + random.normal(0, 0.2, len(point))

    def cost(at: cal.Floats) -> float:
        numbers = problem.numbers(at)
        moved = numbers.weights - fixed.start
        return cal.loss(numbers, sheets, fixed) + 0.3 * float((moved**2).sum())

    gradient = problem.gradient(point)
    for index in (0, 5, 20, len(point) - 4, len(point) - 3, len(point) - 2, len(point) - 1):
        step = np.zeros(len(point))
        step[index] = 1e-5
        expected = (cost(point + step) - cost(point - step)) / 2e-5
        assert gradient[index] == pytest.approx(expected, abs=1e-4)


def test_class_weights_and_usual_numbers_come_from_the_quiz() -> None:
    fixed = cal.fixed_of(source().quiz, quiz())
    assert dict(zip(ROUTES, fixed.case_weights, strict=True)) == {
        **dict.fromkeys(ROUTES, 1.0),
        "both": 1.5,
    }
    assert [each.slope for each in fixed.usual] == [0.55, 0.8]
    assert cal.starting(fixed.start, fixed).thresholds == (1.0, 1.5)


def test_calibrated_numbers_are_written_back_and_nothing_else() -> None:
    small = parse_quiz_file(SMALL, "quiz.yml").quiz
    names = ("recipe", "practice", "stay")
    answers = [answer for entry in small.questions for answer in entry.answers]
    start = np.array([[each.start.get(name, 0) for name in names] for each in answers], float)
    moved = start.copy()
    moved[0] = (4, 0, 0)
    text = rewrite_quiz(small, SMALL, cal.Numbers(moved, (0.0, 1.5), (0.4, 0.9)))
    again = parse_quiz_file(text, "quiz.yml").quiz
    weights = [(each.weights, each.judged) for entry in again.questions for each in entry.answers]
    assert weights[0] == ({"recipe": 4}, {"recipe": 3})
    assert weights[3] == ({"practice": 2}, None)
    assert (again.axes[0].threshold, again.axes[1].slope) == (0.0, 0.9)
    old, new = SMALL.splitlines(), text.splitlines()
    assert {line for line in old if line not in new} <= {
        line
        for line in old
        if "weights:" in line or "judged:" in line or "slope" in line or "threshold" in line
    }
    back = rewrite_quiz(again, text, cal.Numbers(start, (0.5, 0.5), (1.0, 1.0)))
    assert parse_quiz_file(back, "q").quiz.questions[0] == small.questions[0]


def test_numbers_that_stay_leave_the_file_as_it_is(own: Shown) -> None:
    text = (FOLDER / "quiz.yml").read_text("utf-8")
    assert rewrite_quiz(source().quiz, text, numbers_of(own)) == text


def test_the_order_of_keys_and_remarks_at_the_end_of_an_answer_stay() -> None:
    text = SMALL.replace(
        "        weights: {practice: 3}\n        judged: {practice: 2}\n"
        "        because: it is stone\n",
        "        because: it is stone\n        weights: {practice: 3}  # tried in May\n"
        "        judged: {practice: 2}\n\n      # the cheap one\n",
    )
    assert text != SMALL
    small = parse_quiz_file(text, "quiz.yml").quiz
    names = ("recipe", "practice", "stay")
    answers = [answer for entry in small.questions for answer in entry.answers]
    start = np.array([[each.start.get(name, 0) for name in names] for each in answers], float)
    back = rewrite_quiz(small, text, cal.Numbers(start, (0.5, 0.5), (1.0, 1.0)))
    assert back == text.replace("{practice: 3}", "{practice: 2}").replace(
        "        judged: {practice: 2}\n", ""
    )


def test_the_figures_are_known_to_be_old_when_a_number_or_a_case_changes() -> None:
    quiz_file = source().quiz
    key = calibration_key(quiz_file, [])
    more = quiz_file.model_copy(update={"gates": quiz_file.gates[1:]})
    assert calibration_key(more, []) != key
    words = quiz_file.model_copy(update={"title": "Another title"})
    assert calibration_key(words, []) == key


def test_the_file_of_figures_reads_back() -> None:
    text = (FOLDER / "calibration.yml").read_text("utf-8")
    found = parse_calibration(text, "calibration.yml")
    assert calibration_text(found) == text
    digits = found.model_copy(update={"key": "1234567890123456"})
    assert parse_calibration(calibration_text(digits), "calibration.yml") == digits
    with pytest.raises(ContentError, match='found no "penalty"'):
        parse_calibration('key: "x"', "calibration.yml")


def test_too_few_cases_to_calibrate_on_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = root / "tests/fixtures/bread"
    assert recalibrate.main(["--guide", str(guide)]) == 1
    said = capsys.readouterr().err
    assert (
        "docs/quiz/cases.jsonl:1: found 4 cases of the quiz's routes; expected at least 20" in said
    )


def test_without_write_it_says_that_nothing_was_written(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [(FOLDER / name).read_bytes() for name in ("quiz.yml", "calibration.yml")]
    monkeypatch.setattr(recalibrate.crossval, "PENALTIES", (50,))
    monkeypatch.setattr(recalibrate.crossval, "FOLDS", 2)
    monkeypatch.setattr(recalibrate.crossval, "INNER_FOLDS", 2)
    assert recalibrate.main(["--guide", str(root), "--repeats", "1"]) == 0
    assert "nothing was written; with --write" in capsys.readouterr().out
    after = [(FOLDER / name).read_bytes() for name in ("quiz.yml", "calibration.yml")]
    assert after == before
