"""Cosine similarity of two texts, from their word counts."""

# --8<-- [start:cosine]
from collections import Counter
from math import sqrt


def cosine(a: str, b: str) -> float:
    """Cosine of the angle between two texts' word counts: 0 (no shared word) to 1 (same mix)."""
    x, y = Counter(a.lower().split()), Counter(b.lower().split())
    shared = sum(x[word] * y[word] for word in x)
    lengths = sqrt(sum(n * n for n in x.values())) * sqrt(sum(n * n for n in y.values()))
    return shared / lengths if lengths else 0.0


question = "how do i reset my password"
for text in [
    "reset my password",
    "how do i pay my invoice",
    "forgotten login",  # the same wish, but no shared word
]:
    print(f"{cosine(question, text):.2f}  {text}")
# --8<-- [end:cosine]
