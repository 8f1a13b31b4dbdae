from random import Random

from running.latency_budget import PARTS, sample, slow


def test_the_slow_tail_is_above_the_sum_of_usual_times() -> None:
    assert slow() > sum(usual for usual, _ in PARTS.values())


def test_leaving_out_any_part_helps_and_writing_helps_most() -> None:
    left = {part: slow(without=part) for part in PARTS}
    assert all(time < slow() for time in left.values())
    assert min(left, key=lambda part: left[part]) == "write"


def test_ninety_five_of_a_hundred_stay_under_it() -> None:
    random, limit = Random(11), slow()
    under = sum(sample(random) < limit for _ in range(4000)) / 4000
    assert 0.93 < under < 0.97


def test_it_gives_the_same_number_again() -> None:
    assert slow() == slow()
