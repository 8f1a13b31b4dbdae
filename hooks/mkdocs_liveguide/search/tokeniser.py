"""Texts to token numbers, many at once."""

from __future__ import annotations

from collections.abc import Sequence

from live.search.encoder import MOST_TOKENS
from live.search.wordpiece import basic_words, pieces


class Tokeniser:
    """The tokens of a table; each word is looked up once.

    Args:
        tokens: by number.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self._vocabulary = {token: number for number, token in enumerate(tokens)}
        self._numbers: dict[str, list[int]] = {}

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's tokens, at most as many as the encoder reads in the page."""
        found: list[int] = []
        for word in basic_words(text):
            if word not in self._numbers:
                self._numbers[word] = pieces(word, self._vocabulary)
            found.extend(self._numbers[word])
        return found[:MOST_TOKENS]
