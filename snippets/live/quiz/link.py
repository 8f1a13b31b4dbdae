"""Answers as the part of an address after ``#``: nothing personal, and no server needed.

``a=task_shape.handful~volume.low``. Ids are spelled out, so a link outlives a new order of the
questions, and a person can read what it says.
"""

from __future__ import annotations

import re

from live.quiz.model import Answers, Quiz, known_answers

LONGEST = 10_000
"""Characters; a longer link cannot be one of ours."""

_PAIR = re.compile(r"([a-z0-9_-]{1,40})\.([a-z0-9_-]{1,40})")

_UNREADABLE = "The answers in this link could not be read, so the quiz starts afresh."


def write_link(quiz: Quiz, answers: Answers) -> str:
    """The fragment that restores these answers, without ``#``; "" when there are none."""
    pairs = [f"{key}.{answer}" for key, answer in known_answers(quiz, answers).items()]
    return "a=" + "~".join(pairs) if pairs else ""


def read_link(quiz: Quiz, fragment: str) -> tuple[dict[str, str], str | None]:
    """Reads what `write_link` wrote. Nothing in it is trusted.

    Args:
        quiz: the quiz.
        fragment: the part of an address after ``#``, percent-decoded or not.

    Returns:
        The answers, and None; or no answers and a sentence for the reader when any part of it
        is not an answer of this quiz. A fragment without ``a=`` is not ours: no answers, None.
    """
    if not fragment.startswith("a="):
        return {}, None
    if len(fragment) > LONGEST:
        return {}, _UNREADABLE
    answers: dict[str, str] = {}
    for part in fragment.removeprefix("a=").replace("%7E", "~").split("~"):
        match = _PAIR.fullmatch(part)
        if match is None or match[1] in answers:
            return {}, _UNREADABLE
        answers[match[1]] = match[2]
    known = known_answers(quiz, answers)
    return (known, None) if len(known) == len(answers) else ({}, _UNREADABLE)
