"""``quiz.json`` and ``cases.json``: what the browser and the engine read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sitebuild.artefacts import Artefact
from sitebuild.quiz.content import Case, QuizFile

QUIZ_VERSION = 1
CASES_VERSION = 1

Plain = dict[str, Any]


PRIOR_SHEETS = 4
"""Answer sheets that are made up for a question, its answers shared out evenly, so that an answer
which no case has is still thought possible."""


def quiz_data(
    quiz: QuizFile, cases: Sequence[Case], resolve: Callable[[str], Plain] | None = None
) -> Plain:
    """The quiz as plain data, without what only authors need.

    Args:
        quiz: the parsed file.
        cases: the published cases; how often each answer is given orders the questions.
        resolve: makes ``{"title", "url"}`` of a page's name; without it names stay as written.
    """
    data = quiz.model_dump(mode="json", exclude={"traps": True})
    sheets = [sheet for case in cases for sheet in case.answers.values()]
    for dimension in data["dimensions"]:
        for answer in dimension["answers"]:
            del answer["judged"]
            given = sum(sheet.get(dimension["id"]) == answer["id"] for sheet in sheets)
            even = PRIOR_SHEETS / len(dimension["answers"])
            answer["often"] = round((given + even) / (len(sheets) + PRIOR_SHEETS), 4)
    if resolve is not None:
        routes = data["routes"].values()
        for entry in [*data["dimensions"], *data["gates"], *data["advice"], *routes]:
            entry["page"] = resolve(entry["page"])
        for entry in routes:
            entry["links"] = [resolve(page) for page in entry["links"]]
    return {"version": QUIZ_VERSION, **data}


def cases_data(cases: Iterable[Case]) -> Plain:
    """The cases as plain data."""
    return {"version": CASES_VERSION, "cases": [case.model_dump(mode="json") for case in cases]}


def artefact(name: str, data: Plain) -> Artefact:
    """A JSON file for the browser; equal data gives equal bytes."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Artefact(name, content, data["version"])
