"""The quiz, as the engine plays it: every route can be reached, and results are what they say.

The traps of ``quiz.yml`` are proved for every combination of answers. All else is the published
quiz, played through the functions that the page calls.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from live.quiz import api
from live.quiz.model import NOT_SURE
from live.quiz.wire import QuizData, Result
from live.runtime import artefacts
from mkdocs_liveguide.cases.load import load_cases
from mkdocs_liveguide.quiz.load import QUIZ, load_quiz
from mkdocs_liveguide.quiz.traps import shown
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.testing.check import Check
from mkdocs_liveguide.testing.guide import GuideUnderTest

Sheet = dict[str, str]
"""Answer id by question id."""
Problems = Callable[[QuizData], Iterator[str]]

_SHEETS = 300
"""So many answer sheets are drawn, always the same ones; a small quiz is tried out whole."""
_WHOLE = 2_000
"""Combinations of answers that are still tried one and all."""


def quiz_checks(guide: GuideUnderTest) -> Iterator[Check]:
    """The properties of the quiz, if the guide has one."""
    if not guide.has(QUIZ):
        return
    yield Check("the traps of the quiz hold", partial(_broken_traps, guide))
    named: list[tuple[str, Problems]] = [
        ("every route of the quiz can be the result", _unreached),
        ("every answer of the quiz counts as one", _lost_answers),
        ("a result of the quiz is whole whatever is answered", _broken_results),
        ("another answer gives the route that the quiz says", _wrong_flips),
        ("a gate of the quiz is never opened by the score", _opened_gates),
        ("the quiz ends and asks nothing twice", _endless),
        ("when the quiz ends no single answer more changes the route", _unsettled),
        ("a link restores the answers of the quiz", _wrong_links),
    ]
    for name, problems in named:
        yield Check(name, partial(_with_quiz, guide, problems))


def _broken_traps(guide: GuideUnderTest) -> Iterator[str]:
    reader = Reader(guide.root)
    found = (*guide.docs.rglob("*.md"), *guide.docs.rglob("*.ipynb"))
    pages = {path.relative_to(guide.docs).as_posix() for path in found}
    try:
        # Whether its findings exist, the build says.
        load_quiz(reader, guide.docs, pages, None, load_cases(reader, guide.docs))
    except ContentError as error:
        yield from map(str, error.problems)


def _with_quiz(guide: GuideUnderTest, problems: Problems) -> Iterator[str]:
    with _artefacts(guide):
        yield from problems(json.loads(guide.artefact("quiz.json")))


@contextmanager
def _artefacts(guide: GuideUnderTest) -> Iterator[None]:
    """The engine reads the guide's files, as it would in the browser."""
    kept = artefacts.root
    with TemporaryDirectory() as name:
        for artefact in ("quiz.json", "cases.json"):
            if artefact in guide.manifest:
                (Path(name) / artefact).write_bytes(guide.artefact(artefact))
        artefacts.root = Path(name)
        try:
            yield
        finally:
            artefacts.root = kept


def sheets(quiz: QuizData) -> Iterator[Sheet]:
    """Answer sheets: all combinations of a small quiz, else a fixed draw of them.

    A question may be left out, or answered "not sure".
    """
    choices = {
        each["id"]: [answer["id"] for answer in each["answers"]] for each in quiz["questions"]
    }
    count = 1
    for answers in choices.values():
        count *= len(answers) + 1
    if count <= _WHOLE:
        for combination in product(*([None, *answers] for answers in choices.values())):
            pairs = zip(choices, combination, strict=True)
            yield {question: answer for question, answer in pairs if answer is not None}
        return
    draw = random.Random(0)
    yield {}
    for _ in range(_SHEETS):
        # Some readers answer little, some nearly all.
        least = draw.random()
        yield {
            question: draw.choice([*answers, NOT_SURE])
            for question, answers in choices.items()
            if draw.random() > least
        }


def _unreached(quiz: QuizData) -> Iterator[str]:
    reached = {api.recommend(sheet)["route"] for sheet in _sheets_toward_routes(quiz)}
    for route in quiz["routes"]:
        if route not in reached:
            yield f"no answers were found that lead to {route}"


def _sheets_toward_routes(quiz: QuizData) -> Iterator[Sheet]:
    yield from sheets(quiz)
    # Routes that few combinations lead to: from nothing, always the answer that helps most.
    for route in quiz["routes"]:
        sheet: Sheet = {}
        for question in quiz["questions"]:
            tried = [{**sheet, question["id"]: answer["id"]} for answer in question["answers"]]
            sheet = max([sheet, *tried], key=partial(_probability, route))
        yield sheet


def _probability(route: str, sheet: Sheet) -> float:
    result = api.recommend(sheet)
    return 2.0 if result["route"] == route else result["probabilities"][route]


def _lost_answers(quiz: QuizData) -> Iterator[str]:
    for question in quiz["questions"]:
        for answer in question["answers"]:
            result = api.recommend({question["id"]: answer["id"]})
            if result["answered"] != 1:
                yield f"{question['id']}: {answer['id']} counts as {result['answered']} answers"


def _broken_results(quiz: QuizData) -> Iterator[str]:
    for sheet in sheets(quiz):
        result = api.recommend(sheet)
        for fault in _faults(quiz, result):
            yield f"{shown(sheet)}: {fault}"


def _faults(quiz: QuizData, result: Result) -> Iterator[str]:
    probabilities = result["probabilities"]
    if set(probabilities) != set(quiz["routes"]):
        yield "the probabilities are not those of the routes"
    elif abs(sum(probabilities.values()) - 1) > 1e-6:
        yield f"the probabilities add up to {sum(probabilities.values())}"
    if result["route"] != next(iter(probabilities)):
        yield f"{result['route']} is not the likeliest route"
    if result["second"] == result["route"]:
        yield "the second route is the first"
    if not 0 <= result["confidence"] <= 1:
        yield f"a confidence of {result['confidence']}"
    if json.loads(json.dumps(result)) != result:
        yield "not plain data"


def _wrong_flips(quiz: QuizData) -> Iterator[str]:
    for sheet in sheets(quiz):
        result = api.recommend(sheet)
        if result["flip"] != (result["flips"][0] if result["flips"] else None):
            yield f"{shown(sheet)}: the nearest change is not the first"
        for flip in result["flips"]:
            found = api.recommend({**sheet, flip["question"]: flip["answer"]})["route"]
            if found != flip["route"] or found == result["route"]:
                yield (
                    f"{shown(sheet)}: {flip['question']}: {flip['answer']} gives {found}, "
                    f"and {flip['route']} was said"
                )


def _opened_gates(quiz: QuizData) -> Iterator[str]:
    for sheet in sheets(quiz):
        result = api.recommend(sheet)
        for gate in result["gates"]:
            if result["route"] in gate["rules_out"]:
                yield f"{shown(sheet)}: {result['route']}, which {gate['id']} rules out"


def _endless(quiz: QuizData) -> Iterator[str]:
    for sheet in sheets(quiz):
        given: Sheet = {}
        while question := api.next_question(given)["question"]:
            if question in given:
                yield f"{shown(sheet)}: {question} is asked twice"
                break
            given[question] = sheet.get(question, NOT_SURE)


def _unsettled(quiz: QuizData) -> Iterator[str]:
    for sheet in sheets(quiz):
        given: Sheet = {}
        while (question := api.next_question(given)["question"]) and question not in given:
            given[question] = sheet.get(question, NOT_SURE)
        settled = api.recommend(given)["route"]
        for each in quiz["questions"]:
            for answer in each["answers"] if each["id"] not in given else ():
                more = {**given, each["id"]: answer["id"]}
                if (found := api.recommend(more)["route"]) != settled:
                    yield f"{shown(more)}: {found}, and without the last answer {settled}"


def _wrong_links(quiz: QuizData) -> Iterator[str]:
    for sheet in sheets(quiz):
        found = api.read_link(api.make_link(sheet))
        if found["answers"] != sheet or found["problem"]:
            yield f"{shown(sheet)}: the link gives {found}"
