"""Published cases that are most like a reader's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from live.quiz.model import NOT_SURE, Answers, Push, Quiz


def similar_cases(
    quiz: Quiz, answers: Answers, cases: Sequence[Mapping[str, Any]], count: int = 3
) -> list[dict[str, Any]]:
    """The nearest cases by answers.

    A question that both answered alike adds its weight (how far its answers can push); one that
    they answered otherwise takes away the distance of the two pushes. Two sheets of answers
    belong to a case; the mean counts. What was built plays no part.

    Args:
        quiz: the quiz.
        answers: the reader's.
        cases: ``{"id", "answers": {coder: {dimension: answer}}, ...}``.
        count: how many to return, at least 1.

    Returns:
        ``{"id", "likeness", "shared"}``, most alike first: likeness from 0 to 1 (1: all alike),
        shared the dimensions where a sheet has the reader's answer. Cases with nothing in
        common are left out.
    """
    given = {key: answer for key, answer in answers.items() if answer != NOT_SURE}
    weight = {key: _weight(list(quiz.dimensions[key].pushes.values())) for key in given}
    most = sum(weight.values())
    if not most:
        return []
    found: list[dict[str, Any]] = []
    for case in cases:
        sheets = list(case["answers"].values())
        score = sum(_likeness(quiz, given, weight, sheet) for sheet in sheets) / len(sheets)
        shared = [key for key in given if any(sheet.get(key) == given[key] for sheet in sheets)]
        if shared and score > 0:
            found.append({"id": case["id"], "likeness": round(score / most, 3), "shared": shared})
    found.sort(key=lambda entry: (-entry["likeness"], entry["id"]))
    return found[:count]


def _likeness(
    quiz: Quiz, given: Answers, weight: Mapping[str, float], sheet: Mapping[str, str]
) -> float:
    score = 0.0
    for key, answer in given.items():
        other = sheet.get(key)
        if other == answer:
            score += weight[key]
        elif other is not None:
            pushes = quiz.dimensions[key].pushes
            score -= _apart(pushes[answer], pushes[other]) / 2
    return score


def _apart(one: Push, other: Push) -> float:
    return (
        abs(one.look_up - other.look_up)
        + abs(one.train - other.train)
        + abs(one.stay - other.stay) / 2
    )


def _weight(pushes: list[Push]) -> float:
    # At least half a point, so that a question that pushes little still tells cases apart.
    return max(0.5, *(_apart(one, other) for one in pushes for other in pushes))
