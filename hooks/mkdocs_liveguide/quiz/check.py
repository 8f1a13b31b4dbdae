"""Checks the quiz as a whole: where it links, that every part matters, that its traps hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from random import Random

from live.quiz.model import NOT_SURE, Quiz
from live.quiz.next_question import open_questions
from mkdocs_liveguide.cases.model import Case
from mkdocs_liveguide.quiz.quiz_file import Advice, Gate, Linked
from mkdocs_liveguide.quiz.reachability import Reach, all_choices
from mkdocs_liveguide.quiz.source import Loc, QuizSource
from mkdocs_liveguide.quiz.traps import check_traps
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

PLAYS = 200
"""Random ways through the quiz, at most, in which every question must come up once."""


def check_quiz(source: QuizSource, quiz: Quiz, cases: Iterable[Case] | None) -> Iterator[Problem]:
    """All that is wrong with a quiz whose parts are right by themselves.

    Args:
        source: the quiz.
        quiz: the same for the engine.
        cases: the published cases; None when they cannot be read, and may not count.
    """
    yield from _idle(source)
    yield from _unreached(source, quiz)
    if cases is not None:
        yield from _unasked(source, quiz, cases)
    yield from check_traps(source, quiz)


def _linked(source: QuizSource) -> Iterator[tuple[Loc, Linked]]:
    for part in ("questions", "gates", "advice", "routes"):
        for index, entry in enumerate(getattr(source.quiz, part)):
            yield (part, index), entry


def _targets(source: QuizSource) -> Iterator[tuple[Loc, str]]:
    for loc, entry in _linked(source):
        yield (*loc, "page"), entry.page
        for index, page in enumerate(getattr(entry, "links", [])):
            yield (*loc, "links", index), page


def check_links(
    source: QuizSource, pages: Collection[str], findings: Collection[str] | None
) -> Iterator[Problem]:
    """Pages and findings that are not there.

    Args:
        source: the quiz.
        pages: the `src_uri` of all pages.
        findings: the ids of all findings; None when they cannot be read, and are not asked for.
    """
    for loc, target in _targets(source):
        page = target.partition("#")[0]
        if page not in pages:
            expected = "a page, as a path from the docs folder"
            yield source.problem(loc, f'a link to "{target}"', expected, suggest(page, pages))
    for loc, entry in _linked(source):
        for index, finding in enumerate(entry.evidence):
            if findings is not None and finding not in findings:
                found = f"the unknown finding {finding}"
                expected = "an id of the evidence pages"
                fix = suggest(finding, findings)
                yield source.problem((*loc, "evidence", index), found, expected, fix)


def check_anchors(source: QuizSource, anchors: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Links to places that a page has not; for when all pages have been rendered.

    Args:
        source: the quiz.
        anchors: the anchors of each page, by `src_uri`.
    """
    for loc, target in _targets(source):
        page, _, anchor = target.partition("#")
        if anchor and page in anchors and anchor not in anchors[page]:
            found = f'a link to "{target}", an anchor that the page has not'
            here = anchors[page]
            yield source.problem(loc, found, one_of(here, most=8), suggest(anchor, here))


def _idle(source: QuizSource) -> Iterator[Problem]:
    """Answers that make no difference to any result.

    One answer of a question may weigh nothing and be named by no gate or advice: the plain "no".
    A second one would never matter.
    """
    rules: list[Gate | Advice] = [*source.quiz.gates, *source.quiz.advice]
    for at, entry in enumerate(source.quiz.questions):
        named = {
            answer
            for rule in rules
            for wanted in (rule.when, getattr(rule, "unless", {}))
            for answer in wanted.get(entry.id, [])
        }
        ids = [answer.id for answer in entry.answers]
        idle = [
            answer.id
            for answer in entry.answers
            if not any(answer.weights.values()) and answer.id not in named
        ]
        for answer in idle[1:]:
            found = f'the answer "{answer}" of "{entry.id}", which never matters'
            expected = f'an answer that does something else than "{idle[0]}"'
            fix = "give it weights, a gate or advice, or make one answer of the two"
            loc = ("questions", at, "answers", ids.index(answer), "id")
            yield source.problem(loc, found, expected, fix)


def _unreached(source: QuizSource, quiz: Quiz) -> Iterator[Problem]:
    reach = Reach(quiz)
    for index, route in enumerate(source.routes):
        if reach.find(route, all_choices(quiz)) is None:
            found = f'the route "{route}", which no answers lead to'
            fix = "change the weights, the thresholds or the gates"
            yield source.problem(("routes", index, "id"), found, "a way to every route", fix)


def _unasked(source: QuizSource, quiz: Quiz, cases: Iterable[Case]) -> Iterator[Problem]:
    """Questions that never come up in the cases and in `PLAYS` random ways through the quiz."""
    random = Random(1)
    unasked = set(quiz.questions)
    sheets = [dict(sheet) for case in cases for sheet in case.answers.values()]
    for number in range(len(sheets) + PLAYS):
        if not unasked:
            return
        sheet = sheets[number] if number < len(sheets) else {}
        asked: dict[str, str] = {}
        while questions := open_questions(quiz, asked):
            key = questions[0]
            possible = [NOT_SURE, *quiz.questions[key].weights]
            asked[key] = sheet.get(key, NOT_SURE) if sheet else random.choice(possible)
        unasked -= set(asked)
    for index, entry in enumerate(source.quiz.questions):
        if entry.id in unasked:
            found = f'the question "{entry.id}", which no path reaches'
            expected = "a question whose answer can change a result"
            fix = "give its answers weights or a gate, or take it out"
            yield source.problem(("questions", index, "id"), found, expected, fix)
