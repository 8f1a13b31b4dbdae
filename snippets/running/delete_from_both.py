"""Delete a document from an index, and from numbers that were learned from all documents."""

from collections import Counter
from itertools import pairwise

# --8<-- [start:delete]
documents = {
    "8811": "the meeting room is open",
    "8812": "mara lives in elm street",
    "8813": "the street market opens at nine",
}


def learn(texts: list[str]) -> dict[str, Counter[str]]:
    """For each word, how often each word came next: a tiny language model."""
    follows: dict[str, Counter[str]] = {}
    for text in texts:
        for word, after in pairwise(text.split()):
            follows.setdefault(word, Counter())[after] += 1
    return follows


def go_on(model: dict[str, Counter[str]], word: str, most: int = 4) -> str:
    """The likeliest words after a word, as the model learned them."""
    said = [word]
    while len(said) <= most and said[-1] in model:
        said.append(model[said[-1]].most_common(1)[0][0])
    return " ".join(said)


model = learn(list(documents.values()))
del documents["8812"]  # the index is clean at once

found = [text for text in documents.values() if "mara" in text]
print("index:            ", found or "nothing found")
print("model:            ", go_on(model, "mara"))
print("model, made again:", go_on(learn(list(documents.values())), "mara"))
# --8<-- [end:delete]
