import pytest

from running.cached_prompt import PRICE, READ, WRITE, cost_a_day


def test_without_a_cache_every_token_is_paid() -> None:
    assert cost_a_day(1000, 500, 1000, None) == pytest.approx(1.5 * PRICE)


def test_a_cache_written_at_every_call_costs_more_than_none() -> None:
    assert cost_a_day(1000, 0, 50, 50) == pytest.approx(WRITE * cost_a_day(1000, 0, 50, None))


def test_a_cache_that_is_always_warm_costs_the_reading() -> None:
    assert cost_a_day(1000, 0, 50, 0) == pytest.approx(READ * cost_a_day(1000, 0, 50, None))


def test_only_the_fixed_part_is_cached() -> None:
    assert cost_a_day(0, 1000, 50, 1) == cost_a_day(0, 1000, 50, None)
