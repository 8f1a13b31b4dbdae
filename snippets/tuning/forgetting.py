"""A model of three weights learns task A, then task B, and forgets A unless A is mixed in."""

from math import sumprod
from random import Random

# --8<-- [start:forget]
Example = tuple[list[float], float]


def task(truth: list[float], used: list[int], seed: int) -> list[Example]:
    """Sixty inputs, zero where a task does not use the input, with the true output."""
    random = Random(seed)
    inputs = [[u * random.uniform(-1, 1) for u in used] for _ in range(60)]
    return [(x, sumprod(x, truth)) for x in inputs]


def train(weights: list[float], examples: list[Example], passes: int = 30) -> list[float]:
    """New weights after gradient descent on the squared error, one example at a time."""
    new = list(weights)
    for _ in range(passes):
        for x, y in examples:
            error = y - sumprod(new, x)
            new = [w + 0.1 * error * v for w, v in zip(new, x, strict=True)]
    return new


def error(weights: list[float], examples: list[Example]) -> float:
    """Mean squared error: 0 is perfect."""
    return sum((y - sumprod(weights, x)) ** 2 for x, y in examples) / len(examples)


# The middle weight is shared, and the two tasks pull it to different values.
a = task([1, 1, 0], used=[1, 1, 0], seed=1)
b = task([0, -1, 1], used=[0, 1, 1], seed=2)
after_a = train([0.0, 0.0, 0.0], a)
after_b = train(after_a, b)
mixed = train(after_a, b + a[:20])
for name, weights in [("after A", after_a), ("then B", after_b), ("then B with some A", mixed)]:
    print(f"{name:20} error on A {error(weights, a):.2f}   on B {error(weights, b):.2f}")
# --8<-- [end:forget]
