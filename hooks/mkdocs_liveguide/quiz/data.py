"""``quiz.json`` and ``cases.json``: what the browser and the engine read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.evidence.evidence import Finding
from mkdocs_liveguide.pages.page import Page
from mkdocs_liveguide.quiz.content import Case, QuizFile

QUIZ_VERSION = 1
CASES_VERSION = 1

Plain = dict[str, Any]


@dataclass(frozen=True)
class Links:
    """Where the quiz's links lead."""

    pages: Mapping[str, Page]
    """By `src_uri`."""
    findings: Mapping[str, Finding]
    """By id."""
    evidence_page: str
    """The address of the page with all findings, relative to the site's root."""

    def page(self, target: str) -> Plain:
        """Title and address, relative to the site's root, of ``page.md`` or ``page.md#anchor``."""
        name, mark, anchor = target.partition("#")
        page = self.pages[name]
        return {"title": page.title, "url": f"{page.url}{mark}{anchor}"}

    def finding(self, key: str) -> Plain:
        """Id, short reference and address of a finding."""
        finding = self.findings[key]
        url = f"{self.evidence_page}#{finding.anchor}"
        return {"id": key, "title": finding.title, "reference": finding.reference, "url": url}


PRIOR_SHEETS = 4
"""Answer sheets that are made up for a question, its answers shared out evenly, so that an answer
which no case has is still thought possible."""


def quiz_data(quiz: QuizFile, cases: Sequence[Case], links: Links | None = None) -> Plain:
    """The quiz as plain data, without what only authors need.

    Args:
        quiz: the parsed file.
        cases: the published cases; how often each answer is given orders the questions.
        links: where pages and findings are; without it their names stay as written.
    """
    data = quiz.model_dump(mode="json", exclude={"traps": True})
    sheets = [sheet for case in cases for sheet in case.answers.values()]
    for dimension in data["dimensions"]:
        for answer in dimension["answers"]:
            del answer["judged"]
            given = sum(sheet.get(dimension["id"]) == answer["id"] for sheet in sheets)
            even = PRIOR_SHEETS / len(dimension["answers"])
            answer["often"] = round((given + even) / (len(sheets) + PRIOR_SHEETS), 4)
    if links is not None:
        routes = data["routes"].values()
        for entry in [*data["dimensions"], *data["gates"], *data["advice"], *routes]:
            entry["page"] = links.page(entry["page"])
            entry["evidence"] = [links.finding(each) for each in entry["evidence"]]
        for entry in routes:
            entry["links"] = [links.page(each) for each in entry["links"]]
    return {"version": QUIZ_VERSION, **data}


def cases_data(cases: Iterable[Case]) -> Plain:
    """The cases as plain data."""
    return {"version": CASES_VERSION, "cases": [case.model_dump(mode="json") for case in cases]}


def artefact(name: str, data: Plain) -> Artefact:
    """A JSON file for the browser; equal data gives equal bytes."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Artefact(name, content, data["version"])
