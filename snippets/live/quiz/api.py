"""The decision quiz, as a page calls it: plain data in, plain data out.

The quiz itself is the artefact ``quiz.json``, the published cases are ``cases.json``. Answers are
answer ids or "not-sure" by question id; what the quiz does not know is ignored, and "not-sure"
counts as asked.
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
from live.quiz.wire import CaseData, CasesData, Next, ReadLink, Result, SimilarCase
from live.runtime import artefacts

Given = dict[str, Any]
"""What the page hands over as answers; nothing of it is trusted."""


def recommend(answers: Given) -> Result:
    """What the answers come to."""
    quiz = _quiz()
    return quiz_result.recommend(quiz, known_answers(quiz, answers))


def next_question(answers: Given) -> Next:
    """The question that tells most among those that can still change the result."""
    quiz = _quiz()
    known = known_answers(quiz, answers)
    queue = quiz_next.open_questions(quiz, known)
    return {
        "question": queue[0] if queue else None,
        "queue": queue,
        "likely_left": quiz_next.likely_left(quiz, known),
        "left": len(quiz.questions) - len(known),
    }


def similar_cases(answers: Given, count: int = 3) -> list[SimilarCase]:
    """Published cases most like the answers, at most `count` of them."""
    quiz = _quiz()
    return quiz_cases.similar_cases(quiz, known_answers(quiz, answers), _cases(), count)


def record(answers: Given, date: str, address: str = "") -> str:
    """The result as a Markdown decision record; see `quiz_record.record`."""
    quiz = _quiz()
    return quiz_record.record(quiz, known_answers(quiz, answers), date, address)


def make_link(answers: Given) -> str:
    """The fragment of an address that restores the answers, without ``#``."""
    return quiz_link.write_link(_quiz(), answers)


def read_link(fragment: str) -> ReadLink:
    """The answers that a fragment of an address restores, or what is wrong with it."""
    answers, problem = quiz_link.read_link(_quiz(), fragment)
    return {"answers": answers, "problem": problem}


def _quiz() -> Quiz:
    return _parsed(artefacts.open_bytes("quiz.json"))


def _cases() -> list[CaseData]:
    return _loaded(artefacts.open_bytes("cases.json"))


# Keyed by content, not by path: a page can live through a rebuild of the site.
@lru_cache(maxsize=1)
def _parsed(content: bytes) -> Quiz:
    return parse_quiz(json.loads(content))


@lru_cache(maxsize=1)
def _loaded(content: bytes) -> list[CaseData]:
    found: CasesData = json.loads(content)
    return found["cases"]
