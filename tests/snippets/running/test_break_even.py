import pytest

from running import break_even as module
from running.break_even import break_even, month


def test_both_routes_cost_the_same_at_the_break_even() -> None:
    calls = break_even(trainings_a_year=4)
    fixed = module.TUNED_PER_MONTH + module.HOSTING + module.TUNED_PER_TRAINING * 4 / 12
    rag = month(calls, module.RAG_PER_CALL, module.RAG_PER_MONTH)
    assert rag == pytest.approx(month(calls, module.TUNED_PER_CALL, fixed))


def test_more_trainings_ask_for_more_calls() -> None:
    assert break_even(1) < break_even(4) < break_even(12)


def test_without_hosting_fewer_calls_are_enough() -> None:
    assert 0 < break_even(12, hosting=0) < break_even(12)
    assert break_even(0, hosting=0) == 0


def test_no_calls_cost_the_fixed_part() -> None:
    assert month(0, per_call=1, fixed=70) == 70
    assert month(10, per_call=2, fixed=0) == 600
