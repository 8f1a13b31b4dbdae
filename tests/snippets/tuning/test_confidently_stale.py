from tuning.confidently_stale import confidence, train


def test_training_makes_it_surer_and_never_quite_sure() -> None:
    sure = [confidence(train(0.0, truth=1, steps=steps)) for steps in (0, 1, 10, 100)]
    assert sure[0] == 0.5
    assert sure == sorted(sure)
    assert 0.95 < sure[-1] < 1


def test_nothing_changes_without_training() -> None:
    assert train(2.5, truth=0, steps=0) == 2.5


def test_the_longer_it_was_trained_the_longer_it_takes_to_turn() -> None:
    def steps_to_turn(trained: int) -> int:
        weight, steps = train(0.0, truth=1, steps=trained), 0
        while confidence(weight) > 0.5:
            weight, steps = train(weight, truth=0, steps=1), steps + 1
        return steps

    assert steps_to_turn(1) < steps_to_turn(20) < steps_to_turn(500)
