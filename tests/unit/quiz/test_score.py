"""How often the quiz agrees with what was chosen, and the tool that tells it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.snippets.live.quiz.sample import cases, quiz

from mkdocs_liveguide.quiz.score import Score, Verdict, score_cases
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.tools.quiz.report_score import Told, main, read_told

CODERS = ("coder_a", "coder_b")
ROUTES = tuple(quiz().routes)


def verdict(chosen: str, route: str, confidence: float) -> Verdict:
    return Verdict("c", chosen, route, "both", confidence, 7, route)


def test_calibration_error_is_the_mean_gap_of_five_groups() -> None:
    sure = [verdict("prompt", "prompt", 0.9)] * 9 + [verdict("retrieval", "prompt", 0.9)]
    error = Score(tuple(sure), ROUTES).calibration_error
    assert error == pytest.approx((4 * 0.2 + 2 * 0.4) / 10, abs=0.09)
    right = [verdict("prompt", "prompt", 1.0)] * 10
    assert Score(tuple(right), ROUTES).calibration_error == 0
    assert Score((), ROUTES).calibration_error == 0


def test_recall_is_the_share_of_a_routes_cases_that_get_it() -> None:
    several = [verdict("both", "both", 0.9), verdict("both", "prompt", 0.9)]
    score = Score((*several, verdict("prompt", "both", 0.9)), ROUTES)
    assert score.recall("both") == 0.5
    assert score.recall("retrieval") == 0


def test_cases_built_otherwise_are_left_out() -> None:
    told = [Told("x", "other", {coder: {} for coder in CODERS})]
    assert score_cases(quiz(), told, "coder_a").figures()["cases"] == 0


def test_cases_from_elsewhere_need_only_answers_and_what_was_built() -> None:
    text = '{"answers": {"coder_a": {"volume": "low", "new": "x"}}, "chosen": "prompt"}\n\n'
    told = read_told(text, "cases.jsonl")
    assert score_cases(quiz(), told, "coder_a").figures()["agree"] == 1
    assert score_cases(quiz(), told, "coder_b").figures()["cases"] == 1
    with pytest.raises(
        ContentError,
        match="jsonl:2: found a line that is not a JSON object with answers and chosen",
    ):
        read_told(text.strip() + '\n{"answers": 3}', "cases.jsonl")


def test_the_easiest_question_comes_first_and_costs_no_point_of_agreement() -> None:
    first, *_ = quiz().questions
    assert first == "symptom"
    other = {"task_shape": quiz().questions["task_shape"]} | dict(quiz().questions)
    right, asked = ([], [])
    for sample in (quiz(), replace(quiz(), questions=other)):
        scores = [score_cases(sample, cases(), coder) for coder in CODERS]
        right.append(sum(score.agree_adaptive / len(score.verdicts) for score in scores) / 2)
        asked.append(sum(score.mean_asked for score in scores) / 2)
    assert right[0] > right[1] - 0.01
    assert asked[0] < asked[1]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs_liveguide.tools.quiz.report_score", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_script_prints_the_figures_as_json(root: Path) -> None:
    done = run(root, "docs/quiz/cases.jsonl", "--json")
    assert done.returncode == 0
    printed = json.loads(done.stdout)
    assert set(printed) == {"coder_a", "coder_b"}
    for score in printed.values():
        assert set(score) == {
            *("cases", "agree", "agree_top2", "mean_asked", "calibration_error", "confusion")
        }
        assert score["cases"] == 82
        assert set(score["confusion"]) == set(ROUTES)
        assert sum(sum(row.values()) for row in score["confusion"].values()) == 82


def test_the_script_says_what_is_wrong_with_a_file(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(file: Path) -> str:
        assert main([str(file), "--guide", str(root)]) == 1
        return capsys.readouterr().err

    assert "cannot be read: No such file" in said(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text("[]")
    assert "bad.jsonl:1: found a line that is not a JSON object" in said(tmp_path / "bad.jsonl")
    (tmp_path / "bad.jsonl").write_bytes(b"\xff")
    assert "cannot be read: it is not UTF-8" in said(tmp_path / "bad.jsonl")


def test_the_script_scores_any_guide_in_its_own_words(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = root / "tests/fixtures/bread"
    assert main([str(guide / "docs/quiz/cases.jsonl"), "--guide", str(guide)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("anna: agrees on 3 of 4, first two routes 4;")
    assert "  baked yeast: soda 1, yeast 1\n" in said


def test_the_script_says_where_a_guide_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cases.jsonl", "--guide", str(tmp_path)]) == 1
    assert "docs/quiz/quiz.yml:1: found no such file" in capsys.readouterr().err
