"""Count the words of the paste-in test, and say how much so few answers can tell.

Source of the range: Wilson, "Probable Inference, the Law of Succession, and Statistical
Inference", JASA 1927.
"""

from collections import Counter
from math import sqrt

# --8<-- [start:tally]
NOTED = ["knowledge"] * 6 + ["behaviour"] * 2 + ["reading", "no source"]


def likely_range(hits: int, n: int) -> tuple[float, float]:
    """Range from 0 to 1 in which the true share lies, 95 times in 100."""
    z = 1.96
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(hits * (n - hits) / n + z * z / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


counts = Counter(NOTED)
n = counts.total()
for word, hits in counts.most_common():
    low, high = likely_range(hits, n)
    print(f"{word:10} {hits:2} of {n}: truly between {low:.0%} and {high:.0%}")
low, high = likely_range(counts["knowledge"] * 5, n * 5)
print(f"The same share of {n * 5} answers: between {low:.0%} and {high:.0%}")
# --8<-- [end:tally]
