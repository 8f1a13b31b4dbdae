"""First look at a wrong answer of a RAG system: which part to repair."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """A wrong answer, and where the passage that holds the truth stood in the search."""

    question: str
    written: bool  # does any document hold the answer?
    place: int | None  # rank of the right passage, from 1; None: not found at all
    in_answer: bool  # does the answer state the fact, in whatever form?


# --8<-- [start:blame]
def blame(wrong: Wrong, shown: int = 5) -> str:
    """The part to repair first, when the model is given the first `shown` passages."""
    if not wrong.written:
        return "documents: nobody wrote it"
    if wrong.place is None:
        return "search: not found"
    if wrong.place > shown:
        return f"ranking: found at {wrong.place}, too low to be shown"
    if not wrong.in_answer:
        return "reading: shown and misread"
    return "form: the fact is there"


week = [
    Wrong("notice period?", written=True, place=14, in_answer=False),
    Wrong("dog in the office?", written=False, place=None, in_answer=False),
    Wrong("leave in May?", written=True, place=9, in_answer=False),
    Wrong("error E42?", written=True, place=None, in_answer=False),
    Wrong("who signs?", written=True, place=2, in_answer=False),
    Wrong("meal limit?", written=True, place=1, in_answer=True),
]
for wrong in week:
    print(f"{wrong.question:20} {blame(wrong)}")
# --8<-- [end:blame]
