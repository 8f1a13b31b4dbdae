"""Reciprocal rank fusion of several ranked lists.

Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and
individual Rank Learning Methods", SIGIR 2009.
"""

from collections import defaultdict


# --8<-- [start:fuse]
def fuse(*lists: list[str], k: int = 60) -> list[tuple[str, float]]:
    """Names with their fused scores, best first: 1 / (k + rank), summed over the lists."""
    scores: dict[str, float] = defaultdict(float)
    for ranked in lists:
        for rank, name in enumerate(ranked, start=1):
            scores[name] += 1 / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


by_keyword = ["E42 paper tray", "printer is hot", "cupboard"]
by_meaning = ["refill the paper", "E42 paper tray", "order supplies"]
for name, score in fuse(by_keyword, by_meaning):
    print(f"{score:.4f}  {name}")
# --8<-- [end:fuse]
