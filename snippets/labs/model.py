"""Two small models, trained by gradient descent on one example at a time.

Both turn a sparse text vector into a probability for each label. They are small, not simulated:
every number that a lab shows comes out of training in the page. The order of the examples and the
first weights come from a seed, so that the same settings give the same result everywhere.
"""

import math
import random
from collections.abc import Iterable, Sequence
from math import sumprod

from labs.features import Vector

Example = tuple[Vector, str]
"""What goes in, and the label that should come out."""


def softmax(scores: list[float]) -> list[float]:
    """Scores as probabilities: positive, and 1 together."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


class Model:
    """What both models share: labels, and training in a shuffled order."""

    def __init__(self, seed: int) -> None:
        """Starts with no label; `train` adds those it meets."""
        self.random = random.Random(seed)
        self.labels: list[str] = []
        self.steps = 0
        """How many examples training has looked at, repeats included: what training costs."""

    def add_label(self, label: str) -> None:
        """Makes room for one more label."""
        raise NotImplementedError

    def probabilities(self, vector: Vector) -> list[float]:
        """One number for each label, in the order of `labels`."""
        raise NotImplementedError

    def step(self, vector: Vector, label: str, rate: float) -> None:
        """One step down the gradient of the cross-entropy loss on one example."""
        raise NotImplementedError

    def train(self, examples: Sequence[Example], epochs: int, rate: float) -> None:
        """Goes through all examples, shuffled anew, `epochs` times."""
        for _, label in examples:
            if label not in self.labels:
                self.labels.append(label)
                self.add_label(label)
        order = list(examples)
        for _ in range(epochs):
            self.random.shuffle(order)
            for vector, label in order:
                self.step(vector, label, rate)
            self.steps += len(order)

    def answer(self, vector: Vector) -> tuple[str, float]:
        """The most probable label and its probability, which we call the model's confidence."""
        probabilities = self.probabilities(vector)
        best = max(range(len(probabilities)), key=probabilities.__getitem__)
        return self.labels[best], probabilities[best]

    def accuracy(self, examples: Iterable[Example]) -> float:
        """The share of examples answered with the right label."""
        hits = [self.answer(vector)[0] == label for vector, label in examples]
        return sum(hits) / len(hits)


class SoftmaxHead(Model):
    """One layer: each word adds to the score of each label (multinomial logistic regression)."""

    def __init__(self, seed: int) -> None:
        """Starts with no label and no weight."""
        super().__init__(seed)
        self.bias: list[float] = []
        self.rows: dict[str, list[float]] = {}
        """For each word one weight a label; a word not met yet counts nothing."""

    def add_label(self, label: str) -> None:
        """Adds one zero to each row."""
        self.bias.append(0.0)
        for row in self.rows.values():
            row.append(0.0)

    def probabilities(self, vector: Vector) -> list[float]:
        """softmax(bias + sum of weight × row), see `Model.probabilities`."""
        scores = self.bias
        for word, weight in vector.items():
            row = self.rows.get(word)
            if row:
                scores = [score + weight * value for score, value in zip(scores, row, strict=True)]
        return softmax(scores)

    def step(self, vector: Vector, label: str, rate: float) -> None:
        """The gradient at a score is probability − target."""
        pushes = [-rate * p for p in self.probabilities(vector)]
        pushes[self.labels.index(label)] += rate
        self.bias = [value + push for value, push in zip(self.bias, pushes, strict=True)]
        zeros = [0.0] * len(pushes)
        for word, weight in vector.items():
            row = self.rows.get(word, zeros)
            self.rows[word] = [v + weight * push for v, push in zip(row, pushes, strict=True)]


class TwoLayer(Model):
    """A hidden layer between words and labels: all answers share the same few hidden numbers.

    hidden = tanh(sum of weight × row of the word); probabilities = softmax(output × hidden).
    Sharing is what lets a network generalise, and what lets new training disturb old answers.
    """

    def __init__(self, seed: int, hidden: int = 16) -> None:
        """Starts with no label; rows are made, small and random, when a word is first met."""
        super().__init__(seed)
        self.hidden = hidden
        self.rows: dict[str, list[float]] = {}
        self.output: list[list[float]] = []

    def _new_row(self) -> list[float]:
        return [self.random.gauss(0, 0.3) for _ in range(self.hidden)]

    def add_label(self, label: str) -> None:
        """Adds an output row, small and random."""
        self.output.append(self._new_row())

    def _hidden(self, vector: Vector) -> list[float]:
        sums = [0.0] * self.hidden
        for word, weight in vector.items():
            row = self.rows.get(word)
            if row:
                sums = [total + weight * value for total, value in zip(sums, row, strict=True)]
        return [math.tanh(total) for total in sums]

    def probabilities(self, vector: Vector) -> list[float]:
        """See `Model.probabilities`."""
        hidden = self._hidden(vector)
        return softmax([sumprod(row, hidden) for row in self.output])

    def step(self, vector: Vector, label: str, rate: float) -> None:
        """Back-propagation by hand: output rows first, then the rows of the text's words."""
        for word in vector:
            if word not in self.rows:
                self.rows[word] = self._new_row()
        hidden = self._hidden(vector)
        pushes = [-rate * p for p in softmax([sumprod(row, hidden) for row in self.output])]
        pushes[self.labels.index(label)] += rate
        back = [sumprod(pushes, column) for column in zip(*self.output, strict=True)]
        self.output = [
            [value + push * h for value, h in zip(row, hidden, strict=True)]
            for row, push in zip(self.output, pushes, strict=True)
        ]
        slopes = [(1 - h * h) * b for h, b in zip(hidden, back, strict=True)]
        for word, weight in vector.items():
            self.rows[word] = [
                v + weight * slope for v, slope in zip(self.rows[word], slopes, strict=True)
            ]
