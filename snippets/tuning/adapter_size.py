"""How many numbers a low-rank adapter trains, beside those of its base.

Source: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022, section 4.1.
"""

# --8<-- [start:count]
LAYERS = 32
TABLES = [(4096, 4096)] * 4 + [(4096, 11008)] * 3  # of one layer: attention, then feed-forward


def full(rows: int, columns: int) -> int:
    """Numbers in one table of weights."""
    return rows * columns


def adapter(rows: int, columns: int, rank: int) -> int:
    """Numbers in the two thin tables beside it: rows x rank and rank x columns."""
    return rank * (rows + columns)


base = LAYERS * sum(full(*table) for table in TABLES)
print(f"base:     {base / 1e6:8.1f} million")
for rank in (4, 16, 64):
    small = LAYERS * sum(adapter(*table, rank) for table in TABLES)
    print(f"rank {rank:2}:  {small / 1e6:8.1f} million, {small / base:.1%} of the base")
# --8<-- [end:count]
