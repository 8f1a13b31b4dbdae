"""Reads ``quiz.yml``: each part by itself, and every name that a part calls another by."""

from __future__ import annotations

from mkdocs_liveguide.quiz.corners import check_routes
from mkdocs_liveguide.quiz.names import check_names
from mkdocs_liveguide.quiz.quiz_file import QuizFile
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.quiz.trap_shapes import check_trap_shapes
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.yaml_source import read_model


def parse_quiz_file(text: str, path: str) -> QuizSource:
    """Reads the quiz.

    Args:
        text: the content of ``quiz.yml``.
        path: the file, relative to the root of the repository.

    Raises:
        ContentError: all that is wrong.
    """
    quiz, tree = read_model(QuizFile, text, path)
    source = QuizSource(quiz, tree, path)
    problems = [*check_names(source), *check_routes(source), *check_trap_shapes(source)]
    if problems:
        raise ContentError(problems)
    return source
