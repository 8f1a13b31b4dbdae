"""The labs' retriever: the keyword search of this site, over a handful of texts."""

from collections import defaultdict

from labs.features import words
from live.search import bm25


class Retriever:
    """BM25 over texts, as in "Ask this guide". Adding a text to the index is all its training."""

    def __init__(self, texts: list[str]) -> None:
        """Indexes the texts; their number is their place in the list."""
        found = [words(text) for text in texts]
        self.postings = bm25.invert(found)
        self.lengths = [len(terms) for terms in found]

    def find(self, question: str, k: int = 1) -> list[tuple[float, int]]:
        """The k best texts as (score, number), best first; none if no word is shared."""
        parts = bm25.score(self.postings, words(question), self.lengths)
        scores = [(sum(shares.values()), number) for number, shares in parts.items()]
        return sorted(scores, key=lambda item: (-item[0], item[1]))[:k]

    def vote(self, question: str, labels: list[str], k: int) -> str | None:
        """The label with the highest sum of scores among the k best texts; None if none is found.

        Args:
            question: what to look for.
            labels: one for each indexed text.
            k: how many texts vote, from 1.
        """
        votes: dict[str, float] = defaultdict(float)
        for score, number in self.find(question, k):
            votes[labels[number]] += score
        return max(votes, key=lambda label: (votes[label], label)) if votes else None
