"""A quiz of another guide: three routes, one of two corners, one coder, letters of its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.quiz.conftest import Shown

from live.quiz import api
from live.quiz.link import write_link
from live.quiz.model import NOT_SURE
from live.runtime import artefacts
from mkdocs_liveguide.quiz.calibration_file import calibration_key
from mkdocs_liveguide.quiz.data import quiz_data

FOREIGN = re.compile(
    r"\b(rag|retriev\w*|fine-?tun\w*|tuning|prompt\w*|look_up|train\w*|llm\w*|model\w*)\b"
    r"|reader [ab]\b|\bcoder_|\bbuilt\b",
    re.IGNORECASE,
)
"""Words of the guide that this repository is about."""

DIRECTIVES = [
    ("quiz", "", {}),
    ("quiz-table", "", {"rows": "hours", "column": "taste", "given": "starter:lively"}),
    ("quiz-quality", "figures", {}),
    ("quiz-quality", "confusion", {}),
    ("quiz-quality", "confidence", {}),
    ("quiz-quality", "numbers", {}),
    ("quiz-cases", "", {}),
]


@pytest.fixture
def folder(bread: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for each in bread.quiz.artefacts(bread.links):
        (tmp_path / each.name).write_bytes(each.content)
    monkeypatch.setattr(artefacts, "root", tmp_path)
    return tmp_path


def test_it_loads_and_is_scored(bread: Shown) -> None:
    assert list(bread.quiz.engine.routes) == ["soda", "yeast", "sourdough"]
    assert [coder.name for coder in bread.quiz.coders] == ["Anna"]
    figures = bread.quiz.scores["anna"].figures()
    assert (figures["cases"], figures["agree"], figures["agree_top2"]) == (4, 3, 4)
    assert list(figures["confusion"]) == ["soda", "yeast", "sourdough"]
    assert bread.quiz.calibration is None
    assert not bread.quiz.calibrated_now


@pytest.mark.parametrize(("name", "argument", "options"), DIRECTIVES)
def test_no_word_of_this_guide_is_in_what_it_shows(
    bread: Shown, name: str, argument: str, options: dict[str, str]
) -> None:
    html = bread.html(name, argument, **options)
    assert FOREIGN.findall(html) == []


def test_its_words_are_in_what_it_shows(bread: Shown) -> None:
    html = bread.html("quiz")
    assert "W stands for “time to wait”, T for “taste for sour”, Q for “keep it quick”." in html
    assert "Take 0.5 times Q from both sums." in html
    assert "<span>W&nbsp;−3</span><span>Q&nbsp;+2</span>" in html
    assert '<span class="quiz-answer-text">I cannot say</span>' in html
    assert "No sourdough</strong> when starter is “No”, unless hours is “Tomorrow" in html
    assert "Map of the three routes: time to wait from left" in html
    cases = bread.html("quiz-cases")
    assert "What was baked, and what the quiz says" in cases
    assert "<strong>Baked: something else.</strong>" in cases
    assert "The quiz says soda bread (100 % sure) from the answers of Anna.</p>" in cases
    assert "Open the quiz with Anna’s answers" in cases
    assert "who bakes every day</caption>" in bread.html("quiz-quality", "confusion")
    table = bread.html("quiz-table", rows="hours", column="taste")
    assert '<td data-route="sourdough" data-high="1 2">Sourdough</td>' in table
    assert '<td data-route="yeast" data-high="1">' in table
    assert '<td data-route="soda" data-high="">' in table


@pytest.mark.usefixtures("folder")
def test_it_is_played_as_the_page_plays_it(bread: Shown) -> None:
    assert api.next_question({})["question"] == "hours"
    answers: dict[str, Any] = {"hours": "tomorrow"}
    while (question := api.next_question(answers)["question"]) is not None:
        answers[question] = {"taste": "tangy", "starter": "lively"}.get(question, NOT_SURE)
    result = api.recommend(answers)
    assert result["route"] == "sourdough"
    assert set(result["high"]) == {"patience", "tang"}
    assert {reason["axis"] for reason in result["decided_by"]} <= {"patience", "tang"}
    fragment = api.make_link(answers)
    assert api.read_link(fragment) == {"answers": answers, "problem": None}
    assert api.similar_cases(answers)[0]["id"] == "market"
    text = api.record(answers, "2026-11-22")
    assert text.startswith("# Decision record: Sourdough\n\n2026-11-22. Made with the leaven quiz")
    assert FOREIGN.findall(text) == []


@pytest.mark.usefixtures("folder")
def test_its_fallback_is_left_when_gates_are_hit() -> None:
    result = api.recommend({"hours": "evening", "taste": "tangy", "starter": "none"})
    assert [gate["id"] for gate in result["gates"]] == ["no-starter"]
    assert result["gates"][0]["decisive"]
    assert result["route"] == "soda"


def test_what_it_shows_of_a_calibration_is_by_its_coders(bread: Shown) -> None:
    source = bread.quiz.source
    wishes = source.quiz.calibration.model_copy(update={"class_weights": {"sourdough": 2.0}})
    watched = source.quiz.model_copy(update={"calibration": wishes})
    quiz = replace(bread.quiz, source=replace(source, quiz=watched))
    html = replace(bread, quiz=quiz).html("quiz-quality", "figures")
    assert "“Sourdough” found where that was baked</th><td>100 %</td>" in html
    assert calibration_key(watched, ()) != calibration_key(source.quiz, ())


def test_its_links_and_evidence_stay_as_written_where_only_the_engine_reads(bread: Shown) -> None:
    data = quiz_data(bread.quiz.source.quiz, bread.quiz.cases)
    assert data["routes"]["yeast"]["page"]["url"] == "guides/water.md#hydration"
    assert json.loads(json.dumps(data)) == data
    assert write_link(bread.quiz.engine, {"hours": "two"}) == "a=hours.two"
