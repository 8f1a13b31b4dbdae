"""The guide that a tool works on, and what every tool of the quiz reads of it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from live.quiz.model import Quiz, parse_quiz
from mkdocs_liveguide.cases.load import CASES, load_cases
from mkdocs_liveguide.cases.model import CaseFile
from mkdocs_liveguide.quiz.case_answers import check_cases, coders_of
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.load import CALIBRATION, QUIZ
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.quiz_file import Coder
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Collector
from mkdocs_liveguide.sources.reader import Reader


@dataclass(frozen=True)
class Files:
    """The quiz's files."""

    quiz: Path
    cases: Path
    calibration: Path


@dataclass(frozen=True)
class ReadQuiz:
    """A quiz with its cases."""

    text: str
    """Of ``quiz.yml``."""
    source: QuizSource
    engine: Quiz
    cases: CaseFile
    coders: tuple[Coder, ...]


def add_guide_options(parser: argparse.ArgumentParser) -> None:
    """The options that say where the guide is."""
    parser.add_argument(
        "--guide", type=Path, default=Path(), help="the guide's folder (default: this one)"
    )
    parser.add_argument(
        "--docs", type=Path, default=Path("docs"), help="its folder of pages (default: docs)"
    )


def files_of(options: argparse.Namespace) -> Files:
    """The files of the guide that the options name."""
    docs = options.guide / options.docs
    return Files(docs / QUIZ, docs / CASES, docs / CALIBRATION)


def read_quiz(options: argparse.Namespace) -> ReadQuiz:
    """Reads the quiz and its cases.

    Raises:
        ContentError: all that is wrong in them.
    """
    reader = Reader(options.guide)
    files = files_of(options)
    text = reader.read(files.quiz)
    source = parse_quiz_file(text, reader.name(files.quiz))
    cases = load_cases(reader, options.guide / options.docs)
    Collector(list(check_cases(source, cases))).stop_if_any()
    engine = parse_quiz(quiz_data(source.quiz, cases.cases))
    return ReadQuiz(text, source, engine, cases, coders_of(source, cases))
