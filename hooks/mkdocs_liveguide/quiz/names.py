"""Checks the names by which parts of the quiz call each other: each once, and none unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from live.quiz.model import NOT_SURE, STAY
from mkdocs_liveguide.cases.model import OTHER
from mkdocs_liveguide.quiz.source import Loc, QuizSource
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

RESERVED = {
    "axes": (STAY, "it is the name of what lowers every axis"),
    "routes": (OTHER, "it stands for cases in which no route was taken"),
}
"""Ids that a part of the file may not use, and why."""


def check_names(source: QuizSource) -> Iterator[Problem]:
    """Names that are used twice, reserved, or unknown."""
    yield from _twice(source)
    yield from _reserved(source)
    yield from _unknown_answers(source)
    yield from _unknown_axes(source)
    yield from _unknown_routes(source)


def _twice(source: QuizSource) -> Iterator[Problem]:
    quiz = source.quiz
    lists: list[tuple[Loc, list[str]]] = [
        (("axes",), source.axes),
        (("routes",), source.routes),
        (("questions",), [entry.id for entry in quiz.questions]),
        (("gates",), [entry.id for entry in quiz.gates]),
        (("advice",), [entry.id for entry in quiz.advice]),
        (("traps",), [entry.id for entry in quiz.traps]),
        (("cases", "coders"), [entry.id for entry in quiz.cases.coders]),
        *(
            (("questions", index, "answers"), [answer.id for answer in entry.answers])
            for index, entry in enumerate(quiz.questions)
        ),
    ]
    for place, ids in lists:
        for index, each in enumerate(ids):
            if each in ids[:index]:
                first = source.line((*place, ids.index(each), "id"))
                found = f'the id "{each}" a second time (first on line {first})'
                fix = "rename or remove one of the two"
                yield source.problem((*place, index, "id"), found, "each id once", fix)
    lettered: list[tuple[Loc, str]] = [
        (("axes", index, "letter"), axis.letter) for index, axis in enumerate(quiz.axes)
    ]
    if quiz.stay is not None:
        lettered.append((("stay", "letter"), quiz.stay.letter))
    letters = [letter for _, letter in lettered]
    for index, (place, letter) in enumerate(lettered):
        if letter in letters[:index]:
            found = f'the letter "{letter}" for two things'
            yield source.problem(place, found, "a letter for each", "write another letter")


def _reserved(source: QuizSource) -> Iterator[Problem]:
    for part, (name, why) in RESERVED.items():
        for index, entry in enumerate(getattr(source.quiz, part)):
            if entry.id == name:
                expected = f"another id: {why}"
                yield source.problem((part, index, "id"), f'the id "{name}"', expected, "rename it")
    for at, entry in enumerate(source.quiz.questions):
        for index, answer in enumerate(entry.answers):
            if answer.id == NOT_SURE:
                found = f'an answer with the id "{NOT_SURE}"'
                fix = "remove it: every question has it already"
                place = ("questions", at, "answers", index, "id")
                yield source.problem(place, found, "an id of the answer's own", fix)


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
                for question, answers in wanted.items():
                    loc = (part, index, key, question)
                    if question not in known:
                        found = f'the unknown question "{question}"'
                        fix = suggest(question, known)
                        yield source.problem(loc, found, one_of(known, 20), fix)
                        continue
                    for at, answer in enumerate(answers):
                        if answer not in known[question]:
                            found = f'the unknown answer "{answer}" of "{question}"'
                            fix = suggest(answer, known[question])
                            expected = one_of(known[question])
                            yield source.problem((*loc, at), found, expected, fix)


def _unknown_axes(source: QuizSource) -> Iterator[Problem]:
    quiz, axes = source.quiz, source.axes
    weighed = [*axes, STAY] if quiz.stay is not None else axes
    uses: list[tuple[Loc, Collection[str], Collection[str]]] = []
    for at, question in enumerate(quiz.questions):
        for index, answer in enumerate(question.answers):
            place = ("questions", at, "answers", index)
            uses.append(((*place, "weights"), answer.weights, weighed))
            uses.append(((*place, "judged"), answer.judged or (), weighed))
    for at, route in enumerate(quiz.routes):
        uses += [
            (("routes", at, "corners", index), levels, axes)
            for index, levels in enumerate(route.corners)
        ]
    for at, trap in enumerate(quiz.traps):
        uses.append((("traps", at, "at_most"), trap.at_most, weighed))
        uses.append((("traps", at, "at_least"), trap.at_least, weighed))
    uses.append((("calibration", "usual"), quiz.calibration.usual, axes))
    listed: list[tuple[Loc, str]] = [
        ((*loc, name), name) for loc, names, known in uses for name in names if name not in known
    ]
    for at, trap in enumerate(quiz.traps):
        if trap.without is not None and trap.without not in axes:
            listed.append((("traps", at, "without"), trap.without))
        for index, name in enumerate(trap.above):
            if name not in axes:
                listed.append((("traps", at, "above", index), name))
    for loc, name in listed:
        if name == STAY and quiz.stay is None:
            fix = 'add "stay:" with name, letter and factor, or take the weight out'
            found = f'"{STAY}", which the quiz does not have'
            yield source.problem(loc, found, one_of(axes), fix)
        else:
            yield source.problem(
                loc, f'the unknown axis "{name}"', one_of(axes), suggest(name, axes)
            )


def _unknown_routes(source: QuizSource) -> Iterator[Problem]:
    quiz, routes = source.quiz, source.routes
    fallback = [route.id for route in quiz.routes if route.fallback]
    weighed = quiz.calibration.class_weights
    uses: list[tuple[Loc, str]] = list(
        chain(
            (
                (("gates", at, "rules_out", index), name)
                for at, gate in enumerate(quiz.gates)
                for index, name in enumerate(gate.rules_out)
            ),
            (
                (("traps", at, key, index), name)
                for at, trap in enumerate(quiz.traps)
                for key in ("never", "always")
                for index, name in enumerate(getattr(trap, key))
            ),
            ((("calibration", "class_weights", name), name) for name in weighed),
        )
    )
    for loc, name in uses:
        if name not in routes:
            found = f'the unknown route "{name}"'
            yield source.problem(loc, found, one_of(routes), suggest(name, routes))
        elif loc[0] == "gates" and name in fallback:
            found = f'a gate that rules out "{name}", the fallback'
            others = [route for route in routes if route not in fallback]
            fix = "take it out: one route must always be left"
            yield source.problem(loc, found, one_of(others), fix)
