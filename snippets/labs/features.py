"""Texts as sparse vectors: what the labs' trained models see."""

import math
from collections import Counter
from functools import lru_cache

from live.search.analyzer import terms

Vector = dict[str, float]


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The site's search terms of a text; kept, as a lab reads the same texts many times."""
    return tuple(terms(text))


class TfIdf:
    """Weights words by how often a text has them and how few texts share them.

    Salton, Buckley, "Term-weighting approaches in automatic text retrieval" (1988), with the
    usual smoothed idf: log((1 + n) / (1 + n_texts_with_word)) + 1. A word that stood in none of
    the texts has no weight: nothing can have been learned about it.
    """

    def __init__(self, texts: list[str]) -> None:
        """Counts in how many of the texts each word stands."""
        seen_in = Counter(word for text in texts for word in set(words(text)))
        n = len(texts)
        self.idf = {word: math.log((1 + n) / (1 + count)) + 1 for word, count in seen_in.items()}

    def vector(self, text: str) -> Vector:
        """The text's known words with their weights; of length 1, or empty."""
        counts = Counter(word for word in words(text) if word in self.idf)
        weights = {word: count * self.idf[word] for word, count in counts.items()}
        length = math.hypot(*weights.values())
        return {word: weight / length for word, weight in weights.items()} if length else {}
