"""What a trap must have, so that there is something to check."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_liveguide.quiz.quiz_file import Trap
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Problem

CONDITIONS = ("when", "without", "above")
"""What says for which answers a trap forbids routes."""
OUTCOMES = ("never", "always")
LIMITS = ("at_most", "at_least")
WHOLE = ("not_asked", "says", "monotone")
"""What is a check by itself."""


def check_trap_shapes(source: QuizSource) -> Iterator[Problem]:
    """Traps that check nothing, or two things of which only one would be seen."""
    for index, trap in enumerate(source.quiz.traps):
        wrong = _wrong(trap)
        if wrong is not None:
            found, expected, fix = wrong
            found = f'the trap "{trap.id}" {found}'
            yield source.problem(("traps", index, "id"), found, expected, fix)


def _wrong(trap: Trap) -> tuple[str, str, str] | None:
    has = {
        key
        for key in (*CONDITIONS, *OUTCOMES, *LIMITS, *WHOLE, "answers")
        if getattr(trap, key) not in (None, [], {})
    }
    conditions = has & set(CONDITIONS)
    outcomes, limits, whole = has & set(OUTCOMES), has & set(LIMITS), has & set(WHOLE)
    kinds = [conditions | outcomes, limits | (has & {"answers"}), *({each} for each in whole)]
    kinds = [kind for kind in kinds if kind]
    expected = "a condition that can be checked"
    if not kinds:
        fix = 'add "when:" with "never:" or "always:", or another check'
        return "with nothing to check", expected, fix
    if len(kinds) > 1:
        listed = " and ".join(sorted(min(kind) for kind in kinds))
        return f"with two checks in one ({listed})", "one check a trap", "make it two traps"
    if outcomes and not conditions:
        fix = 'add "when:" with answers, "without:" or "above:" with axes'
        return "without a condition", expected, fix
    if conditions and len(outcomes) != 1:
        found = "without an outcome" if not outcomes else "with both never and always"
        return found, "one of never and always", 'write "never:" or "always:" with routes'
    if "above" in conditions and (len(conditions) > 1 or "never" in outcomes):
        found = 'with "above" and more than "always"'
        return found, 'only "always" beside "above"', "make it two traps"
    if limits and "answers" not in has:
        return "without answers", expected, 'add "answers:" with the answers that it is about'
    if "answers" in has and not limits:
        return "without a limit", expected, 'add "at_most:" or "at_least:" with points by axis'
    return None
