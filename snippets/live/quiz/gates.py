"""Gates: answers that forbid a route whatever the score."""

from __future__ import annotations

from live.quiz.model import Answers, Gate, Quiz


def is_hit(gate: Gate, answers: Answers) -> bool:
    """Whether each question of the gate has an answer that it waits for, and none opens it."""
    return all(answers.get(key) in wanted for key, wanted in gate.when.items()) and not any(
        answers.get(key) in opening for key, opening in gate.unless.items()
    )


def hit_gates(quiz: Quiz, answers: Answers) -> list[Gate]:
    """All gates that these answers hit, in the quiz's order."""
    return [gate for gate in quiz.gates if is_hit(gate, answers)]


def ruled_out(quiz: Quiz, answers: Answers) -> frozenset[str]:
    """Routes that the answers forbid; never all, as no gate may forbid the fallback."""
    routes: frozenset[str] = frozenset()
    for gate in quiz.gates:
        if not gate.rules_out <= routes and is_hit(gate, answers):
            routes |= gate.rules_out
    return routes
