import pytest

from retrieval.cosine import cosine


def test_the_same_words_are_as_near_as_can_be() -> None:
    assert cosine("reset my password", "password my reset") == pytest.approx(1)


def test_no_shared_word_is_zero() -> None:
    assert cosine("reset my password", "forgotten login") == 0
    assert cosine("", "anything") == 0


def test_it_does_not_depend_on_order_or_on_length_alone() -> None:
    assert cosine("a b", "b c") == cosine("b c", "a b") == pytest.approx(0.5)
    assert cosine("a b a b", "a b") == pytest.approx(1)
