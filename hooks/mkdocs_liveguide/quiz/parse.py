"""Reads ``quiz.yml`` and ``cases.jsonl``, and tells what is wrong in them by file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from live.quiz.model import NOT_SURE
from mkdocs_liveguide.quiz.content import Case, QuizFile
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml, parse


@dataclass(frozen=True)
class QuizSource:
    """The quiz with the lines of its parts."""

    quiz: QuizFile
    tree: Tree
    path: str
    """The file, relative to the root of the repository."""

    def problem(self, loc: tuple[str | int, ...], found: str, expected: str, fix: str) -> Problem:
        """A problem at a part of the file, such as ``("gates", 2, "when", "volume")``."""
        return Problem(self.path, self.tree.line_of(loc), found, expected, fix)

    def answers(self) -> dict[str, list[str]]:
        """Answer ids by dimension id; of two questions with one id, those of the first."""
        found: dict[str, list[str]] = {}
        for entry in self.quiz.dimensions:
            found.setdefault(entry.id, [answer.id for answer in entry.answers])
        return found


@dataclass(frozen=True)
class LocatedCase:
    """A case with its line."""

    case: Case
    line: int
    """1-based, in the file of the cases."""


def parse_quiz_file(text: str, path: str) -> QuizSource:
    """Reads the quiz and checks each part by itself, and every id that it names.

    Args:
        text: the content of ``quiz.yml``.
        path: the file, relative to the root of the repository.

    Raises:
        ContentError: all that is wrong.
    """
    tree = load_yaml(text, path)
    quiz, problems = parse(QuizFile, tree, path)
    if quiz is None:
        raise ContentError(problems)
    source = QuizSource(quiz, tree, path)
    problems = [*_duplicates(source), *_unknown_answers(source), *_routes(source)]
    if problems:
        raise ContentError(problems)
    return source


def _duplicates(source: QuizSource) -> Iterator[Problem]:
    lists: list[tuple[tuple[str | int, ...], list[str]]] = [
        (("dimensions",), [entry.id for entry in source.quiz.dimensions]),
        (("gates",), [entry.id for entry in source.quiz.gates]),
        (("advice",), [entry.id for entry in source.quiz.advice]),
        (("traps",), [entry.id for entry in source.quiz.traps]),
    ]
    for index, entry in enumerate(source.quiz.dimensions):
        ids = [answer.id for answer in entry.answers]
        lists.append((("dimensions", index, "answers"), ids))
        if NOT_SURE in ids:
            at = ids.index(NOT_SURE)
            found = f'an answer with the id "{NOT_SURE}"'
            fix = "remove it: every question has it already"
            loc = ("dimensions", index, "answers", at, "id")
            yield source.problem(loc, found, "an id of the answer's own", fix)
    for place, ids in lists:
        for index, each in enumerate(ids):
            if each in ids[:index]:
                first = source.tree.line_of((*place, ids.index(each), "id"))
                found = f'the id "{each}" a second time (first on line {first})'
                fix = "rename or remove one of the two"
                yield source.problem((*place, index, "id"), found, "each id once", fix)


def _unknown_answers(source: QuizSource) -> Iterator[Problem]:
    known = source.answers()
    quiz = source.quiz
    for part, entries, keys in (
        ("gates", quiz.gates, ("when", "unless")),
        ("advice", quiz.advice, ("when",)),
        ("traps", quiz.traps, ("when", "answers")),
    ):
        for index, entry in enumerate(entries):
            for key in keys:
                wanted: dict[str, list[str]] = getattr(entry, key)
                for dimension, answers in wanted.items():
                    loc = (part, index, key, dimension)
                    if dimension not in known:
                        found = f'the unknown question "{dimension}"'
                        fix = suggest(dimension, known)
                        yield source.problem(loc, found, one_of(known, 20), fix)
                        continue
                    for at, answer in enumerate(answers):
                        if answer not in known[dimension]:
                            found = f'the unknown answer "{answer}" of "{dimension}"'
                            fix = suggest(answer, known[dimension])
                            expected = one_of(known[dimension])
                            yield source.problem((*loc, at), found, expected, fix)


def _routes(source: QuizSource) -> Iterator[Problem]:
    for route in ("prompt", "retrieval", "fine-tuning", "both"):
        if route not in source.quiz.routes:
            fix = f'add "{route}:" with its texts'
            yield source.problem(("routes",), f'no "{route}"', "all four routes", fix)


def parse_cases(text: str, path: str, source: QuizSource) -> list[LocatedCase]:
    """Reads the published cases.

    Args:
        text: the content of ``cases.jsonl``: one JSON object a line.
        path: the file, relative to the root of the repository.
        source: the quiz whose ids the answers use.

    Raises:
        ContentError: all that is wrong.
    """
    problems: list[Problem] = []
    cases: list[LocatedCase] = []
    lines: dict[str, int] = {}
    known = source.answers()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value: Any = json.loads(line)
        except json.JSONDecodeError as error:
            found = f"text that is not JSON ({error.msg} at column {error.colno})"
            fix = "write the case as one JSON object on one line"
            problems.append(Problem(path, number, found, "a JSON object", fix))
            continue
        case, wrong = parse(Case, Tree(value, number), path)
        problems.extend(wrong)
        if case is None:
            continue
        if case.id in lines:
            found = f'the id "{case.id}" a second time (first on line {lines[case.id]})'
            problems.append(
                Problem(path, number, found, "each id once", "give it the next free id")
            )
        lines.setdefault(case.id, number)
        problems.extend(_unknown_in_case(case, known, path, number))
        cases.append(LocatedCase(case, number))
    if problems:
        raise ContentError(problems)
    return cases


def _unknown_in_case(
    case: Case, known: dict[str, list[str]], path: str, line: int
) -> Iterator[Problem]:
    for coder, sheet in case.answers.items():
        for dimension, answer in sheet.items():
            where = f"in {case.id}, {coder}"
            if dimension not in known:
                found = f'the unknown question "{dimension}" {where}'
                fix = suggest(dimension, known)
                yield Problem(path, line, found, one_of(known, 20), fix)
            elif answer not in known[dimension]:
                found = f'the unknown answer "{answer}" of "{dimension}" {where}'
                fix = suggest(answer, known[dimension])
                yield Problem(path, line, found, one_of(known[dimension]), fix)
