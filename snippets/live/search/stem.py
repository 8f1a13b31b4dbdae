"""Porter's stemmer: words that differ only in their ending become one term.

Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, pp. 130-137. The
steps and their names are the paper's. Stems are for counting, not for reading: "relational" and
"relate" both become "relat".
"""

from functools import lru_cache
from itertools import pairwise

_VOWELS = frozenset("aeiou")

_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


def _is_consonant(word: str, at: int) -> bool:
    """Whether the letter is a consonant: y is one at the start and after a vowel."""
    if word[at] in _VOWELS:
        return False
    return word[at] != "y" or at == 0 or not _is_consonant(word, at - 1)


def _measure(stem: str) -> int:
    """How often a consonant follows a vowel: the paper's m."""
    shape = [_is_consonant(stem, at) for at in range(len(stem))]
    return sum(1 for before, here in pairwise(shape) if here and not before)


def _has_vowel(stem: str) -> bool:
    return any(not _is_consonant(stem, at) for at in range(len(stem)))


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _is_consonant(word, len(word) - 1)


def _ends_short(word: str) -> bool:
    """The paper's *o: consonant, vowel, consonant at the end, the last not w, x or y."""
    at = len(word) - 1
    return (
        at > 1
        and _is_consonant(word, at)
        and not _is_consonant(word, at - 1)
        and _is_consonant(word, at - 2)
        and word[at] not in "wxy"
    )


def _plurals(word: str) -> str:
    """Step 1a."""
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past_and_progressive(word: str) -> str:
    """Step 1b."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        if not _has_vowel(stem):
            return word
        if stem.endswith(("at", "bl", "iz")):
            return stem + "e"
        if _ends_double(stem) and stem[-1] not in "lsz":
            return stem[:-1]
        return stem + "e" if _measure(stem) == 1 and _ends_short(stem) else stem
    return word


def _y_to_i(word: str) -> str:
    """Step 1c."""
    return word[:-1] + "i" if word.endswith("y") and _has_vowel(word[:-1]) else word


def _replace(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """Steps 2 and 3: the longest ending that fits is replaced where m > 0."""
    found = max((pair for pair in endings if word.endswith(pair[0])), key=_length, default=None)
    if found is None:
        return word
    stem = word.removesuffix(found[0])
    return stem + found[1] if _measure(stem) > 0 else word


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


def _strip(word: str) -> str:
    """Step 4: the longest ending that fits is removed where m > 1."""
    ending = max((ending for ending in _STEP_4 if word.endswith(ending)), key=len, default="")
    stem = word.removesuffix(ending)
    if not ending or _measure(stem) < 2 or (ending == "ion" and not stem.endswith(("s", "t"))):
        return word
    return stem


def _tidy(word: str) -> str:
    """Step 5."""
    if word.endswith("e"):
        stem = word[:-1]
        if _measure(stem) > 1 or (_measure(stem) == 1 and not _ends_short(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word.

    Args:
        word: lower case; words that are not plain a-z, and those of one or two letters, come back
            as they are.
    """
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _y_to_i(_past_and_progressive(_plurals(word)))
    return _tidy(_strip(_replace(_replace(word, _STEP_2), _STEP_3)))
