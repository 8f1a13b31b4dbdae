import pytest

from tuning.forgetting import a, after_a, after_b, b, error, mixed, task, train


def test_each_task_is_learned_when_it_is_trained_last() -> None:
    assert error(after_a, a) < 0.01
    assert error(after_b, b) < 0.01


def test_the_first_task_is_lost_by_training_the_second() -> None:
    assert error(after_b, a) > 100 * error(after_a, a)


def test_mixing_in_some_of_the_first_keeps_much_of_it_at_a_cost() -> None:
    assert error(mixed, a) < error(after_b, a) / 2
    assert error(mixed, b) > error(after_b, b)


def test_tasks_that_share_no_weight_do_not_disturb_each_other() -> None:
    left, right = task([1, 0, 0], [1, 0, 0], seed=4), task([0, 0, 2], [0, 0, 1], seed=5)
    weights = train(train([0, 0, 0], left), right)
    assert error(weights, left) < 0.01
    assert error(weights, right) < 0.01


def test_one_step_by_hand() -> None:
    assert train([0, 0, 0], [([1, 0, 2], 3)], passes=1) == pytest.approx([0.3, 0, 0.6])
