"""Scores, calibration, tables and HTML of the guide's own quiz."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from mkdocs_liveguide.evidence.evidence import load_evidence
from mkdocs_liveguide.sources.guide import Guide, load_pages
from tests.snippets.live.quiz.sample import FOLDER, cases, quiz, source
from tests.unit.quiz.conftest import QUIZ as SMALL

from live.quiz.model import ROUTES
from live.quiz.next_question import outcome
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.quiz import RENDERERS, load_quiz
from mkdocs_liveguide.quiz.decision_table import decision_table
from mkdocs_liveguide.quiz.load import QuizBuild
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.score import CODERS, Score, Told, Verdict, read_told, score_cases
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.tools.quiz import calibration as cal
from mkdocs_liveguide.tools.quiz.cross_validation import figures
from mkdocs_liveguide.tools.quiz.rewrite import (
    calibration_key,
    calibration_text,
    parse_calibration,
    rewrite_quiz,
)


@pytest.fixture(scope="module")
def guide(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    docs = root / "docs"
    pages = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    cache = Cache(tmp_path_factory.mktemp("cache"))
    loaded = Guide(root, docs, cache, load_pages(root, docs, pages), load_evidence(root, docs))
    object.__setattr__(loaded, "quiz", load_quiz(loaded))
    return loaded


def directive(name: str, argument: str = "", **options: str) -> Directive:
    return Directive(name, argument, options, "docs/quiz/index.md", 9, "quiz/index.md")


def built(guide: Guide) -> QuizBuild:
    assert guide.quiz is not None
    return guide.quiz


def test_the_guides_quiz_is_whole_and_its_figures_are_of_its_numbers(guide: Guide) -> None:
    assert {each.name for each in built(guide).artefacts} == {"quiz.json", "cases.json"}
    assert built(guide).calibrated_now


def test_a_guide_without_a_quiz_has_none(tmp_path: Path) -> None:
    bare = Guide(tmp_path, tmp_path, Cache(tmp_path), {})
    assert load_quiz(bare) is None
    with pytest.raises(ContentError, match="a guide without a quiz; expected a file"):
        RENDERERS["quiz"](directive("quiz"), bare)


def test_equal_sources_give_equal_bytes(guide: Guide) -> None:
    again = load_quiz(guide)
    assert again is not None
    assert [each.content for each in again.artefacts] == [
        each.content for each in built(guide).artefacts
    ]


def test_what_only_authors_need_is_not_sent_to_readers(guide: Guide) -> None:
    content = built(guide).artefacts[0].content.decode()
    assert '"traps"' not in content
    assert '"judged"' not in content


def test_the_quiz_meets_its_aims_on_the_published_cases(guide: Guide) -> None:
    held_out = built(guide).calibration
    assert held_out is not None
    for coder in CODERS:
        score = built(guide).scores[coder]
        assert score.agree / len(score.verdicts) >= 0.8
        assert score.agree_top2 / len(score.verdicts) >= 0.93
        assert score.confusion["both"]["both"] >= 3
        assert 6 <= score.mean_asked <= 9
        assert score.calibration_error < 0.15
    assert min(held_out.held_out.agree) > 0.7


# Scores.


def verdict(chosen: str, route: str, confidence: float) -> Verdict:
    return Verdict("c", chosen, route, "both", confidence, 7, route)


def test_calibration_error_is_the_mean_gap_of_five_groups() -> None:
    sure = [verdict("prompt", "prompt", 0.9)] * 9 + [verdict("retrieval", "prompt", 0.9)]
    assert Score(tuple(sure)).calibration_error == pytest.approx((4 * 0.2 + 2 * 0.4) / 10, abs=0.09)
    right = [verdict("prompt", "prompt", 1.0)] * 10
    assert Score(tuple(right)).calibration_error == 0
    assert Score(()).calibration_error == 0


def test_cases_built_otherwise_are_left_out() -> None:
    told = [Told("x", "other", {coder: {} for coder in CODERS})]
    assert score_cases(quiz(), told, "coder_a").plain()["cases"] == 0


def test_cases_from_elsewhere_need_only_answers_and_what_was_built() -> None:
    text = '{"answers": {"coder_a": {"volume": "low", "new": "x"}}, "chosen": "prompt"}\n\n'
    told = read_told(text)
    assert score_cases(quiz(), told, "coder_a").plain()["agree"] == 1
    assert score_cases(quiz(), told, "coder_b").plain()["cases"] == 1
    with pytest.raises(ValueError, match="line 2 is not a JSON object with answers and chosen"):
        read_told(text.strip() + '\n{"answers": 3}')


def test_the_script_prints_the_figures_as_json(root: Path) -> None:
    command = ["scripts/score-quiz", "docs/quiz/cases.jsonl", "--json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    printed = json.loads(done.stdout)
    assert set(printed) == {"coder_a", "coder_b"}
    for score in printed.values():
        assert set(score) == {
            *("cases", "agree", "agree_top2", "mean_asked", "calibration_error", "confusion")
        }
        assert score["cases"] == 43
        assert set(score["confusion"]) == set(ROUTES)
        assert sum(sum(row.values()) for row in score["confusion"].values()) == 43


def test_the_script_says_what_is_wrong_with_a_file(root: Path, tmp_path: Path) -> None:
    def said(file: Path) -> str:
        command = ["scripts/score-quiz", str(file)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        return done.stderr

    assert "cannot be read: No such file" in said(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text("[]")
    assert "line 1 is not a JSON object" in said(tmp_path / "bad.jsonl")


# Calibration.


def test_the_arrays_compute_what_the_engine_computes() -> None:
    sample, told = quiz(), cases()
    sheets = cal.make_sheets(sample, told)
    pushes = np.array(
        [
            [push.look_up, push.train, push.stay]
            for entry in sample.dimensions.values()
            for push in entry.pushes.values()
        ],
        float,
    )
    lines = (sample.look_up.line, sample.train.line)
    steepness = (sample.look_up.steepness, sample.train.steepness)
    numbers = cal.Numbers(pushes, lines, steepness)
    fixed = cal.Fixed(pushes, sample.stay_counts, sample.gate_doubt)
    shares = cal.predict(cal.positions(pushes, sheets, fixed), numbers, sheets, fixed)
    kept = [case for case in told if case.chosen in ROUTES]
    for row, case in enumerate(kept):
        for column, coder in enumerate(CODERS):
            expected = outcome(sample, dict(case.answers[coder]))[1]
            found = dict(zip(ROUTES, shares[row, column], strict=True))
            assert found == pytest.approx(expected)
    score = score_cases(sample, [Told(c.id, c.chosen, c.answers) for c in told], "coder_a")
    assert figures(shares, sheets)["agree"][0] == pytest.approx(score.agree / len(kept))


def test_calibration_keeps_signs_zeros_and_the_range() -> None:
    sheets = cal.make_sheets(quiz(), cases())
    fixed = cal.fixed_of(source().quiz)
    numbers = cal.fit(sheets, fixed, penalty=0.1, seed=1, parts=2)
    assert np.array_equal(np.sign(numbers.pushes), np.sign(fixed.start))
    assert np.abs(numbers.pushes).max() <= 4
    assert np.array_equal(numbers.pushes, np.round(numbers.pushes))


def test_a_high_price_moves_nothing_and_a_seed_repeats() -> None:
    sheets = cal.make_sheets(quiz(), cases())
    fixed = cal.fixed_of(source().quiz)
    assert np.array_equal(cal.fit(sheets, fixed, 50, seed=1, parts=2).pushes, fixed.start)
    one, two = (cal.fit(sheets, fixed, 0.7, seed=3, parts=2) for _ in range(2))
    assert np.array_equal(one.pushes, two.pushes)
    assert one.lines == two.lines


def test_calibrated_numbers_are_written_back_and_nothing_else() -> None:
    small = parse_quiz_file(SMALL, "quiz.yml")
    start = np.array([a.start for d in small.quiz.dimensions for a in d.answers], float)
    moved = start.copy()
    moved[0] = (4, 0, 0)
    text = rewrite_quiz(small, SMALL, cal.Numbers(moved, (0.0, 1.5), (0.4, 0.9)))
    again = parse_quiz_file(text, "quiz.yml").quiz
    pushes = [(a.push, a.judged) for d in again.dimensions for a in d.answers]
    assert pushes[0] == ([4, 0, 0], [3, 0, 0])
    assert pushes[3] == ([0, 2, 0], None)
    assert (again.scoring.look_up.line, again.scoring.train.steepness) == (0.0, 0.9)
    old, new = SMALL.splitlines(), text.splitlines()
    assert {line for line in old if line not in new} <= {
        line for line in old if "push:" in line or "judged:" in line or "steepness" in line
    }
    back = rewrite_quiz(
        parse_quiz_file(text, "q"), text, cal.Numbers(start, (0.5, 0.5), (1.0, 1.0))
    )
    assert parse_quiz_file(back, "q").quiz.dimensions[0] == small.quiz.dimensions[0]


def test_the_figures_are_known_to_be_old_when_a_number_or_a_case_changes() -> None:
    quiz_file = source().quiz
    key = calibration_key(quiz_file, [])
    more = quiz_file.model_copy(update={"gates": quiz_file.gates[1:]})
    assert calibration_key(more, []) != key
    words = quiz_file.model_copy(update={"title": "Another title"})
    assert calibration_key(words, []) == key


def test_the_file_of_figures_reads_back() -> None:
    text = (FOLDER / "calibration.yml").read_text("utf-8")
    assert calibration_text(parse_calibration(text, "calibration.yml")) == text
    with pytest.raises(ContentError, match='found no "penalty"'):
        parse_calibration('key: "x"', "calibration.yml")


# Tables and pages.


def test_a_table_has_the_engines_results() -> None:
    given = {"examples": "hundreds"}
    rows = decision_table(quiz(), ["task_shape", "knowledge_size"], "volume", given)
    assert [row.span for row in rows][:5] == [4, 0, 0, 0, 4]
    for row in rows:
        for volume, cell in zip(quiz().dimensions["volume"].pushes, row.cells, strict=True):
            task, size = row.answers
            sheet = {**given, "task_shape": task, "knowledge_size": size, "volume": volume}
            assert cell.route == outcome(quiz(), sheet)[0]


def test_every_question_and_answer_stands_in_the_page(guide: Guide) -> None:
    html = RENDERERS["quiz"](directive("quiz"), guide).html  # type: ignore[union-attr]
    for entry in source().quiz.dimensions:
        assert f'data-question="{entry.id}"' in html
        for answer in entry.answers:
            assert f'name="{entry.id}" value="{answer.id}"' in html
    assert html.count('value="not-sure"') == len(source().quiz.dimensions)
    assert html.count("<legend>") == len(source().quiz.dimensions)
    assert all(f"<h3>{text.name}</h3>" in html for text in source().quiz.routes.values())


def test_a_case_tells_what_was_built_only_inside_details(guide: Guide) -> None:
    html = RENDERERS["quiz-cases"](directive("quiz-cases"), guide).html  # type: ignore[union-attr]
    for case in cases():
        article = html.split(f'id="play-{case.id}"')[1].split("</article>")[0]
        before = article.split("<details")[0]
        assert case.org not in before
        assert case.source.title not in before


@pytest.mark.parametrize("part", ["figures", "confusion", "confidence", "numbers"])
def test_the_quality_page_has_each_part(guide: Guide, part: str) -> None:
    html = RENDERERS["quiz-quality"](directive("quiz-quality", part), guide).html  # type: ignore[union-attr]
    score = built(guide).scores["coder_b"]
    shown = {
        "figures": f"({score.agree})",
        "confusion": f'<td class="quiz-right">{score.confusion["both"]["both"]}</td>',
        "confidence": f"<td>{score.groups()[0].count}</td>",
        "numbers": "Held-out log-loss",
    }
    assert shown[part] in html


@pytest.mark.parametrize(
    ("name", "argument", "options", "told"),
    [
        ("quiz-quality", "figure", {}, 'found the unknown part "figure"'),
        (
            "quiz-table",
            "",
            {"rows": "volum", "column": "tone"},
            'unknown question "volum"; expected one of',
        ),
        (
            "quiz-table",
            "",
            {"rows": "volume", "column": "tone", "given": "examples:lots"},
            'unknown answer "lots" of "examples"',
        ),
        ("quiz-table", "", {"column": "tone"}, "found 0 questions as rows; expected one or two"),
    ],
)
def test_a_directive_that_asks_for_what_is_not_there_is_told(
    guide: Guide, name: str, argument: str, options: dict[str, str], told: str
) -> None:
    with pytest.raises(ContentError, match=told) as error:
        RENDERERS[name](directive(name, argument, **options), guide)
    assert error.value.problems[0].line == 9
