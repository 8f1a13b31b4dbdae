"""What a long fixed prompt costs a day, with and without a prompt cache."""

# --8<-- [start:cost]
PRICE = 1.00  # currency units per million input tokens: put in your own
READ, WRITE = 0.1, 1.25  # share of that price for reading and writing the cache


def cost_a_day(fixed: int, changing: int, calls: int, writes: int | None) -> float:
    """Input cost a day for fixed and changing tokens; writes None means no cache.

    Args:
        fixed: tokens of the beginning that every call shares.
        changing: tokens that differ in each call.
        calls: calls a day.
        writes: how often a day the cache has run out and is written again.
    """
    if writes is None:
        return calls * (fixed + changing) * PRICE / 1_000_000
    shared = writes * fixed * WRITE + (calls - writes) * fixed * READ
    return (shared + calls * changing) * PRICE / 1_000_000


for calls, writes in [(20, 20), (200, 60), (5000, 100)]:
    plain = cost_a_day(100_000, 300, calls, None)
    cached = cost_a_day(100_000, 300, calls, writes)
    print(f"{calls:5} calls a day: {plain:7.2f} plain, {cached:6.2f} cached")
# --8<-- [end:cost]
