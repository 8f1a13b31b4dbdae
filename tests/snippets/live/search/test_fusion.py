import statistics

import pytest

from live.search.fusion import spread_of


def test_scores_are_measured_in_standard_deviations_from_their_mean() -> None:
    scores = [1.0, 2.0, 4.0, 9.0]
    spread = spread_of(scores)
    for score in scores:
        expected = (score - statistics.fmean(scores)) / statistics.pstdev(scores)
        assert spread.standardise(score) == pytest.approx(expected)


def test_zeros_need_not_be_listed() -> None:
    whole, listed = spread_of([3.0, 0.0, 5.0, 0.0]), spread_of([3.0, 5.0], 4)
    assert listed.mean == pytest.approx(whole.mean)
    assert listed.deviation == pytest.approx(whole.deviation)


def test_equal_scores_and_none_say_nothing() -> None:
    assert spread_of([0.3] * 7).standardise(0.3) == 0.0
    assert spread_of([]).standardise(1.0) == 0.0
