import pytest

from retrieval.fusion import fuse


def test_being_in_both_lists_beats_being_first_in_one() -> None:
    assert fuse(["x", "both"], ["y", "both"])[0][0] == "both"


def test_the_scores_are_sums_of_reciprocal_ranks() -> None:
    scores = dict(fuse(["a", "b"], ["b"], k=10))
    assert scores["a"] == pytest.approx(1 / 11)
    assert scores["b"] == pytest.approx(1 / 12 + 1 / 11)


def test_one_list_keeps_its_order_and_no_list_gives_nothing() -> None:
    assert [name for name, _ in fuse(["c", "a", "b"])] == ["c", "a", "b"]
    assert fuse() == []
