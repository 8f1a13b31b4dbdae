"""Traps: properties that the quiz holds for every combination of answers, or a counterexample."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from live.quiz.model import ROUTES, Quiz
from live.quiz.next_question import outcome
from live.quiz.scoring import Position, probabilities
from mkdocs_liveguide.quiz.content import Trap
from mkdocs_liveguide.quiz.parse import QuizSource
from mkdocs_liveguide.quiz.reachability import Reach, all_choices
from mkdocs_liveguide.sources.problems import Problem

RISES: tuple[tuple[str, float, float, tuple[str, ...]], ...] = (
    ("R", 1, 0, ("retrieval", "both")),
    ("F", 0, 1, ("fine-tuning", "both")),
    ("P", -1, -1, ("prompt",)),
)
"""What one more point of each push moves, in whole points of both scales (P: times its share), and
the routes whose place it must not lower."""


def check_traps(source: QuizSource, quiz: Quiz) -> Iterator[Problem]:
    """All traps that the quiz falls into, with answers that show it."""
    reach = Reach(quiz)
    for index, trap in enumerate(source.quiz.traps):
        for found in _violations(trap, source, quiz, reach):
            loc = ("traps", index, "id")
            fix = "change the pushes or add a gate, so that it holds"
            yield source.problem(loc, f'the trap "{trap.id}" violated: {found}', trap.text, fix)


def _violations(trap: Trap, source: QuizSource, quiz: Quiz, reach: Reach) -> Iterator[str]:
    if trap.above:
        yield from _above(trap, quiz)
    elif trap.never or trap.always:
        yield from _routes(trap, quiz, reach)
    elif trap.answers:
        yield from _pushes(trap, quiz)
    elif trap.monotone:
        yield from _monotone(quiz)
    else:
        yield from _words(trap, source)


def _routes(trap: Trap, quiz: Quiz, reach: Reach) -> Iterator[str]:
    choices = all_choices(quiz)
    if trap.without:
        for key, entry in quiz.dimensions.items():
            pushed = {answer: getattr(push, trap.without) for answer, push in entry.pushes.items()}
            choices[key] = [None, *(answer for answer in pushed if pushed[answer] <= 0)]
    for key, wanted in trap.when.items():
        choices[key] = list(wanted)
    unwanted: list[str] = [*trap.never] or [each for each in ROUTES if each not in trap.always]
    for route in unwanted:
        answers = reach.find(route, choices)
        if answers is not None:
            yield f"{shown(shrink(quiz, answers, route, set(trap.when)))} give {route}"


def shrink(quiz: Quiz, answers: dict[str, str], route: str, keep: set[str]) -> dict[str, str]:
    """The answers that still give the route after all others have been left out, one by one."""
    small = dict(answers)
    for key in answers:
        less = {other: given for other, given in small.items() if other != key}
        if key not in keep and outcome(quiz, less)[0] == route:
            small = less
    return small


def shown(answers: dict[str, str]) -> str:
    """Answers as words of a sentence."""
    return ", ".join(f"{key}: {answer}" for key, answer in answers.items()) or "no answers"


def _places(quiz: Quiz) -> Iterator[Position]:
    """Every place that answers can add up to, in steps of P's share, and some that they cannot."""
    pushes = [entry.pushes.values() for entry in quiz.dimensions.values()]
    stay = quiz.stay_counts * sum(max(0, *(push.stay for push in each)) for each in pushes)
    spans = []
    for name in ("look_up", "train"):
        low = sum(min(0, *(getattr(push, name) for push in each)) for each in pushes) - stay
        high = sum(max(0, *(getattr(push, name) for push in each)) for each in pushes)
        step = quiz.stay_counts or 1
        spans.append([low + step * number for number in range(int((high - low) / step) + 1)])
    for up, train in product(*spans):
        yield Position(up, train)


def _above(trap: Trap, quiz: Quiz) -> Iterator[str]:
    lines = {"look_up": quiz.look_up.line, "train": quiz.train.line}
    for place in _places(quiz):
        if all(getattr(place, axis) > lines[axis] for axis in trap.above):
            route = next(iter(probabilities(quiz, place, frozenset())))
            if route not in trap.always:
                yield f"{place.look_up} points to look up and {place.train} to train give {route}"
                return


def _shut_sets(quiz: Quiz) -> set[frozenset[str]]:
    """Every set of routes that gates can rule out together."""
    shut = {frozenset[str]()}
    for gate in quiz.gates:
        shut |= {each | gate.rules_out for each in shut}
    return shut


def _monotone(quiz: Quiz) -> Iterator[str]:
    @cache
    def order(place: Position, shut: frozenset[str]) -> list[str]:
        return list(probabilities(quiz, place, shut))

    for shut in sorted(_shut_sets(quiz), key=sorted):
        for place in _places(quiz):
            before = order(place, shut)
            for name, up, train, routes in RISES:
                share = quiz.stay_counts if name == "P" else 1
                after = order(
                    Position(place.look_up + share * up, place.train + share * train), shut
                )
                for route in routes:
                    if after.index(route) > before.index(route):
                        yield (
                            f"at {place.look_up} points to look up and {place.train} to train one"
                            f" more {name} point lowers {route}"
                        )
                        return


def _pushes(trap: Trap, quiz: Quiz) -> Iterator[str]:
    for key, answers in trap.answers.items():
        for answer in answers:
            push = quiz.dimensions[key].pushes[answer]
            for axis, most in trap.at_most.items():
                if getattr(push, axis) > most:
                    yield f"{key}: {answer} pushes {axis} by {getattr(push, axis)}, over {most}"
            for axis, least in trap.at_least.items():
                if getattr(push, axis) < least:
                    yield f"{key}: {answer} pushes {axis} by {getattr(push, axis)}, under {least}"


def _words(trap: Trap, source: QuizSource) -> Iterator[str]:
    for entry in source.quiz.dimensions:
        texts = [entry.question, *(answer.text for answer in entry.answers)]
        for word in trap.not_asked:
            if any(word in text.lower() for text in texts):
                yield f'{entry.id} asks about "{word}"'
    for name, words in trap.says.items():
        if words not in getattr(source.quiz, name):
            yield f'{name} does not say "{words}"'
