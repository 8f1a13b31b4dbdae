"""Hit rate@k, recall@k and NDCG@k of a search.

Source of NDCG: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques",
ACM TOIS 2002.
"""

from math import log2


# --8<-- [start:scores]
def hit(found: list[str], right: set[str], k: int) -> bool:
    """Whether a right passage is among the first k; its mean over questions is the hit rate."""
    return not right.isdisjoint(found[:k])


def recall(found: list[str], right: set[str], k: int) -> float:
    """Share of the right passages among the first k found: 0 to 1."""
    return len(right & set(found[:k])) / len(right)


def ndcg(found: list[str], right: set[str], k: int) -> float:
    """Gain of the right passages by place, divided by the best possible: 0 to 1."""
    gain = sum(1 / log2(place + 2) for place, name in enumerate(found[:k]) if name in right)
    best = sum(1 / log2(place + 2) for place in range(min(k, len(right))))
    return gain / best


right = {"leave", "part-time"}  # the answer needs both
for found in [
    ["leave", "part-time", "cards", "meals", "rooms"],
    ["travel", "cards", "leave", "meals", "rooms"],
    ["travel", "cards", "meals", "rooms", "visas"],
]:
    print(", ".join(found))
    print(f"  hit@5 {hit(found, right, 5):d}", end="  ")
    print(f"recall@5 {recall(found, right, 5):.2f}  NDCG@5 {ndcg(found, right, 5):.2f}")
# --8<-- [end:scores]
