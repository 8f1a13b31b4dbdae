"""Training makes an answer sure; the world's change does not make it less sure."""

# --8<-- [start:stale]
from math import exp


def confidence(weight: float) -> float:
    """Probability from 0 to 1 that the model gives to the answer 'yes'."""
    return 1 / (1 + exp(-weight))


def train(weight: float, truth: int, steps: int, rate: float = 0.5) -> float:
    """The weight after some steps of gradient descent on the log loss; truth is 1 or 0."""
    for _ in range(steps):
        weight += rate * (truth - confidence(weight))
    return weight


print("Is the office open on Fridays?")
weight = 0.0
for steps in (0, 1, 9, 90):
    weight = train(weight, truth=1, steps=steps)
    print(f"   {steps:3} more steps: yes, {confidence(weight):.0%} sure")

print("The office now closes on Fridays. Nobody trains again.")
print(f"   the model: yes, {confidence(weight):.0%} sure")

steps = 0
while confidence(weight) > 0.5:
    weight, steps = train(weight, truth=0, steps=1), steps + 1
print(f"   steps of training to turn it round: {steps}")
# --8<-- [end:stale]
