"""Links, decision records and similar cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.snippets.live.quiz.sample import cases, data, quiz

from live.quiz.link import LONGEST, read_link, write_link
from live.quiz.model import NOT_SURE
from live.quiz.record import record
from live.quiz.similar_cases import similar_cases
from mkdocs_liveguide.quiz.data import cases_data

QUIZ = quiz()
CASES = cases_data(cases())["cases"]
ANSWERS = {"task_shape": "open-questions", "knowledge_size": "more", "volume": NOT_SURE}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_link_restores_the_answers(case: object) -> None:
    for sheet in case.answers.values():  # type: ignore[attr-defined]
        fragment = write_link(QUIZ, sheet)
        assert read_link(QUIZ, fragment) == (sheet, None)
        assert len(fragment) < LONGEST


def test_a_link_with_every_question_fits() -> None:
    everything = {key: max(entry.weights, key=len) for key, entry in QUIZ.questions.items()}
    assert read_link(QUIZ, write_link(QUIZ, everything)) == (everything, None)


def test_a_link_without_answers_is_empty() -> None:
    assert write_link(QUIZ, {}) == ""
    assert read_link(QUIZ, "") == ({}, None)
    assert read_link(QUIZ, "table") == ({}, None)


@pytest.mark.parametrize(
    "fragment",
    [
        "a=",
        "a=volume",
        "a=volume.lowest",
        "a=volume.low~nothing.at-all",
        "a=volume.low~volume.high",
        "a=volume.low~<script>alert(1)</script>.x",
        "a=<img src=x onerror=alert(1)>",
        "a=volume.low%3Cscript%3E",
        "a=volume.low~",
        "a=VOLUME.low",
        "a=" + "volume.low~" * 500,
        "a=" + "x" * 1_000_000,
        "a=volume.low\x00",
        "a=ｖolume.low",
    ],
)
def test_a_link_that_is_not_ours_gives_a_fresh_quiz_and_a_sentence(fragment: str) -> None:
    answers, problem = read_link(QUIZ, fragment)
    assert answers == {}
    assert problem == "The answers in this link could not be read, so the quiz starts afresh."


@given(st.text())
def test_no_text_breaks_the_reading_of_links(text: str) -> None:
    answers, problem = read_link(QUIZ, f"a={text}")
    assert problem is None or answers == {}


def test_a_record_tells_the_whole_decision() -> None:
    answers = {**ANSWERS, "sources": "required", "stakes": "harm"}
    text = record(QUIZ, answers, "2026-11-22", "https://example.org/quiz/#a=x")
    route = data()["routes"]["retrieval"]
    assert text.startswith(f"# Decision record: {route['name']}\n\n2026-11-22.")
    for part in ("How sure: about", "Second choice:", "## Why", "## What would change it"):
        assert part in text
    assert route["experiment"] in text
    assert all(f"- {pitfall}" in text for pitfall in route["pitfalls"])
    assert "Tuning alone cannot show where an answer comes from." in text
    assert "Keep a person in the loop." in text
    assert "| How many calls a day, and how fast must they be? | Not sure |" in text
    assert "<https://example.org/quiz/#a=x>" in text
    assert text.endswith("\n")


def test_a_record_of_no_answers_says_so() -> None:
    text = record(QUIZ, {}, "2026-11-22", "")
    assert "Too few answers to give a reason." in text
    assert "<" not in text


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_case_is_most_like_its_own_answers(case: object) -> None:
    sheet = case.answers["coder_b"]  # type: ignore[attr-defined]
    found = similar_cases(QUIZ, sheet, CASES, 3)
    likest = [entry["id"] for entry in found if entry["likeness"] == found[0]["likeness"]]
    best = max(found, key=lambda entry: entry["likeness"])["likeness"]
    own = next(e for e in similar_cases(QUIZ, sheet, CASES, 99) if e["id"] == case.id)  # type: ignore[attr-defined]
    assert case.id in likest or best - own["likeness"] < 0.25  # type: ignore[attr-defined]


def test_cases_are_alike_by_answers_and_not_by_what_was_built() -> None:
    other = [{**case, "chosen": "other", "what_they_built": ""} for case in CASES]
    assert similar_cases(QUIZ, ANSWERS, other) == similar_cases(QUIZ, ANSWERS, CASES)


def test_without_answers_no_case_is_like_them() -> None:
    assert similar_cases(QUIZ, {}, CASES) == []
    assert similar_cases(QUIZ, {"volume": NOT_SURE}, CASES) == []


def test_what_is_shared_is_what_a_reader_of_the_case_answered_too() -> None:
    for entry in similar_cases(QUIZ, ANSWERS, CASES, 5):
        sheets = next(case["answers"] for case in CASES if case["id"] == entry["id"]).values()
        assert entry["shared"]
        for key in entry["shared"]:
            assert any(sheet.get(key) == ANSWERS[key] for sheet in sheets)
