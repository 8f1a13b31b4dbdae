"""Which question comes next: the one that tells most, among those that can still matter."""

from __future__ import annotations

from live.quiz.gates import ruled_out
from live.quiz.model import NOT_SURE, Answers, Question, Quiz
from live.quiz.scoring import position, probabilities


def outcome(quiz: Quiz, answers: Answers) -> tuple[str, dict[str, float]]:
    """The route that the answers lead to, and the probabilities of all, best first."""
    shares = probabilities(quiz, position(quiz, answers), ruled_out(quiz, answers))
    return next(iter(shares)), shares


def open_questions(quiz: Quiz, answers: Answers) -> list[str]:
    """Questions not yet asked of which some answer would change the route, most telling first.

    Args:
        quiz: the quiz.
        answers: those given so far; "not sure" counts as asked. Without any, the quiz opens with
            its first question, which stands in the page before the engine runs.

    Returns:
        Ids; [] when no further answer can change the result.
    """
    route, shares = outcome(quiz, answers)
    order = list(quiz.questions)
    telling: dict[str, float] = {}
    for key in order:
        if key not in answers:
            expected = _tells(quiz, answers, quiz.questions[key], route, shares)
            if expected is not None:
                telling[key] = expected
    ranked = sorted(telling, key=lambda key: -telling[key])
    if not answers and order[0] in telling:
        ranked.remove(order[0])
        ranked.insert(0, order[0])
    return ranked


def likely_left(quiz: Quiz, answers: Answers) -> int:
    """How many questions would still be asked if each got the answer that is given most often."""
    asked = dict(answers)
    while questions := open_questions(quiz, asked):
        often = quiz.questions[questions[0]].often
        answer = max(often, key=lambda each: often[each])
        unsure = 1 - sum(often.values())
        asked[questions[0]] = answer if often[answer] >= unsure else NOT_SURE
    return len(asked) - len(answers)


def _tells(
    quiz: Quiz, answers: Answers, question: Question, route: str, now: dict[str, float]
) -> float | None:
    """Expected shift of the probabilities, 0 to 1; None if no answer changes the route."""
    shift = 0.0
    matters = False
    for answer, share in question.often.items():
        then, shares = outcome(quiz, {**answers, question.id: answer})
        matters = matters or then != route
        shift += share * sum(abs(shares[each] - now[each]) for each in now) / 2
    return shift if matters else None
