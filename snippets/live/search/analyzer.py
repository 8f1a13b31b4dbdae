"""The analyzer: words of a text as the keyword search counts them, and where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from live.search.stem import stem

# A word: letters and digits of any script; an apostrophe may stand inside. Scripts without spaces
# (Han, Kana) are counted character by character, or a whole sentence would be one word.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(
    rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+(?:['\u2019](?![{_UNSPACED}])[^\W_]+)*"
)

LONGEST_WORD = 64  # characters; longer ones are data, cut so that no index entry grows without end

STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be been but by can could did do does for from had has have
        how i if in into is it its may me might my no not of on or our shall should so
        some such than that the their them then there these they this to was we were
        what when where which while who whom why will with would you your
        """,
    )
)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end (code points) and term of every word, stop words included, in order.

    A term is the word in lower case without accents and apostrophe endings, stemmed.
    """
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), term_of(match[0])


@lru_cache(maxsize=20_000)
def term_of(word: str) -> str:
    """The term under which a word is counted."""
    return stem(folded_word(word)[:LONGEST_WORD])


def folded_word(word: str) -> str:
    """A word in lower case, without accents and apostrophe endings."""
    if word.isascii():
        folded = word.lower()
    else:
        parts = unicodedata.normalize("NFKD", word)
        folded = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    return folded.replace("\u2019", "'").split("'")[0] or folded


def words(text: str) -> Iterator[str]:
    """The words of a text as they are written, folded, stop words included, in order."""
    for match in _WORD.finditer(text):
        yield folded_word(match[0])


def terms(text: str) -> list[str]:
    """The terms of a text that are worth counting: all but the stop words."""
    return [
        term
        for term in (term_of(match[0]) for match in _WORD.finditer(text))
        if term not in _STOP_TERMS
    ]


def query_terms(query: str) -> list[str]:
    """The terms of a query; where it has none but stop words, those."""
    return terms(query) or [term for _, _, term in spans(query)]


def passage_terms(heading_line: str, text: str, questions: Iterable[str] = ()) -> list[str]:
    """The terms under which a passage is counted: of its headings, its text, and its questions."""
    return terms("\n".join((heading_line, text, *questions)))


def is_stop_term(term: str) -> bool:
    """Whether it is the term of a word that says nothing by itself."""
    return term in _STOP_TERMS


_STOP_TERMS = frozenset(term_of(word) for word in STOP_WORDS)
