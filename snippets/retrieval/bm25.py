"""BM25, the standard formula of keyword search.

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
The inverse document frequency is kept above zero by adding one inside the logarithm.
"""

import re
from collections import Counter
from math import log

# --8<-- [start:score]
CHUNKS = [
    "error E42 means that the paper tray is empty",
    "the printer shows an error when the printer is hot",
    "paper for the printer is in the cupboard",
]


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return re.findall(r"\w+", text.lower())


def bm25(question: str, chunks: list[str], k1: float = 1.2, b: float = 0.75) -> list[float]:
    """One score per chunk, 0 or more; k1 bounds repetition, b (0 to 1) discounts length."""
    counts = [Counter(words(chunk)) for chunk in chunks]
    mean = sum(c.total() for c in counts) / len(counts)
    scores = [0.0] * len(chunks)
    for word in words(question):
        having = sum(word in c for c in counts)
        rarity = log(1 + (len(counts) - having + 0.5) / (having + 0.5))
        for i, c in enumerate(counts):
            length = 1 - b + b * c.total() / mean
            scores[i] += rarity * c[word] * (k1 + 1) / (c[word] + k1 * length)
    return scores


for question in ["error E42", "hot printer"]:
    print(question)
    ranked = sorted(zip(bm25(question, CHUNKS), CHUNKS, strict=True), reverse=True)
    for score, chunk in ranked:
        print(f"   {score:.2f}  {chunk}")
# --8<-- [end:score]
