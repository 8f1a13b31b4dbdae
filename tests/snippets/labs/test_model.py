import math

import pytest

from labs.features import TfIdf
from labs.model import SoftmaxHead, TwoLayer, softmax

FEATURES = TfIdf(["red round apple", "yellow long banana", "green round pea"])
EXAMPLES = [
    (FEATURES.vector("red round apple"), "apple"),
    (FEATURES.vector("yellow long banana"), "banana"),
    (FEATURES.vector("green round pea"), "pea"),
]
MODELS = [SoftmaxHead, TwoLayer]


def _loss(model, vector, label):
    return -math.log(model.probabilities(vector)[model.labels.index(label)])


def test_vectors_have_length_one_and_rare_words_weigh_more():
    vector = FEATURES.vector("red round apple")
    assert math.hypot(*vector.values()) == pytest.approx(1)
    assert vector["red"] > vector["round"]
    assert FEATURES.vector("words never met") == {}


def test_softmax_makes_probabilities():
    assert sum(softmax([1000.0, 1001.0, -5.0])) == pytest.approx(1)


@pytest.mark.parametrize("kind", MODELS)
def test_learns_what_it_is_shown(kind):
    model = kind(seed=1)
    model.train(EXAMPLES, epochs=60, rate=0.5)
    assert model.accuracy(EXAMPLES) == 1
    assert model.steps == 180
    assert model.answer(FEATURES.vector("a banana, long"))[0] == "banana"


@pytest.mark.parametrize("kind", MODELS)
def test_seed_decides_everything(kind):
    def confidence(seed):
        model = kind(seed)
        model.train(EXAMPLES, epochs=3, rate=0.5)
        return model.answer(EXAMPLES[0][0])[1]

    assert confidence(1) == confidence(1)
    assert confidence(1) != confidence(2)


@pytest.mark.parametrize("kind", MODELS)
def test_a_step_goes_down_the_true_gradient(kind):
    """The change that a step makes to each weight is −rate × the slope of the loss there."""
    rate, shift = 1e-4, 1e-5
    vector, label = EXAMPLES[0]

    def trained():
        model = kind(seed=3)
        model.train(EXAMPLES, epochs=2, rate=0.5)
        return model

    for word in vector:
        for place in range(len(trained().rows[word])):
            losses = []
            for sign in (1, -1):
                model = trained()
                model.rows[word] = list(model.rows[word])
                model.rows[word][place] += sign * shift
                losses.append(_loss(model, vector, label))
            slope = (losses[0] - losses[1]) / (2 * shift)
            model = trained()
            before = model.rows[word][place]
            model.step(vector, label, rate)
            assert model.rows[word][place] - before == pytest.approx(
                -rate * slope, rel=1e-3, abs=1e-9
            )


@pytest.mark.parametrize("kind", MODELS)
def test_a_label_met_later_gets_room(kind):
    model = kind(seed=1)
    model.train(EXAMPLES[:2], epochs=20, rate=0.5)
    assert "pea" not in model.labels
    model.train(EXAMPLES[2:], epochs=40, rate=0.5)
    assert model.answer(EXAMPLES[2][0])[0] == "pea"
