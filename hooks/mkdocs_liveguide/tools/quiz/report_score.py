"""Scores the quiz on cases: how often it agrees with what was built.

    scripts/score-quiz docs/quiz/cases.jsonl --json

Each line of the file is a case as in docs/quiz/cases.jsonl. Cases whose makers built something
else ("other") are left out. Without --json the same is printed for people.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from live.quiz.model import parse_quiz
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.parse import parse_cases, parse_quiz_file
from mkdocs_liveguide.quiz.score import CODERS, read_told, score_cases
from mkdocs_liveguide.sources.problems import ContentError

ROOT = Path(__file__).resolve().parents[3]
QUIZ = ROOT / "docs/quiz/quiz.yml"
OWN_CASES = ROOT / "docs/quiz/cases.jsonl"


def main() -> int:
    """Reads, scores and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path, help="a file of cases, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    try:
        source = parse_quiz_file(QUIZ.read_text("utf-8"), "docs/quiz/quiz.yml")
        own = parse_cases(OWN_CASES.read_text("utf-8"), "docs/quiz/cases.jsonl", source)
        cases = read_told(options.cases.read_text("utf-8"))
    except OSError as error:
        print(f"{options.cases} cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except ValueError as error:
        print(f"{options.cases}: {error}", file=sys.stderr)
        return 1
    quiz = parse_quiz(quiz_data(source.quiz, [each.case for each in own]))
    scores = {coder: score_cases(quiz, cases, coder) for coder in CODERS}
    if options.json:
        print(json.dumps({coder: score.plain() for coder, score in scores.items()}, indent=2))
        return 0
    for coder, score in scores.items():
        print(f"{coder}: {score.summary()}")
        for chosen, row in score.confusion.items():
            told = ", ".join(f"{predicted} {count}" for predicted, count in row.items() if count)
            print(f"  built {chosen}: {told or 'no case'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
