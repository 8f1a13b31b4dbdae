import pytest

from retrieval.paste_in_test import counts, likely_range, n


def test_every_answer_is_counted_once() -> None:
    assert n == sum(counts.values()) == 10


def test_the_range_holds_the_share_and_stays_between_none_and_all() -> None:
    for hits in range(11):
        low, high = likely_range(hits, 10)
        assert 0 <= low <= hits / 10 <= high <= 1


def test_more_answers_narrow_it() -> None:
    few, many = likely_range(6, 10), likely_range(60, 100)
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_a_known_value() -> None:
    # Wilson's interval for 5 of 10 is 0.2366 to 0.7634.
    assert likely_range(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-3)
