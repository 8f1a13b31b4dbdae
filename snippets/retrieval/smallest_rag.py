"""The smallest RAG: find the document that shares most words, then build a prompt from it."""

# --8<-- [start:answer]
import re

DOCUMENTS = {
    "leave.md": "New staff get 27 days of leave a year. Requests go to the team lead.",
    "travel.md": "Rail travel is booked second class. Flights need approval.",
    "cards.md": "Replacing a lost door card costs 12 pounds.",
}


def words(text: str) -> set[str]:
    """The different words of a text, in lower case."""
    return set(re.findall(r"\w+", text.lower()))


def retrieve(question: str) -> str:
    """Name of the document that shares most words with the question."""
    return max(DOCUMENTS, key=lambda name: len(words(question) & words(DOCUMENTS[name])))


def prompt(question: str) -> str:
    """What a RAG system would send to the model."""
    source = retrieve(question)
    return (
        "Answer only from the passage. Name its source. If it is not there, say so.\n"
        f"[{source}] {DOCUMENTS[source]}\n"
        f"Question: {question}"
    )


print(prompt("How many days of leave do I get?"))
# --8<-- [end:answer]
