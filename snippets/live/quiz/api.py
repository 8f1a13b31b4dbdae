"""The decision quiz, as a page calls it: plain data in, plain data out.

The quiz itself is the artefact ``quiz.json``, the published cases are ``cases.json``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from live.quiz import link as quiz_link
from live.quiz import next_question as quiz_next
from live.quiz import record as quiz_record
from live.quiz import result as quiz_result
from live.quiz import similar_cases as quiz_cases
from live.quiz.model import Quiz, known_answers, parse_quiz
from live.runtime import artefacts

Plain = dict[str, Any]


def recommend(answers: Plain) -> Plain:
    """What the answers come to; `quiz_result.recommend` tells the shape.

    Args:
        answers: answer id or "not-sure" by dimension id; what the quiz does not know is ignored.
    """
    quiz = _quiz()
    return quiz_result.recommend(quiz, known_answers(quiz, answers))


def next_question(answers: Plain) -> Plain:
    """The question that tells most among those that can still change the result.

    Args:
        answers: as for `recommend`; "not-sure" counts as asked.

    Returns:
        ``question`` (its id, or None when no further answer can change the result), ``queue``
        (ids of all that can, the most telling first), ``likely_left`` (questions still to come if
        each gets the answer that is given most often) and ``left`` (all that have not been asked).
    """
    quiz = _quiz()
    known = known_answers(quiz, answers)
    queue = quiz_next.open_questions(quiz, known)
    return {
        "question": queue[0] if queue else None,
        "queue": queue,
        "likely_left": quiz_next.likely_left(quiz, known),
        "left": len(quiz.dimensions) - len(known),
    }


def similar_cases(answers: Plain, count: int = 3) -> list[Plain]:
    """Published cases most like the answers; `quiz_cases.similar_cases` tells the shape."""
    quiz = _quiz()
    return quiz_cases.similar_cases(quiz, known_answers(quiz, answers), _cases(), count)


def record(answers: Plain, date: str, address: str = "") -> str:
    """The result as a Markdown decision record; see `quiz_record.record`."""
    quiz = _quiz()
    return quiz_record.record(quiz, known_answers(quiz, answers), date, address)


def make_link(answers: Plain) -> str:
    """The fragment of an address that restores the answers, without ``#``."""
    return quiz_link.write_link(_quiz(), answers)


def read_link(fragment: str) -> Plain:
    """Reads a fragment: ``{"answers": {...}, "problem": sentence or None}``."""
    answers, problem = quiz_link.read_link(_quiz(), fragment)
    return {"answers": answers, "problem": problem}


def _quiz() -> Quiz:
    return _parsed(artefacts.open_bytes("quiz.json"))


def _cases() -> list[Plain]:
    return _loaded(artefacts.open_bytes("cases.json"))


# Keyed by content, not by path: a page can live through a rebuild of the site.
@lru_cache(maxsize=1)
def _parsed(content: bytes) -> Quiz:
    return parse_quiz(json.loads(content))


@lru_cache(maxsize=1)
def _loaded(content: bytes) -> list[Plain]:
    found: list[Plain] = json.loads(content)["cases"]
    return found
