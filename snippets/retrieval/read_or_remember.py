"""The same update given to a store that is read and to a memory made from questions."""

import re

STOP = {"a", "the", "is", "of", "to", "how", "what", "do", "for", "i", "much", "does"}


def words(text: str) -> set[str]:
    """The different words of a text that carry meaning, in lower case."""
    return set(re.findall(r"\w+", text.lower())) - STOP


# --8<-- [start:compare]
store = {"fees": "The card fee is 5 pounds.", "hours": "The desk opens at 9."}
memory = {"How much is the card fee?": "5 pounds", "When does the desk open?": "at 9"}


def read(question: str) -> str:
    """Answer from the stored document that shares most words with the question."""
    return max(store.values(), key=lambda text: len(words(question) & words(text)))


def remember(question: str) -> str:
    """Answer of the trained question that shares most words: a stand-in for weights."""
    return memory[max(memory, key=lambda known: len(words(question) & words(known)))]


store["fees"] = "The card fee is 8 pounds."  # the fee changes; nobody trains again

for question in ["How much is the card fee?", "What do I pay for a card?"]:
    print(question)
    print("   read:      ", read(question))
    print("   remembered:", remember(question))
# --8<-- [end:compare]
