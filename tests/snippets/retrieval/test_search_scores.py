import pytest

from retrieval.search_scores import hit, ndcg, recall


def test_one_right_passage_among_the_first_k_is_a_hit() -> None:
    assert hit(["a", "b", "c"], {"c", "d"}, k=3)
    assert not hit(["a", "b", "c"], {"c", "d"}, k=2)
    assert not hit([], {"a"}, k=5)


def test_recall_counts_the_right_among_the_first_k() -> None:
    assert recall(["a", "b", "c"], {"a", "c"}, k=2) == 0.5
    assert recall(["a", "b", "c"], {"a", "c"}, k=3) == 1
    assert recall([], {"a"}, k=5) == 0


def test_ndcg_falls_with_the_place() -> None:
    found = ["a", "b", "c", "d"]
    scores = [ndcg(found, {name}, k=4) for name in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1
    assert scores[2] == pytest.approx(0.5)  # 1 / log2(4)


def test_a_perfect_order_scores_one_even_with_more_right_than_places() -> None:
    assert ndcg(["a", "b"], {"a", "b", "c"}, k=2) == pytest.approx(1)


def test_beyond_k_nothing_counts() -> None:
    assert ndcg(["x", "y", "a"], {"a"}, k=2) == 0
