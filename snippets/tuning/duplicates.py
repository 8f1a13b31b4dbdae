"""Find copies and near copies in a training set by shared runs of words."""

# --8<-- [start:duplicates]
EXAMPLES = [
    "Dear Ms Lee, thank you for your letter of 3 May. We will refund the fee.",
    "Dear Mr Roy, thank you for your letter of 9 June. We will refund the fee.",
    "dear ms lee, thank you for your letter of 3 May.  We will refund the fee.",
    "We are sorry that the lift was out of order for two days.",
]


def runs(text: str, n: int = 3) -> set[tuple[str, ...]]:
    """All runs of n words in a row, in lower case."""
    words = text.lower().split()
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def likeness(a: str, b: str) -> float:
    """Shared runs divided by all runs of both texts: 0 (none) to 1 (copies)."""
    x, y = runs(a), runs(b)
    return len(x & y) / len(x | y) if x | y else float(a == b)


for i, first in enumerate(EXAMPLES):
    for j, second in enumerate(EXAMPLES[:i]):
        if (same := likeness(first, second)) > 0.3:
            print(f"examples {j} and {i}: {same:.0%} alike", "(copy)" if same == 1 else "")
# --8<-- [end:duplicates]
