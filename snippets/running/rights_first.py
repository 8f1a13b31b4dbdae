"""Filter by rights before ranking, and what goes wrong after it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chunk:
    """A passage with the groups that may read it."""

    text: str
    readers: frozenset[str]


CHUNKS = [
    Chunk("merger plan and price of the merger", frozenset({"board"})),
    Chunk("merger timetable of the board", frozenset({"board"})),
    Chunk("what a merger means for your contract", frozenset({"board", "staff"})),
    Chunk("rooms and parking", frozenset({"board", "staff"})),
]


# --8<-- [start:filter]
def rank(question: str, chunks: list[Chunk]) -> list[Chunk]:
    """Chunks that share a word with the question, those that share most first."""
    wanted = set(question.split())
    shared = {chunk: len(wanted & set(chunk.text.split())) for chunk in chunks}
    return sorted((c for c in chunks if shared[c]), key=lambda chunk: -shared[chunk])


def filter_last(question: str, groups: set[str], k: int = 2) -> list[str]:
    """Wrong: the first k of all, then the forbidden ones taken away."""
    return [c.text for c in rank(question, CHUNKS)[:k] if c.readers & groups]


def filter_first(question: str, groups: set[str], k: int = 2) -> list[str]:
    """Right: only what this person may read is ranked at all."""
    allowed = [c for c in CHUNKS if c.readers & groups]
    return [c.text for c in rank(question, allowed)[:k]]


question = "merger plan of the board"
for groups in ({"board"}, {"staff"}):
    print(*groups)
    print("   filter last: ", filter_last(question, groups))
    print("   filter first:", filter_first(question, groups))
# --8<-- [end:filter]
