"""``quiz.json`` and ``cases.json``: what the browser and the engine read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from live.quiz.wire import (
    CASES_VERSION,
    QUIZ_VERSION,
    AdviceData,
    AnswerData,
    CasesData,
    FindingLink,
    GateData,
    PageLink,
    QuestionData,
    QuizData,
    RouteData,
)
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.cases.model import Case
from mkdocs_liveguide.quiz.corners import corners_of
from mkdocs_liveguide.quiz.links import Links, NoLinks
from mkdocs_liveguide.quiz.quiz_file import Advice, Answer, Gate, Question, QuizFile, RouteText

PRIOR_SHEETS = 4
"""Answer sheets that are made up for a question, its answers shared out evenly, so that an answer
which no case has is still thought possible."""

Sheets = Sequence[Mapping[str, str]]


def quiz_data(quiz: QuizFile, cases: Iterable[Case], links: Links | None = None) -> QuizData:
    """The quiz as plain data, without what only authors need.

    Args:
        quiz: the parsed file.
        cases: the published cases; how often each answer is given orders the questions.
        links: where pages and findings are; without it their names stay as written.
    """
    writer = _Writer(
        quiz,
        [sheet for case in cases for sheet in case.answers.values()],
        links or NoLinks(),
    )
    return {
        "version": QUIZ_VERSION,
        "title": quiz.title,
        "scope": quiz.scope,
        "not_sure": quiz.not_sure,
        "done": quiz.cases.done,
        "axes": [
            {
                "id": axis.id,
                "name": axis.name,
                "low": axis.low,
                "high": axis.high,
                "letter": axis.letter,
                "threshold": axis.threshold,
                "slope": axis.slope,
            }
            for axis in quiz.axes
        ],
        "stay": {"name": quiz.stay.name, "letter": quiz.stay.letter, "factor": quiz.stay.factor}
        if quiz.stay
        else None,
        "scoring": {
            "gate_doubt": quiz.scoring.gate_doubt,
            "close_call": quiz.scoring.close_call,
        },
        "fallback": next(route.id for route in quiz.routes if route.fallback),
        "questions": [writer.question(entry) for entry in quiz.questions],
        "gates": [writer.gate(entry) for entry in quiz.gates],
        "advice": [writer.advice(entry) for entry in quiz.advice],
        "routes": {entry.id: writer.route(entry) for entry in quiz.routes},
    }


class _Writer:
    """Writes the parts of a quiz."""

    def __init__(self, quiz: QuizFile, sheets: Sheets, links: Links) -> None:
        self._axes = [axis.id for axis in quiz.axes]
        self._sheets = sheets
        self._links = links

    def _page(self, target: str) -> PageLink:
        """The link to ``page.md`` or ``page.md#anchor``."""
        name, mark, anchor = target.partition("#")
        link = self._links.page(name)
        return {"title": link["title"], "url": f"{link['url']}{mark}{anchor}"}

    def _evidence(self, ids: Iterable[str]) -> list[FindingLink]:
        return [self._links.finding(each) for each in ids]

    def question(self, entry: Question) -> QuestionData:
        return {
            "id": entry.id,
            "question": entry.question,
            "short": entry.short,
            "help": entry.help,
            "example": entry.example,
            "page": self._page(entry.page),
            "evidence": self._evidence(entry.evidence),
            "answers": [self._answer(entry, answer) for answer in entry.answers],
        }

    def _answer(self, question: Question, answer: Answer) -> AnswerData:
        given = sum(sheet.get(question.id) == answer.id for sheet in self._sheets)
        even = PRIOR_SHEETS / len(question.answers)
        # In the order of the axes, staying last, in whatever order the author wrote them.
        order = [*self._axes, *(key for key in answer.weights if key not in self._axes)]
        return {
            "id": answer.id,
            "text": answer.text,
            "weights": {key: answer.weights[key] for key in order if answer.weights.get(key)},
            "because": answer.because,
            "often": round((given + even) / (len(self._sheets) + PRIOR_SHEETS), 4),
        }

    def gate(self, entry: Gate) -> GateData:
        return {
            "id": entry.id,
            "when": entry.when,
            "unless": entry.unless,
            "rules_out": entry.rules_out,
            "reason": entry.reason,
            "page": self._page(entry.page),
            "evidence": self._evidence(entry.evidence),
        }

    def advice(self, entry: Advice) -> AdviceData:
        return {
            "id": entry.id,
            "when": entry.when,
            "title": entry.title,
            "text": entry.text,
            "page": self._page(entry.page),
            "evidence": self._evidence(entry.evidence),
        }

    def route(self, entry: RouteText) -> RouteData:
        return {
            "corners": [list(corner) for corner in corners_of(entry.corners, self._axes)],
            "name": entry.name,
            "noun": entry.noun,
            "sentence": entry.sentence,
            "why": entry.why,
            "experiment": entry.experiment,
            "outgrown": entry.outgrown,
            "pitfalls": list(entry.pitfalls),
            "page": self._page(entry.page),
            "links": [self._page(each) for each in entry.links],
            "evidence": self._evidence(entry.evidence),
        }


def cases_data(cases: Iterable[Case]) -> CasesData:
    """The cases as plain data."""
    return {
        "version": CASES_VERSION,
        "cases": [
            {
                "id": case.id,
                "org": case.org,
                "summary": case.summary,
                "answers": case.answers,
                "chosen": case.chosen,
                "what_they_built": case.what_they_built,
                "source": {
                    "title": case.source.title,
                    "url": case.source.url,
                    "year": case.source.year,
                },
                "source_read": case.source_read,
            }
            for case in cases
        ],
    }


def artefact(name: str, data: QuizData | CasesData) -> Artefact:
    """A JSON file for the browser; equal data gives equal bytes."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Artefact(name, content, data["version"])
