"""Scores the quiz on cases: how often it agrees with what was chosen.

    python -m mkdocs_liveguide.tools.quiz.report_score docs/quiz/cases.jsonl --json

Each line of the file is a case as in the guide's quiz/cases.jsonl; of cases from elsewhere the
answers and what was chosen are enough. Cases in which none of the quiz's routes was chosen are left
out. Without --json the same is printed for people. Run it in the guide's folder, or name that.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_liveguide.quiz.score import Score, score_cases
from mkdocs_liveguide.sources.json_lines import parse_lines
from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.tools.quiz.guide import add_guide_options, read_quiz


@dataclass(frozen=True)
class Told:
    """As much of a case from elsewhere as scoring needs."""

    id: str
    chosen: str
    answers: Mapping[str, Mapping[str, str]]


def read_told(text: str, path: str) -> list[Told]:
    """Reads cases that may come from elsewhere: only their answers and what was chosen.

    Args:
        text: one JSON object a line, with ``answers`` by coder and ``chosen``.
        path: the file, for problems.

    Raises:
        ContentError: lines that are not such objects.
    """
    values, problems = parse_lines(text, path, "case")
    told: list[Told] = []
    for number, value in values:
        case = _told(value, number)
        if case is None:
            found = "a line that is not a JSON object with answers and chosen"
            fix = 'write {"answers": {"CODER": {"QUESTION": "ANSWER"}}, "chosen": "ROUTE"}'
            problems.append(Problem(path, number, found, "a case", fix))
        else:
            told.append(case)
    if problems:
        raise ContentError(problems)
    return told


def _told(value: Any, number: int) -> Told | None:
    if not isinstance(value, dict) or not isinstance(value.get("chosen"), str):
        return None
    answers = value.get("answers")
    if not isinstance(answers, dict) or not all(isinstance(s, dict) for s in answers.values()):
        return None
    sheets = {
        coder: {key: answer for key, answer in sheet.items() if isinstance(answer, str)}
        for coder, sheet in answers.items()
    }
    return Told(str(value.get("id", number)), value["chosen"], sheets)


def main(arguments: list[str] | None = None) -> int:
    """Reads, scores and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path, help="a file of cases, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_guide_options(parser)
    options = parser.parse_args(arguments)
    try:
        quiz = read_quiz(options)
        cases = read_told(options.cases.read_text("utf-8-sig"), str(options.cases))
    except OSError as error:
        print(f"{options.cases} cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    except UnicodeDecodeError as error:
        print(f"{options.cases} cannot be read: it is not UTF-8 ({error})", file=sys.stderr)
        return 1
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    coders = [coder.id for coder in quiz.coders] or sorted(
        {each for c in cases for each in c.answers}
    )
    scores = {coder: score_cases(quiz.engine, cases, coder) for coder in coders}
    if options.json:
        print(json.dumps({coder: score.figures() for coder, score in scores.items()}, indent=2))
        return 0
    for coder, score in scores.items():
        _say(coder, score, quiz.source.quiz.cases.done)
    return 0


def _say(coder: str, score: Score, done: str) -> None:
    print(f"{coder}: {score.summary()}")
    for chosen, row in score.confusion.items():
        told = ", ".join(f"{predicted} {count}" for predicted, count in row.items() if count)
        print(f"  {done} {chosen}: {told or 'no case'}")


if __name__ == "__main__":
    sys.exit(main())
