import pytest

from running.real_difference import by_chance


def test_an_even_split_is_what_chance_does() -> None:
    assert by_chance(5, 5) == 1
    assert by_chance(0, 0) == 1


def test_small_cases_by_hand() -> None:
    assert by_chance(0, 1) == 1  # one coin always falls to one side
    assert by_chance(0, 5) == pytest.approx(2 / 32)
    assert by_chance(3, 6) == pytest.approx(2 * (1 + 9 + 36 + 84) / 512)


def test_it_does_not_matter_which_side_is_ahead() -> None:
    assert by_chance(2, 11) == by_chance(11, 2)


def test_the_same_share_of_more_pairs_is_less_likely_chance() -> None:
    assert by_chance(30, 60) < by_chance(3, 6)


def test_very_many_pairs_do_not_overflow() -> None:
    assert by_chance(500, 520) > 0.1
