"""What the quiz wants of the published cases: its own questions, answers, routes, coders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_liveguide.cases.load import unknown_route
from mkdocs_liveguide.cases.model import OTHER, CaseFile, LocatedCase
from mkdocs_liveguide.quiz.quiz_file import Coder
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest


def coders_of(source: QuizSource, cases: CaseFile) -> tuple[Coder, ...]:
    """Those who answered for the cases: as the quiz lists them, else as the first case has them."""
    if source.quiz.cases.coders or not cases.located:
        return tuple(source.quiz.cases.coders)
    return tuple(Coder(id=name, name=name) for name in cases.cases[0].answers)


def check_cases(source: QuizSource, cases: CaseFile) -> Iterator[Problem]:
    """What the cases say that the quiz does not know."""
    coders = [coder.id for coder in coders_of(source, cases)]
    for located in cases.located:
        yield from _coders(located, coders, cases.path)
        wrong = unknown_route(located, [*source.routes, OTHER], cases.path)
        if wrong is not None:
            yield wrong
        yield from _answers(located, source.answers(), cases.path)


def _coders(located: LocatedCase, coders: Sequence[str], path: str) -> Iterator[Problem]:
    given = located.case.answers
    for name in given:
        if name not in coders:
            found = f'the unknown coder "{name}" in {located.case.id}'
            yield Problem(path, located.line, found, one_of(coders), suggest(name, coders))
    for name in coders:
        if name not in given:
            found = f'{located.case.id} without answers of "{name}"'
            fix = f'add "{name}" to its answers'
            yield Problem(path, located.line, found, "answers of each coder", fix)


def _answers(located: LocatedCase, known: dict[str, list[str]], path: str) -> Iterator[Problem]:
    line = located.line
    for coder, sheet in located.case.answers.items():
        for question, answer in sheet.items():
            where = f"in {located.case.id}, {coder}"
            if question not in known:
                found = f'the unknown question "{question}" {where}'
                fix = suggest(question, known)
                yield Problem(path, line, found, one_of(known, 20), fix)
            elif answer not in known[question]:
                found = f'the unknown answer "{answer}" of "{question}" {where}'
                fix = suggest(answer, known[question])
                yield Problem(path, line, found, one_of(known[question]), fix)
