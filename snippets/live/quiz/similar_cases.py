"""Published cases that are most like a reader's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from live.quiz.model import NOT_SURE, Answers, Quiz, Weights
from live.quiz.wire import CaseData, SimilarCase


def similar_cases(
    quiz: Quiz, answers: Answers, cases: Sequence[CaseData], count: int = 3
) -> list[SimilarCase]:
    """The nearest cases by answers.

    A question that both answered alike adds its reach (how far apart its answers can lie); one
    that they answered otherwise takes away the distance of the two answers' weights. Each case has
    one or more sheets of answers; the mean counts. What was chosen plays no part.

    Args:
        quiz: the quiz.
        answers: the reader's.
        cases: the published cases.
        count: how many to return, at least 1.

    Returns:
        Most alike first. Cases with nothing in common are left out.
    """
    given = {key: answer for key, answer in answers.items() if answer != NOT_SURE}
    reach = {key: _reach(list(quiz.questions[key].weights.values())) for key in given}
    most = sum(reach.values())
    if not most:
        return []
    found: list[SimilarCase] = []
    for case in cases:
        sheets = list(case["answers"].values())
        score = sum(_likeness(quiz, given, reach, sheet) for sheet in sheets) / len(sheets)
        shared = [key for key in given if any(sheet.get(key) == given[key] for sheet in sheets)]
        if shared and score > 0:
            found.append({"id": case["id"], "likeness": round(score / most, 3), "shared": shared})
    found.sort(key=lambda entry: (-entry["likeness"], entry["id"]))
    return found[:count]


def _likeness(
    quiz: Quiz, given: Answers, reach: Mapping[str, float], sheet: Mapping[str, str]
) -> float:
    score = 0.0
    for key, answer in given.items():
        other = sheet.get(key)
        if other == answer:
            score += reach[key]
        elif other is not None:
            weights = quiz.questions[key].weights
            score -= _apart(weights[answer], weights[other]) / 2
    return score


def _apart(one: Weights, other: Weights) -> float:
    moved = sum(abs(here - there) for here, there in zip(one.axes, other.axes, strict=True))
    return moved + abs(one.stay - other.stay) / 2


def _reach(weights: list[Weights]) -> float:
    # At least half a point, so that a question that weighs little still tells cases apart.
    return max(0.5, *(_apart(one, other) for one in weights for other in weights))
