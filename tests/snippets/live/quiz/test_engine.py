"""The quiz engine on the guide's own quiz: results, traps, next question."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.snippets.live.quiz.sample import cases, data, quiz

from live.quiz import api as page
from live.quiz.gates import hit_gates, ruled_out
from live.quiz.model import (
    NOT_SURE,
    STAY,
    Question,
    Quiz,
    QuizError,
    Weights,
    known_answers,
    parse_quiz,
)
from live.quiz.next_question import likely_left, open_questions, outcome
from live.quiz.result import recommend
from live.quiz.scoring import position, ungated
from live.runtime import api as door
from live.runtime import artefacts
from mkdocs_liveguide.quiz.data import cases_data

QUIZ = quiz()
ROUTES = tuple(QUIZ.routes)
LOOK_UP, TRAIN = 0, 1
Sheet = dict[str, str]


def sheets(**fixed: str | list[str]) -> st.SearchStrategy[Sheet]:
    """Any answers, some left out, some "not sure"; those named are as given."""
    free: dict[str, st.SearchStrategy[str]] = {}
    required: dict[str, st.SearchStrategy[str]] = {}
    for key, entry in QUIZ.questions.items():
        if key in fixed:
            wanted = fixed[key]
            required[key] = st.sampled_from([wanted] if isinstance(wanted, str) else wanted)
        else:
            free[key] = st.sampled_from([*entry.weights, NOT_SURE])
    return st.fixed_dictionaries(required, optional=free)


def route(answers: Sheet) -> str:
    return outcome(QUIZ, answers)[0]


# The fourteen traps.


@given(sheets(freshness="hourly"))
def test_1_facts_that_change_hourly_never_give_fine_tuning_alone(answers: Sheet) -> None:
    assert route(answers) != "fine-tuning"


@given(sheets())
def test_2_needs_of_style_only_never_give_retrieval(answers: Sheet) -> None:
    weights = {
        key: entry.weights.get(answers.get(key, "")) for key, entry in QUIZ.questions.items()
    }
    style = {key: answers[key] for key, each in weights.items() if each and each.axes[LOOK_UP] <= 0}
    assert route(style) not in ("retrieval", "both")


@given(
    sheets(
        knowledge_size="more",
        freshness="daily-weekly",
        symptom="missing-facts",
        task_shape="handful",
        volume="high",
        examples="thousands-checked",
        evaluation=["yes", "in-a-week"],
    )
)
def test_3_high_on_both_axes_gives_both_and_not_an_average(answers: Sheet) -> None:
    place = position(QUIZ, answers)
    assert place[LOOK_UP] > QUIZ.axes[LOOK_UP].threshold
    assert place[TRAIN] > QUIZ.axes[TRAIN].threshold
    assert route(answers) == "both"


@given(sheets(freshness="in-request", knowledge_size="none", examples="none"))
def test_4_neither_is_a_real_answer(answers: Sheet) -> None:
    assert route(answers) == "prompt"


@given(sheets(output_format="simple-structure"))
def test_5_a_strict_simple_structure_is_no_reason_to_tune(answers: Sheet) -> None:
    without = {key: answer for key, answer in answers.items() if key != "output_format"}
    before = ungated(QUIZ, position(QUIZ, without))
    after = ungated(QUIZ, position(QUIZ, answers))
    tuned = ("fine-tuning", "both")
    assert sum(after[each] for each in tuned) <= sum(before[each] for each in tuned)
    if route(answers) == "fine-tuning":
        assert route(without) in tuned


def test_6_private_data_is_not_asked_about() -> None:
    ids = set(QUIZ.questions)
    assert ids == {
        *("symptom", "freshness", "sources", "knowledge_size", "output_format", "tone"),
        *("task_shape", "examples", "volume", "visibility", "deletion", "language", "variants"),
        *("evaluation", "team", "hosting", "tried", "stakes"),
    }
    questions = " ".join(entry["question"].lower() for entry in data()["questions"])
    assert "private" not in questions
    assert "confidential" not in questions


def test_7_much_text_is_not_many_examples() -> None:
    text, pairs = QUIZ.questions["knowledge_size"], QUIZ.questions["examples"]
    assert all(each.axes[TRAIN] <= 0 for each in text.weights.values())
    assert all(each.axes[LOOK_UP] <= 0 for each in pairs.weights.values())


@given(
    sheets(task_shape="one-narrow-job", output_format="simple-structure", knowledge_size="more")
    | sheets(
        task_shape="one-narrow-job",
        output_format="simple-structure",
        knowledge_size=["up-to-500-pages", "more"],
        freshness=["hourly", "daily-weekly"],
    )
)
def test_8_labelling_from_a_long_or_moving_list_is_not_fine_tuning_alone(answers: Sheet) -> None:
    assert route(answers) != "fine-tuning"


def test_8_labelling_is_prompt_only_at_small_volume() -> None:
    job = {"task_shape": "one-narrow-job", "output_format": "simple-structure", "evaluation": "yes"}
    small = {**job, "freshness": "in-request", "knowledge_size": "none", "volume": "low"}
    assert route({**small, "examples": "tens"}) == "prompt"
    assert route({**small, "volume": "high", "examples": "thousands-checked"}) == "fine-tuning"


@given(sheets(symptom="wrong-passages"))
def test_9_retrieval_that_disappoints_needs_better_search_and_not_tuning(answers: Sheet) -> None:
    assert route(answers) in ("retrieval", "prompt")
    assert "repair-search" in recommend(QUIZ, answers)["advice"]


@given(sheets(symptom="missing-facts", stakes="harm", sources="required"))
def test_10_fear_of_inventions_is_no_reason_to_tune(answers: Sheet) -> None:
    calm = {**answers}
    for key in ("symptom", "stakes", "sources"):
        del calm[key]
    assert position(QUIZ, answers)[TRAIN] <= position(QUIZ, calm)[TRAIN]
    assert route(answers) != "fine-tuning"


SMALL = {"knowledge_size": "up-to-500-pages", "freshness": "hardly-ever"}


@given(sheets(**SMALL, volume="hundreds", sources=["useful", "no"]))
def test_11_a_small_fixed_body_of_text_needs_no_index(answers: Sheet) -> None:
    assert route(answers) in ("prompt", "fine-tuning")


def test_11_unless_it_is_asked_often_or_sources_are_required() -> None:
    assert route({**SMALL, "volume": "low"}) == "prompt"
    assert not ruled_out(QUIZ, {**SMALL, "volume": "low"})
    assert route({**SMALL, "volume": "hundreds", "sources": "required"}) == "retrieval"
    often = {**SMALL, "volume": "medium", "task_shape": "open-questions", "sources": "useful"}
    assert route(often) == "retrieval"


def test_11_a_long_window_does_not_end_the_question() -> None:
    assert route({"knowledge_size": "more", "task_shape": "open-questions"}) == "retrieval"


@given(sheets(freshness="in-request", knowledge_size="none"))
def test_12_data_in_the_request_is_not_knowledge_to_look_up(answers: Sheet) -> None:
    assert route(answers) in ("prompt", "fine-tuning")


def test_13_the_quiz_asks_about_one_step_at_a_time() -> None:
    assert "one step" in data()["scope"]
    assert any("steps" in pitfall for pitfall in data()["routes"]["both"]["pitfalls"])


def raised(sample: Quiz, key: str, answer: str, kind: str) -> Quiz:
    entry = sample.questions[key]
    now = entry.weights[answer]
    if kind == STAY:
        higher = replace(now, stay=now.stay + 1)
    else:
        names = [axis.id for axis in sample.axes]
        axes = zip(names, now.axes, strict=True)
        higher = replace(now, axes=tuple(each + (name == kind) for name, each in axes))
    changed = replace(entry, weights={**entry.weights, answer: higher})
    return replace(sample, questions={**sample.questions, key: changed})


@settings(max_examples=300)
@given(sheets(), st.data())
def test_14_raising_a_weight_toward_a_route_never_lowers_its_place(
    answers: Sheet, draw: st.DataObject
) -> None:
    real = [key for key, answer in answers.items() if answer != NOT_SURE]
    assume(real)
    key = draw.draw(st.sampled_from(real))
    kind, routes = draw.draw(
        st.sampled_from(
            [
                ("look_up", ("retrieval", "both")),
                ("train", ("fine-tuning", "both")),
                (STAY, ("prompt",)),
            ]
        )
    )
    before = list(outcome(QUIZ, answers)[1])
    after = list(outcome(raised(QUIZ, key, answers[key], kind), answers)[1])
    for each in routes:
        assert after.index(each) <= before.index(each)


# Results.


@given(sheets())
def test_a_result_is_whole_for_any_answers(answers: Sheet) -> None:
    result = recommend(QUIZ, answers)
    assert set(result["probabilities"]) == set(ROUTES)
    assert sum(result["probabilities"].values()) == pytest.approx(1)
    assert result["route"] == next(iter(result["probabilities"]))
    assert result["second"] != result["route"]
    assert result["confidence"] == max(result["probabilities"].values())
    assert result["experiment"] == data()["routes"][result["route"]]["experiment"]
    assert json.loads(json.dumps(result)) == result


@given(sheets())
def test_a_flip_gives_the_route_that_it_names(answers: Sheet) -> None:
    result = recommend(QUIZ, answers)
    distances = [flip["distance"] for flip in result["flips"]]
    assert distances == sorted(distances)
    for flip in result["flips"]:
        assert flip["route"] != result["route"]
        assert route({**answers, flip["question"]: flip["answer"]}) == flip["route"]
    assert result["flip"] == (result["flips"][0] if result["flips"] else None)


@given(sheets())
def test_a_deciding_answer_makes_the_route_likelier(answers: Sheet) -> None:
    result = recommend(QUIZ, answers)
    for entry in result["decided_by"]:
        without = {key: given for key, given in answers.items() if key != entry["question"]}
        assert outcome(QUIZ, without)[1][result["route"]] < result["confidence"]


@given(sheets())
def test_a_gate_is_never_opened_by_the_score(answers: Sheet) -> None:
    assert route(answers) not in ruled_out(QUIZ, answers)
    assert [gate["id"] for gate in recommend(QUIZ, answers)["gates"]] == [
        gate.id for gate in hit_gates(QUIZ, answers)
    ]


def test_no_answers_at_all_give_a_modest_result() -> None:
    result = recommend(QUIZ, {})
    assert result["answered"] == 0
    assert result["confidence"] < 0.75
    assert result["decided_by"] == []


@pytest.mark.parametrize("wanted", ROUTES)
def test_every_route_can_be_the_result(wanted: str) -> None:
    routes = {route(dict(sheet)) for case in cases() for sheet in case.answers.values()}
    assert wanted in routes


@pytest.mark.parametrize(
    ("key", "answer"),
    [(key, answer) for key, entry in QUIZ.questions.items() for answer in entry.weights],
)
def test_every_answer_can_be_reached_and_kept(key: str, answer: str) -> None:
    sheet: Sheet = {}
    path = [dict(sheet) for case in cases() for sheet in case.answers.values()]
    asked = set()
    for sheet in path:
        given: Sheet = {}
        while questions := open_questions(QUIZ, given):
            given[questions[0]] = sheet.get(questions[0], NOT_SURE)
        asked |= set(given)
    assert key in asked
    assert recommend(QUIZ, {key: answer})["answered"] == 1


# Next question.


@settings(max_examples=50)
@given(sheets())
def test_when_no_question_is_left_no_single_answer_changes_the_route(answers: Sheet) -> None:
    given_answers = dict(answers)
    while questions := open_questions(QUIZ, given_answers):
        given_answers[questions[0]] = answers.get(questions[0], NOT_SURE)
    settled = route(given_answers)
    for key in set(QUIZ.questions) - set(given_answers):
        for answer in QUIZ.questions[key].weights:
            assert route({**given_answers, key: answer}) == settled


@settings(max_examples=30)
@given(sheets())
def test_questions_end_and_none_comes_twice(answers: Sheet) -> None:
    given_answers: Sheet = {}
    for _ in range(len(QUIZ.questions)):
        questions = open_questions(QUIZ, given_answers)
        assert not set(questions) & set(given_answers)
        assert likely_left(QUIZ, given_answers) >= (1 if questions else 0)
        if not questions:
            return
        given_answers[questions[0]] = answers.get(questions[0], NOT_SURE)
    assert open_questions(QUIZ, given_answers) == []


def test_the_first_question_is_the_one_that_stands_first_in_the_page() -> None:
    assert open_questions(QUIZ, {})[0] == next(iter(QUIZ.questions))


# Through the door.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "quiz.json").write_text(json.dumps(data()))
    (tmp_path / "cases.json").write_text(json.dumps(cases_data(cases())))
    monkeypatch.setattr(artefacts, "root", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_page_gets_plain_data() -> None:
    answers = {"task_shape": "open-questions", "knowledge_size": "more", "volume": NOT_SURE}
    result = door.call("quiz.recommend", {"answers": answers})
    assert result == recommend(QUIZ, answers)
    following = door.call("quiz.next_question", {"answers": answers})
    assert following["question"] == following["queue"][0]
    assert following["left"] == len(QUIZ.questions) - 3


@pytest.mark.usefixtures("folder")
def test_unknown_answers_are_ignored() -> None:
    strange: dict[Any, Any] = {"volume": "<b>", "nothing": "x", "tone": 7, "sources": ["no"]}
    assert page.recommend(strange) == page.recommend({})
    assert known_answers(QUIZ, {**strange, "volume": "low"}) == {"volume": "low"}


def test_a_new_build_is_read_anew(folder: Path) -> None:
    before = page.recommend({"volume": "high"})
    changed = json.loads(json.dumps(data()))
    changed["axes"][TRAIN]["threshold"] = 8
    (folder / "quiz.json").write_text(json.dumps(changed))
    assert page.recommend({"volume": "high"}) != before


def test_data_of_another_version_is_refused_in_a_sentence() -> None:
    with pytest.raises(QuizError, match="another version"):
        parse_quiz({"version": 1})  # type: ignore[typeddict-item]
    with pytest.raises(QuizError, match="missing: 'axes'"):
        parse_quiz({"version": 2})  # type: ignore[typeddict-item]


def test_a_tiny_quiz_on_another_subject_works() -> None:
    weights = {"rye": Weights((3, 0)), "wheat": Weights((0, 0))}
    sour = Question("flour", weights, {"rye": 0.5, "wheat": 0.5})
    tiny = replace(QUIZ, questions={"flour": sour}, gates=())
    assert outcome(tiny, {"flour": "rye"})[0] == "retrieval"
    assert open_questions(tiny, {}) == ["flour"]
