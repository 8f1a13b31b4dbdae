import math

import pytest

from live.search import bm25

PASSAGES = [["rag", "search"], ["tune", "rag", "rag", "data"], ["cost"], []]


def test_scores_follow_the_formula() -> None:
    lengths = [len(terms) for terms in PASSAGES]
    scores = bm25.score({"rag": bm25.invert(PASSAGES)["rag"]}, ["rag"], lengths)
    weight = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    mean = sum(lengths) / 4
    held = bm25.K1 * (1 - bm25.B + bm25.B * 4 / mean)
    assert scores.keys() == {0, 1}
    assert scores[1]["rag"] == pytest.approx(weight * 2 * (bm25.K1 + 1) / (2 + held))


def test_rare_terms_weigh_more_and_none_less_than_nothing() -> None:
    weights = [bm25.weigh(count, 100) for count in range(101)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_a_term_that_is_asked_twice_counts_twice() -> None:
    found = {"rag": [(0, 1)]}
    once = bm25.score(found, ["rag"], [2, 2])[0]["rag"]
    assert bm25.score(found, ["rag", "rag"], [2, 2])[0]["rag"] == pytest.approx(2 * once)
