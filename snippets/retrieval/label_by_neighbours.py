"""Label a message by the labelled messages nearest to it: retrieval used as a classifier."""

# --8<-- [start:label]
from collections import defaultdict

LABELLED = [
    ("my invoice shows the wrong amount", "billing"),
    ("please refund the second payment", "billing"),
    ("the app crashes when i open a file", "fault"),
    ("error message after the last update", "fault"),
    ("how do i add a colleague to my team", "how-to"),
    ("where can i change my language", "how-to"),
]


def overlap(a: str, b: str) -> float:
    """Shared words divided by all words of both texts (Jaccard): 0 to 1."""
    x, y = set(a.split()), set(b.split())
    return len(x & y) / len(x | y)


def label(message: str, k: int = 3) -> tuple[str, list[str]]:
    """Label with the most weight among the k nearest messages, and those messages."""
    nearest = sorted(LABELLED, key=lambda pair: overlap(message, pair[0]), reverse=True)[:k]
    votes: dict[str, float] = defaultdict(float)
    for text, its_label in nearest:
        votes[its_label] += overlap(message, text)
    return max(votes, key=lambda name: votes[name]), [text for text, _ in nearest]


LABELLED.append(("the door badge does not open", "access"))  # a new label, at once
for message in ["the update gives an error", "my badge does not work"]:
    answer, because = label(message)
    print(f"{message!r} -> {answer}\n   nearest: {because[0]!r}")
# --8<-- [end:label]
