from random import Random

import pytest

from tuning.learning_curve import score, ticket, train


def accuracy(n: int) -> float:
    random = Random(3)
    weights = train([ticket(random) for _ in range(n)])
    test = [ticket(random) for _ in range(300)]
    return sum((score(weights, words) > 0.5) == (label == 1) for words, label in test) / len(test)


def test_more_examples_help_until_it_is_nearly_always_right() -> None:
    assert accuracy(2) < accuracy(16) < accuracy(64)
    assert accuracy(64) > 0.95


def test_an_unknown_word_leaves_it_undecided() -> None:
    weights = train([(["refund"], 1), (["crash"], 0)])
    assert score(weights, ["parking"]) == 0.5
    assert score({}, ["refund"]) == 0.5


def test_training_moves_each_word_towards_its_label() -> None:
    weights = train([(["refund"], 1), (["crash"], 0)])
    assert weights["refund"] > 0 > weights["crash"]


def test_one_step_is_the_gradient_of_the_log_loss() -> None:
    # At zero weights the error is one half, so each word moves by half of the rate.
    first = train([(["refund"], 1)], rate=1e-6)["refund"]
    assert first == pytest.approx(20 * 0.5e-6, rel=1e-4)
