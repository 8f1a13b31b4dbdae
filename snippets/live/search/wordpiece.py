"""WordPiece: text to the tokens that the query encoder has rows for.

The text is cleaned and cut into words as BERT does it, then each word into the longest pieces that
the vocabulary holds. Source: the BERT authors' reference tokenizer (Devlin et al., 2019,
arXiv:1810.04805, uncased variant); the greedy longest match is from Wu et al., 2016,
arXiv:1609.08144, section 4.1.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

LONGEST_WORD = 100
"""Words of more code points have no pieces: they are addresses and data."""

# Han characters stand for words of their own. Kana and Hangul are left to the pieces.
_HAN = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
_RUN = re.compile(r"[^ \t\n\r]+")
_DROPPED = frozenset(("Cc", "Cf", "Co", "Cs"))
_ASCII_SYMBOLS = frozenset("$+<=>^`|~")


@lru_cache(maxsize=4_096)
def _cleaned(character: str) -> str:
    """What stands for one character before accents are looked at: itself, a space, or nothing."""
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    if character == "\ufffd" or unicodedata.category(character) in _DROPPED:
        return ""
    if any(first <= ord(character) <= last for first, last in _HAN):
        return f" {character} "
    return character


@lru_cache(maxsize=4_096)
def _is_punctuation(character: str) -> bool:
    return character in _ASCII_SYMBOLS or unicodedata.category(character).startswith("P")


def basic_words(text: str) -> Iterator[str]:
    """The words of a text, lower case without accents; each punctuation mark is a word."""
    for run in _RUN.findall(text):
        yield from _words_of(run)


@lru_cache(maxsize=16_384)
def _words_of(run: str) -> tuple[str, ...]:
    """The words of a run without plain spaces; texts repeat them, so they are kept."""
    cleaned = "".join(map(_cleaned, run))
    if not cleaned.isascii():
        cleaned = "".join(
            part
            for part in unicodedata.normalize("NFD", cleaned)
            if unicodedata.category(part) != "Mn"
        )
    # Character by character: str.lower() looks at a capital sigma's neighbours, the reference does
    # not.
    lowered = "".join(character.lower() for character in cleaned)
    found: list[str] = []
    for word in lowered.split():
        start = 0
        for at, character in enumerate(word):
            if _is_punctuation(character):
                if at > start:
                    found.append(word[start:at])
                found.append(character)
                start = at + 1
        if start < len(word):
            found.append(word[start:])
    return tuple(found)


def pieces(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Numbers of the pieces of one word; none if any part of it is not in the vocabulary.

    Args:
        word: as `basic_words` gives it.
        vocabulary: number by token; a token that continues a word begins with ``##``.
    """
    if len(word) > LONGEST_WORD:
        return []
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            token = word[start:end] if start == 0 else "##" + word[start:end]
            if token in vocabulary:
                found.append(vocabulary[token])
                start = end
                break
        else:
            return []
    return found


def tokenise(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Numbers of all tokens of a text, in order.

    Words that the vocabulary cannot make are left out: an unknown token would have no row.
    """
    return [number for word in basic_words(text) for number in pieces(word, vocabulary)]
