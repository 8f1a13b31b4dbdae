"""How many examples a small trained classifier needs: a learning curve in plain Python."""

from math import exp
from random import Random

OPENINGS = ["hello", "hi there", "good morning", "please help", "one question", "urgent"]
TOPICS = {
    1: ["refund my order", "wrong invoice amount", "charged twice", "card payment failed"],
    0: ["app crashes", "screen stays black", "cannot log in", "error after update"],
}
ENDINGS = ["thanks", "as soon as you can", "since monday", "for the whole team", "again"]


def ticket(random: Random) -> tuple[list[str], int]:
    """One made-up support ticket as words, with its label (1 billing, 0 fault)."""
    label = random.randrange(2)
    parts = random.choice(OPENINGS), random.choice(TOPICS[label]), random.choice(ENDINGS)
    return " ".join(parts).split(), label


# --8<-- [start:curve]
def score(weights: dict[str, float], words: list[str]) -> float:
    """Probability from 0 to 1 that the words mean billing (logistic function)."""
    return 1 / (1 + exp(-sum(weights.get(word, 0.0) for word in words)))


def train(examples: list[tuple[list[str], int]], rate: float = 0.3) -> dict[str, float]:
    """Weights per word, by twenty rounds of gradient descent on the log loss."""
    weights: dict[str, float] = {}
    for _ in range(20):
        for words, label in examples:
            error = label - score(weights, words)
            for word in words:
                weights[word] = weights.get(word, 0.0) + rate * error
    return weights


random = Random(7)
test = [ticket(random) for _ in range(500)]
examples = [ticket(random) for _ in range(64)]
for n in (2, 4, 8, 16, 32, 64):
    weights = train(examples[:n])
    right = sum((score(weights, words) > 0.5) == (label == 1) for words, label in test)
    print(f"{n:3} examples: {right / len(test):4.0%}  " + "#" * (right * 30 // len(test)))

print("A word it never saw:", round(score(weights, ["parking"]), 2))  # 0.5 means: no idea
# --8<-- [end:curve]
