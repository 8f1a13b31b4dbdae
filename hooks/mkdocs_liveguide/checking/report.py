"""Problems as text for people, as JSON, and as annotations of code hosts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mkdocs_liveguide.sources.problems import ContentError, Problem


def as_text(problems: Sequence[Problem]) -> str:
    """The report of a build; a word of praise where nothing is wrong."""
    return ContentError(problems).report() if problems else "✓ nothing is wrong in the sources"


def as_json(problems: Sequence[Problem]) -> str:
    """All problems as one JSON object, ``{"problems": [{"path", "line", "found", …}]}``."""
    listed = [
        {
            "path": each.path,
            "line": each.line,
            "found": each.found,
            "expected": each.expected,
            "fix": each.fix,
            "repairable": each.repair is not None,
        }
        for each in problems
    ]
    return json.dumps({"problems": listed}, ensure_ascii=False, indent=2)


def as_annotations(problems: Sequence[Problem]) -> str:
    """A line for each problem, which GitHub and those who follow it show beside the source."""
    return "\n".join(
        f"::error file={_escaped(each.path, ':,')},line={each.line}"
        f"::{_escaped(f'found {each.found}; expected {each.expected}; {each.fix}')}"
        for each in problems
    )


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
