"""Sentences in many wordings: brackets hold the choices."""

import re

_BRACKET = re.compile(r"\[([^]]*)\]")


def wordings(sentence: str) -> list[str]:
    """All forms of a sentence: `It [stops|breaks].` has two."""
    bracket = _BRACKET.search(sentence)
    if bracket is None:
        return [sentence]
    head, tail = sentence[: bracket.start()], wordings(sentence[bracket.end() :])
    return [head + choice + rest for choice in bracket[1].split("|") for rest in tail]
