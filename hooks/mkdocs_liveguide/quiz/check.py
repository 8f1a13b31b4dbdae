"""Checks the quiz as a whole: where it links, that every part matters, that its traps hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from live.quiz.model import NOT_SURE, ROUTES, Quiz
from live.quiz.next_question import open_questions
from mkdocs_liveguide.pages.links import anchors
from mkdocs_liveguide.pages.page import Page
from mkdocs_liveguide.quiz.content import Advice, Gate, Linked
from mkdocs_liveguide.quiz.parse import LocatedCase, QuizSource
from mkdocs_liveguide.quiz.reachability import Reach, all_choices
from mkdocs_liveguide.quiz.traps import check_traps
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

PLAYS = 200
"""Random ways through the quiz, at most, in which every question must come up once."""


@dataclass(frozen=True)
class Known:
    """What the quiz can link to."""

    pages: Mapping[str, Page]
    """By `src_uri`."""
    evidence: Collection[str]
    """Ids of findings."""

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """The anchors of each page, by `src_uri`."""
        return {name: anchors(page.markdown) for name, page in self.pages.items()}


def check_quiz(
    source: QuizSource, quiz: Quiz, cases: list[LocatedCase], known: Known
) -> Iterator[Problem]:
    """All that is wrong with a quiz whose parts are right by themselves."""
    yield from _links(source, known)
    yield from _idle(source)
    yield from _unreached(source, quiz)
    yield from _unasked(source, quiz, cases)
    yield from check_traps(source, quiz)


def _linked(source: QuizSource) -> Iterator[tuple[tuple[str | int, ...], Linked]]:
    for part in ("dimensions", "gates", "advice"):
        for index, entry in enumerate(getattr(source.quiz, part)):
            yield (part, index), entry
    for route, text in source.quiz.routes.items():
        yield ("routes", route), text


def _links(source: QuizSource, known: Known) -> Iterator[Problem]:
    for loc, entry in _linked(source):
        yield from _page(source, (*loc, "page"), entry.page, known)
        for index, page in enumerate(getattr(entry, "links", [])):
            yield from _page(source, (*loc, "links", index), page, known)
        for index, finding in enumerate(entry.evidence):
            if finding not in known.evidence:
                found = f"the unknown finding {finding}"
                expected = "an id of the evidence pages"
                fix = suggest(finding, known.evidence)
                yield source.problem((*loc, "evidence", index), found, expected, fix)


def _page(
    source: QuizSource, loc: tuple[str | int, ...], target: str, known: Known
) -> Iterator[Problem]:
    page, _, anchor = target.partition("#")
    if page not in known.pages:
        expected = "a page, as a path from the docs folder"
        yield source.problem(loc, f'a link to "{target}"', expected, suggest(page, known.pages))
    elif anchor and anchor not in known.anchors[page]:
        found = f'a link to "{target}", an anchor that the page has not'
        here = known.anchors[page]
        yield source.problem(loc, found, one_of(here, most=8), suggest(anchor, here))


def _idle(source: QuizSource) -> Iterator[Problem]:
    """Answers that make no difference to any result.

    One answer of a question may push nowhere and be named by no gate or advice: the plain "no".
    A second one would never matter.
    """
    rules: list[Gate | Advice] = [*source.quiz.gates, *source.quiz.advice]
    for at, entry in enumerate(source.quiz.dimensions):
        named = {
            answer
            for rule in rules
            for wanted in (rule.when, getattr(rule, "unless", {}))
            for answer in wanted.get(entry.id, [])
        }
        idle = [each.id for each in entry.answers if not any(each.push) and each.id not in named]
        for answer in idle[1:]:
            index = [each.id for each in entry.answers].index(answer)
            found = f'the answer "{answer}" of "{entry.id}", which never matters'
            expected = f'an answer that does something else than "{idle[0]}"'
            fix = "give it a push, a gate or advice, or make one answer of the two"
            yield source.problem(("dimensions", at, "answers", index, "id"), found, expected, fix)


def _unreached(source: QuizSource, quiz: Quiz) -> Iterator[Problem]:
    reach = Reach(quiz)
    for route in ROUTES:
        if reach.find(route, all_choices(quiz)) is None:
            found = f'the route "{route}", which no answers lead to'
            fix = "change the pushes, the lines or the gates"
            yield source.problem(("routes", route), found, "a way to every route", fix)


def _unasked(source: QuizSource, quiz: Quiz, cases: list[LocatedCase]) -> Iterator[Problem]:
    """Questions that never come up in the cases and in `PLAYS` random ways through the quiz."""
    random = Random(1)
    unasked = set(quiz.dimensions)
    sheets = [dict(sheet) for each in cases for sheet in each.case.answers.values()]
    for number in range(len(sheets) + PLAYS):
        if not unasked:
            return
        sheet = sheets[number] if number < len(sheets) else {}
        asked: dict[str, str] = {}
        while questions := open_questions(quiz, asked):
            key = questions[0]
            possible = [NOT_SURE, *quiz.dimensions[key].pushes]
            asked[key] = sheet.get(key, NOT_SURE) if sheet else random.choice(possible)
        unasked -= set(asked)
    for index, entry in enumerate(source.quiz.dimensions):
        if entry.id in unasked:
            found = f'the question "{entry.id}", which no path reaches'
            expected = "a question whose answer can change a result"
            fix = "give its answers a push or a gate, or take it out"
            yield source.problem(("dimensions", index, "id"), found, expected, fix)
