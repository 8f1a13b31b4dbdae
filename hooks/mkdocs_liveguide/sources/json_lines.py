"""Files with a JSON object on each line."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_liveguide.sources.problems import Problem


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
