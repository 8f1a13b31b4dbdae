"""Files with a JSON object on each line."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from mkdocs_liveguide.sources.problems import Problem
from mkdocs_liveguide.sources.tree import Tree
from mkdocs_liveguide.sources.yaml_source import parse


def parse_lines(text: str, path: str, what: str) -> tuple[list[tuple[int, Any]], list[Problem]]:
    """The JSON value of each line that is not empty, with its number, and the lines that have none.

    A file without any line is a problem too.

    Args:
        text: the content of the file.
        path: the file, for problems.
        what: a line holds one of them, such as "case".
    """
    values: list[tuple[int, Any]] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append((number, json.loads(line)))
        except (ValueError, RecursionError) as error:
            column = getattr(error, "colno", 1)
            where = f"{getattr(error, 'msg', error)} at column {column}"
            found = f"text that is not JSON ({where})"
            fix = f"write the {what} as one JSON object on one line"
            problems.append(Problem(path, number, found, "a JSON object", fix))
    if not values and not problems:
        fix = f"write a {what} as one JSON object on one line, or take the file out"
        problems.append(Problem(path, 1, f"no {what}", f"one {what} a line", fix))
    return values, problems


def read_lines[Model: BaseModel](
    model: type[Model], text: str, path: str, what: str
) -> tuple[list[tuple[int, Model]], list[Problem]]:
    """Each line as a model, with its number, and what is wrong with the others.

    Args:
        model: see `parse`.
        text: see `parse_lines`.
        path: see `parse_lines`.
        what: see `parse_lines`.
    """
    values, problems = parse_lines(text, path, what)
    read: list[tuple[int, Model]] = []
    for number, value in values:
        line, wrong = parse(model, Tree(value, number), path)
        problems += wrong
        if line is not None:
            read.append((number, line))
    return read, problems
