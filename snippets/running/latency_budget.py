"""Add up the parts of a delay that vary, and read off the slow cases."""

from random import Random

# --8<-- [start:budget]
# Part: usual time in ms, and how much the slow cases stretch (0.2 a little, 0.8 a lot).
# Made-up inputs: put in your measurements.
PARTS = {"search": (60, 0.3), "rerank": (180, 0.3), "read prompt": (350, 0.4), "write": (1400, 0.5)}


def sample(random: Random, without: str = "") -> float:
    """One request's time in ms; each part varies by a log-normal factor."""
    return sum(
        usual * random.lognormvariate(0, spread)
        for part, (usual, spread) in PARTS.items()
        if part != without
    )


def slow(without: str = "", requests: int = 4000) -> float:
    """The time in ms that 95 of 100 requests stay under."""
    random = Random(5)
    times = sorted(sample(random, without) for _ in range(requests))
    return times[requests * 95 // 100]


print(f"all parts: 95 % under {slow():.0f} ms")
for part in PARTS:
    print(f"   without {part:12} {slow(without=part):5.0f} ms")
# --8<-- [end:budget]
