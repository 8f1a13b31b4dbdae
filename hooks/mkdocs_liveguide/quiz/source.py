"""Reads ``quiz.yml``, and tells what is wrong in it by line."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_liveguide.quiz.quiz_file import QuizFile
from mkdocs_liveguide.sources.problems import Problem
from mkdocs_liveguide.sources.yaml_source import Tree

Loc = tuple[str | int, ...]
"""A part of the file, such as ``("gates", 2, "when", "volume")``."""


@dataclass(frozen=True)
class QuizSource:
    """The quiz with the lines of its parts."""

    quiz: QuizFile
    tree: Tree
    path: str
    """The file, relative to the root of the repository."""

    def line(self, loc: Loc) -> int:
        """The 1-based line of a part."""
        return self.tree.line_of(loc)

    def problem(self, loc: Loc, found: str, expected: str, fix: str) -> Problem:
        """A problem at a part of the file."""
        return Problem(self.path, self.line(loc), found, expected, fix)

    @property
    def axes(self) -> list[str]:
        """Ids of the axes, in their order."""
        return [axis.id for axis in self.quiz.axes]

    @property
    def routes(self) -> list[str]:
        """Ids of the routes, in their order."""
        return [route.id for route in self.quiz.routes]

    def answers(self) -> dict[str, list[str]]:
        """Answer ids by question id; of two questions with one id, those of the first."""
        found: dict[str, list[str]] = {}
        for entry in self.quiz.questions:
            found.setdefault(entry.id, [answer.id for answer in entry.answers])
        return found
