import pytest

from retrieval.bm25 import bm25

CHUNKS = ["rare common", "common common", "common other words here"]


def test_a_chunk_without_the_words_scores_zero() -> None:
    assert bm25("rare", CHUNKS)[1:] == [0, 0]
    assert bm25("unknown", CHUNKS) == [0, 0, 0]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    assert bm25("rare", CHUNKS)[0] > bm25("common", CHUNKS)[0] > 0


def test_repetition_counts_less_each_time() -> None:
    once, twice, thrice = (bm25("a", ["a " * n + "b " * (9 - n), "c " * 9])[0] for n in (1, 2, 3))
    assert thrice > twice > once
    assert twice - once > thrice - twice


def test_a_longer_chunk_gets_a_discount_only_when_asked() -> None:
    chunks = ["a", "a b c d e"]
    short, long = bm25("a", chunks)
    assert short > long
    same, also = bm25("a", chunks, b=0)
    assert same == pytest.approx(also)


def test_one_word_by_hand() -> None:
    # One chunk of two has the word once, both of mean length: idf ln(1 + 1.5/1.5) = ln 2.
    assert bm25("x", ["x y", "y z"])[0] == pytest.approx(0.6931, abs=1e-4)
