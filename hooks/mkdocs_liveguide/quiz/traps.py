"""Traps: properties that the quiz holds for every combination of answers, or a counterexample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from live.quiz.gates import hit_gates
from live.quiz.model import STAY, Quiz, Weights
from live.quiz.next_question import outcome
from mkdocs_liveguide.quiz.monotone import falls_above, falls_back
from mkdocs_liveguide.quiz.quiz_file import Trap
from mkdocs_liveguide.quiz.reachability import Reach, all_choices
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Problem


@dataclass(frozen=True)
class Violation:
    """How a trap is violated."""

    found: str
    gate: str | None = None
    """The gate without which it would hold."""


def check_traps(source: QuizSource, quiz: Quiz) -> Iterator[Problem]:
    """All traps that the quiz falls into, with answers that show it."""
    reach = Reach(quiz)
    gates = [gate.id for gate in source.quiz.gates]
    for index, trap in enumerate(source.quiz.traps):
        for violation in _violations(trap, source, quiz, reach):
            found = f'the trap "{trap.id}" violated: {violation.found}'
            fix = "change the weights or add a gate, so that it holds"
            if violation.gate is not None:
                line = source.line(("gates", gates.index(violation.gate), "id"))
                found += f' by the gate "{violation.gate}" on line {line}'
                fix = "change the gate or the trap: they contradict each other"
            yield source.problem(("traps", index, "id"), found, trap.text, fix)


def _violations(trap: Trap, source: QuizSource, quiz: Quiz, reach: Reach) -> Iterator[Violation]:
    if trap.above:
        found = falls_above(quiz, trap.above, trap.always)
        if found is not None:
            yield Violation(found)
    elif trap.never or trap.always:
        yield from _routes(trap, quiz, reach)
    elif trap.answers:
        yield from _limits(trap, source, quiz)
    elif trap.monotone:
        found = falls_back(quiz)
        if found is not None:
            yield Violation(found)
    else:
        yield from _words(trap, source)


def _routes(trap: Trap, quiz: Quiz, reach: Reach) -> Iterator[Violation]:
    choices = all_choices(quiz)
    if trap.without:
        axis = [each.id for each in quiz.axes].index(trap.without)
        for key, entry in quiz.questions.items():
            low = [answer for answer, weights in entry.weights.items() if weights.axes[axis] <= 0]
            choices[key] = [None, *low]
    for key, wanted in trap.when.items():
        choices[key] = list(wanted)
    wanted_routes = [*trap.always] or [each for each in quiz.routes if each not in trap.never]
    for route in quiz.routes:
        if route in wanted_routes:
            continue
        answers = reach.find(route, choices)
        if answers is not None:
            small = shrink(quiz, answers, route, set(trap.when))
            gate = _contradiction(quiz, small, wanted_routes)
            yield Violation(f"{shown(small)} give {route}", gate)


def _contradiction(quiz: Quiz, answers: Mapping[str, str], wanted: list[str]) -> str | None:
    """The gate that keeps these answers from giving a wanted route, if one does."""
    for gate in hit_gates(quiz, answers):
        others = tuple(each for each in quiz.gates if each.id != gate.id)
        if outcome(replace(quiz, gates=others), answers)[0] in wanted:
            return gate.id
    return None


def shrink(quiz: Quiz, answers: dict[str, str], route: str, keep: set[str]) -> dict[str, str]:
    """The answers that still give the route after all others have been left out, one by one."""
    small = dict(answers)
    for key in answers:
        less = {other: given for other, given in small.items() if other != key}
        if key not in keep and outcome(quiz, less)[0] == route:
            small = less
    return small


def shown(answers: Mapping[str, str]) -> str:
    """Answers as words of a sentence."""
    return ", ".join(f"{key}: {answer}" for key, answer in answers.items()) or "no answers"


def _limits(trap: Trap, source: QuizSource, quiz: Quiz) -> Iterator[Violation]:
    for key, answers in trap.answers.items():
        for answer in answers:
            weights = quiz.questions[key].weights[answer]
            for axis, most in trap.at_most.items():
                points = _points(weights, axis, source)
                if points > most:
                    yield Violation(f"{key}: {answer} weighs {points} on {axis}, over {most}")
            for axis, least in trap.at_least.items():
                points = _points(weights, axis, source)
                if points < least:
                    yield Violation(f"{key}: {answer} weighs {points} on {axis}, under {least}")


def _points(weights: Weights, axis: str, source: QuizSource) -> int:
    return weights.stay if axis == STAY else weights.axes[source.axes.index(axis)]


def _words(trap: Trap, source: QuizSource) -> Iterator[Violation]:
    for entry in source.quiz.questions:
        texts = [entry.question, *(answer.text for answer in entry.answers)]
        for word in trap.not_asked:
            if any(word in text.lower() for text in texts):
                yield Violation(f'{entry.id} asks about "{word}"')
    for name, words in trap.says.items():
        if words not in getattr(source.quiz, name):
            yield Violation(f'{name} does not say "{words}"')
