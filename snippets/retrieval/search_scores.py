"""Recall@k and NDCG@k of a search.

Source of NDCG: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques",
ACM TOIS 2002.
"""

from math import log2


# --8<-- [start:scores]
def recall(found: list[str], right: set[str], k: int) -> float:
    """Share of the right passages among the first k found: 0 to 1."""
    return len(right & set(found[:k])) / len(right)


def ndcg(found: list[str], right: set[str], k: int) -> float:
    """Gain of the right passages by place, divided by the best possible: 0 to 1."""
    gain = sum(1 / log2(place + 2) for place, name in enumerate(found[:k]) if name in right)
    best = sum(1 / log2(place + 2) for place in range(min(k, len(right))))
    return gain / best


right = {"leave"}
for found in [
    ["leave", "travel", "cards", "meals", "rooms"],
    ["travel", "cards", "leave", "meals", "rooms"],
    ["travel", "cards", "meals", "rooms", "visas"],
]:
    place = found.index("leave") + 1 if "leave" in found else "-"
    print(f"right one at {place}: recall@5 {recall(found, right, 5):.2f}", end="  ")
    print(f"NDCG@5 {ndcg(found, right, 5):.2f}")
# --8<-- [end:scores]
