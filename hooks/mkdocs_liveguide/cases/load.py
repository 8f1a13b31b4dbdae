"""Reads ``cases.jsonl``: one case a line, as a JSON object."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mkdocs_liveguide.cases.model import Case, CaseFile, LocatedCase
from mkdocs_liveguide.sources.json_lines import read_lines
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader

CASES = "quiz/cases.jsonl"
"""The file, relative to the docs folder."""


def load_cases(reader: Reader, docs: Path) -> CaseFile:
    """The cases of a guide; a guide without the file has none.

    Raises:
        ContentError: all that is wrong in the file.
    """
    file = docs / CASES
    return reader.load(file, parse_cases, CaseFile(reader.name(file)))


def parse_cases(text: str, path: str) -> CaseFile:
    """Reads cases from a text.

    Args:
        text: the content of the file.
        path: the file, relative to the root of the repository.

    Raises:
        ContentError: all that is wrong.
    """
    cases, problems = read_lines(Case, text, path, "case")
    located: list[LocatedCase] = []
    lines: dict[str, int] = {}
    for number, case in cases:
        if case.id in lines:
            found = f'the id "{case.id}" a second time (first on line {lines[case.id]})'
            fix = "give it the next free id"
            problems.append(Problem(path, number, found, "each id once", fix))
        lines.setdefault(case.id, number)
        located.append(LocatedCase(case, number))
    if problems:
        raise ContentError(problems)
    return CaseFile(path, tuple(located))


def unknown_route(located: LocatedCase, routes: Collection[str], path: str) -> Problem | None:
    """What to tell of a case that says to have taken a route which is none of these."""
    chosen = located.case.chosen
    if chosen in routes:
        return None
    found = f'the unknown route "{chosen}"'
    return Problem(path, located.line, found, one_of(routes), suggest(chosen, routes))
