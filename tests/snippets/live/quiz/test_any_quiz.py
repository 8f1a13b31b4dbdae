"""What holds for a quiz of any axes and routes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.snippets.live.quiz.quizzes import IDS, quiz_data, quizzes, sheets

from live.quiz.gates import ruled_out
from live.quiz.link import LONGEST, read_link, write_link
from live.quiz.model import NOT_SURE, Axis, Quiz, Weights, known_answers, parse_quiz
from live.quiz.next_question import open_questions, outcome
from live.quiz.record import record
from live.quiz.result import recommend
from live.quiz.scoring import high, position, ungated
from live.quiz.similar_cases import similar_cases
from live.quiz.wire import CaseData
from live.quiz.wording import heading, inside

Answered = tuple[Quiz, dict[str, str]]


@st.composite
def answered(draw: st.DrawFn) -> Answered:
    quiz = draw(quizzes())
    return quiz, known_answers(quiz, draw(sheets(quiz)))


@given(answered())
def test_probabilities_are_shared_out_and_the_first_is_never_ruled_out(each: Answered) -> None:
    quiz, answers = each
    route, shares = outcome(quiz, answers)
    assert set(shares) == set(quiz.routes)
    assert sum(shares.values()) == pytest.approx(1)
    assert min(shares.values()) >= 0
    assert route not in ruled_out(quiz, answers)
    assert sum(ungated(quiz, position(quiz, answers)).values()) == pytest.approx(1)


@given(answered())
def test_a_result_is_whole_and_its_words_are_the_quizzes_own(each: Answered) -> None:
    quiz, answers = each
    result = recommend(quiz, answers)
    axes = [axis.id for axis in quiz.axes]
    assert list(result["position"]) == list(result["high"]) == axes
    assert all(0 <= value <= 1 for value in result["high"].values())
    assert all(reason["axis"] in axes for reason in result["decided_by"])
    assert json.loads(json.dumps(result)) == result
    for flip in result["flips"]:
        assert outcome(quiz, {**answers, flip["question"]: flip["answer"]})[0] == flip["route"]
    text = record(quiz, answers, "2026-11-22", "")
    assert text.startswith(
        f"# Decision record: {result['route']}\n\n2026-11-22. Made with the bread"
    )


@given(answered(), st.data())
def test_more_weight_toward_a_route_never_lowers_its_place(
    each: Answered, draw: st.DataObject
) -> None:
    quiz, answers = each
    real = [key for key, answer in answers.items() if answer != NOT_SURE]
    if not real:
        return
    key = draw.draw(st.sampled_from(real))
    axis = draw.draw(st.integers(0, len(quiz.axes) - 1))
    question = quiz.questions[key]
    now = question.weights[answers[key]]
    axes = tuple(points + (number == axis) for number, points in enumerate(now.axes))
    changed = replace(question, weights={**question.weights, answers[key]: Weights(axes, now.stay)})
    higher = replace(quiz, questions={**quiz.questions, key: changed})
    before, after = (list(outcome(each, answers)[1]) for each in (quiz, higher))
    for route in quiz.routes.values():
        if route.side(axis) > 0:
            assert after.index(route.id) <= before.index(route.id)
        if route.side(axis) < 0:
            assert after.index(route.id) >= before.index(route.id)


@given(answered())
def test_questions_end_and_then_nothing_single_changes_the_route(each: Answered) -> None:
    quiz, answers = each
    asked: dict[str, str] = {}
    for _ in IDS:
        questions = open_questions(quiz, asked)
        if not questions:
            break
        asked[questions[0]] = answers.get(questions[0], NOT_SURE)
    for key in set(IDS) - set(asked):
        for answer in ("a", "b"):
            assert outcome(quiz, {**asked, key: answer})[0] == outcome(quiz, asked)[0]


@given(answered())
def test_a_link_restores_the_answers_of_any_quiz(each: Answered) -> None:
    quiz, answers = each
    assert read_link(quiz, write_link(quiz, answers)) == (answers, None)


@given(quiz_data())
def test_ids_with_hyphens_and_underscores_fit_into_a_link(data: object) -> None:
    text = json.dumps(data).replace('"one"', f'"{"o_n-e" * 8}"').replace('"a"', '"a_b-c"')
    quiz = parse_quiz(json.loads(text))
    answers = dict.fromkeys(quiz.questions, "a_b-c")
    assert read_link(quiz, write_link(quiz, answers)) == (answers, None)
    assert len(write_link(quiz, answers)) < LONGEST


@given(answered())
def test_the_likest_case_is_the_one_with_the_same_answers(each: Answered) -> None:
    quiz, answers = each
    given_answers = {key: answer for key, answer in answers.items() if answer != NOT_SURE}
    case: CaseData = {
        "id": "same",
        "org": "Baker",
        "summary": "A loaf.",
        "answers": {"anna": given_answers},
        "chosen": "route-0",
        "what_they_built": "Bread.",
        "source": {"title": "T", "url": "https://example.org", "year": 2024},
        "source_read": "primary",
    }
    found = similar_cases(quiz, answers, [case])
    assert [(entry["id"], entry["likeness"]) for entry in found] == (
        [("same", 1.0)] if given_answers else []
    )


def test_far_out_on_an_axis_nothing_overflows() -> None:
    steep = Axis("width", 0.0, 4.0)
    assert high(steep, 10_000) == 1
    assert high(steep, -10_000) == pytest.approx(0)


@pytest.mark.parametrize(
    ("name", "within", "first"),
    [
        ("Facts to look up", "facts to look up", "Facts to look up"),
        ("RAG first", "RAG first", "RAG first"),
        ("A loaf", "a loaf", "A loaf"),
        ("reader A", "reader A", "Reader A"),
        ("", "", ""),
    ],
)
def test_names_fit_into_sentences(name: str, within: str, first: str) -> None:
    assert inside(name) == within
    assert heading(name) == first
