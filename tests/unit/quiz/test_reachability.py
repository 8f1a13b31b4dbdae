"""The search through all combinations of answers finds what trying each one finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from tests.snippets.live.quiz.quizzes import quizzes
from tests.snippets.live.quiz.sample import quiz

from live.quiz.model import Quiz
from live.quiz.next_question import outcome
from mkdocs_liveguide.quiz.monotone import MOST_PLACES, falls_back, places
from mkdocs_liveguide.quiz.reachability import Reach, all_choices
from mkdocs_liveguide.quiz.traps import shrink


@settings(max_examples=300, deadline=None)
@given(quizzes())
def test_a_route_is_found_exactly_when_some_combination_leads_to_it(sample: Quiz) -> None:
    reach = Reach(sample)
    choices = all_choices(sample)
    routes = set()
    for combination in product(*choices.values()):
        answers = {key: a for key, a in zip(choices, combination, strict=True) if a is not None}
        routes.add(outcome(sample, answers)[0])
    for route in sample.routes:
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


@settings(max_examples=10, deadline=None)
@given(quizzes())
def test_in_no_quiz_does_more_mean_less(sample: Quiz) -> None:
    assert falls_back(sample) is None


@settings(deadline=None)
@given(quizzes())
def test_large_maps_are_tried_at_some_places_only(sample: Quiz) -> None:
    assert 0 < sum(1 for _ in places(sample)) <= MOST_PLACES
