"""Decision tables, computed by the quiz's own engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from live.quiz.model import Quiz
from live.quiz.result import rank


@dataclass(frozen=True)
class Cell:
    """What one combination of answers comes to."""

    route: str
    close: bool
    """Whether the second-best route is nearly as likely."""
    second: str


@dataclass(frozen=True)
class Row:
    """The combinations of one line of the table."""

    answers: tuple[str, ...]
    """Answer ids of the row's questions."""
    first: bool
    """Whether the answer to the first question is another than in the row above."""
    span: int
    """Rows with that answer, counted at the first of them; 0 in the others."""
    cells: tuple[Cell, ...]


def decision_table(
    quiz: Quiz, rows: Sequence[str], column: str, given: Mapping[str, str]
) -> list[Row]:
    """All combinations of the answers to a few questions, with what they come to.

    Args:
        quiz: the quiz.
        rows: ids of one or two questions whose answers are the rows.
        column: id of the question whose answers are the columns.
        given: answers that hold for the whole table.
    """
    table: list[Row] = []
    span = 1
    for key in rows[1:]:
        span *= len(quiz.questions[key].weights)
    for number, answers in enumerate(product(*(quiz.questions[key].weights for key in rows))):
        cells = []
        for answer in quiz.questions[column].weights:
            sheet = {**given, **dict(zip(rows, answers, strict=True)), column: answer}
            found = rank(quiz, sheet)
            cells.append(Cell(found.route, found.close_call, found.second))
        first = number % span == 0
        table.append(Row(answers, first, span if first else 0, tuple(cells)))
    return table
