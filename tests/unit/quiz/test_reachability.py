"""The search through all combinations of answers finds what trying each one finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.snippets.live.quiz.sample import quiz

from live.quiz.model import ROUTES, Dimension, Gate, Push, Quiz, Scale
from live.quiz.next_question import outcome
from mkdocs_liveguide.quiz.reachability import Reach, all_choices
from mkdocs_liveguide.quiz.traps import shrink

points = st.integers(-3, 4)
push = st.builds(Push, points, points, st.integers(0, 3))
IDS = ("one", "two", "three", "four")


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    dimensions = {
        key: Dimension(key, {"a": draw(push), "b": draw(push)}, {"a": 0.5, "b": 0.5}) for key in IDS
    }
    ruled = st.sampled_from([{"retrieval", "both"}, {"fine-tuning"}, {"fine-tuning", "both"}])
    gates = []
    for number in range(draw(st.integers(0, 3))):
        keys = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True))
        when = {key: frozenset(draw(st.sampled_from(["a", "b"]))) for key in keys}
        other = draw(st.sampled_from(IDS))
        unless = {other: frozenset("a")} if other not in keys and draw(st.booleans()) else {}
        gates.append(Gate(f"g{number}", when, unless, frozenset(draw(ruled))))
    lines = [Scale(draw(st.integers(-2, 4)) / 2, 0.8) for _ in range(2)]
    return Quiz(dimensions, tuple(gates), lines[0], lines[1], 0.5, 0.15, 0.2, {})


@settings(max_examples=150, deadline=None)
@given(quizzes())
def test_a_route_is_found_exactly_when_some_combination_leads_to_it(sample: Quiz) -> None:
    reach = Reach(sample)
    choices = all_choices(sample)
    routes = set()
    for combination in product(*choices.values()):
        answers = {key: a for key, a in zip(choices, combination, strict=True) if a is not None}
        routes.add(outcome(sample, answers)[0])
    for route in ROUTES:
        found = reach.find(route, choices)
        assert (found is not None) == (route in routes)
        if found is not None:
            assert outcome(sample, found)[0] == route


def test_only_the_given_choices_are_searched() -> None:
    sample = quiz()
    choices = {**all_choices(sample), "freshness": ["hourly"]}
    found = Reach(sample).find("both", choices)
    assert found is not None
    assert found["freshness"] == "hourly"
    assert Reach(sample).find("fine-tuning", choices) is None


def test_a_counterexample_is_as_short_as_it_can_be() -> None:
    sample = quiz()
    found = Reach(sample).find("both", all_choices(sample))
    assert found is not None
    short = shrink(sample, found, "both", set())
    for key in short:
        less = {other: answer for other, answer in short.items() if other != key}
        assert outcome(sample, less)[0] != "both"


def test_a_gate_that_is_taken_away_opens_its_trap() -> None:
    sample = quiz()
    open_quiz = replace(sample, gates=tuple(g for g in sample.gates if g.id != "hourly-facts"))
    choices = {**all_choices(sample), "freshness": ["hourly"]}
    assert Reach(open_quiz).find("fine-tuning", choices) is not None
