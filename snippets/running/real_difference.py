"""Is one system really better? The sign test on questions where only one was right."""

from math import comb


# --8<-- [start:sign]
def by_chance(only_old: int, only_new: int) -> float:
    """Probability from 0 to 1 that a fair coin splits the pairs at least so unevenly.

    Questions that both systems get right, or both wrong, say nothing and are left out.
    """
    pairs = only_old + only_new
    if pairs == 0:
        return 1.0
    ways = sum(comb(pairs, i) for i in range(min(only_old, only_new) + 1))
    return min(1.0, 2 * ways / float(2**pairs))


for only_old, only_new in [(3, 6), (2, 11), (30, 60)]:
    chance = by_chance(only_old, only_new)
    print(f"old better on {only_old:2}, new on {only_new:2}: {chance:5.1%} by chance")
# --8<-- [end:sign]
