"""The questions that readers ask, written beside the sections that answer them.

A page's front matter has them by the id of a heading; no page shows them::

    questions:
      week-one:
        - "how long does a first version take?"

Those of the text before the first heading stand under ``""``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs_liveguide.sources.problems import Problem
from mkdocs_liveguide.sources.tree import Tree

KEY = "questions"
"""The key of the front matter."""
SHORTEST, LONGEST = 3, 300
"""Characters of a question."""

_EXPECTED = "ids of headings, each with a list of questions"
_FIX = f"write {KEY}:, below it the id of a heading and a colon, and below that - and a question"
_ONE = f"a question of {SHORTEST} to {LONGEST} characters"


@dataclass(frozen=True)
class ReaderQuestion:
    """A question that a section answers."""

    text: str
    anchor: str
    """The id of the section's heading; "" for the text before the first one."""
    path: str
    """The file that has it, for problems."""
    line: int
    """The line there, 1-based."""


def read_questions(tree: Tree, path: str) -> tuple[tuple[ReaderQuestion, ...], list[Problem]]:
    """Reads the questions that a front matter has.

    Args:
        tree: the front matter, a mapping.
        path: its file, for problems.

    Returns:
        Those that can be read, and what is wrong with the rest.
    """
    if KEY not in tree.value:
        return (), []
    by_heading = tree.value[KEY]
    if not isinstance(by_heading, dict):
        return (), [_wrong(tree, path, [KEY], KEY, by_heading, _EXPECTED)]
    questions, problems = list[ReaderQuestion](), list[Problem]()
    for anchor, listed in by_heading.items():
        if not isinstance(anchor, str) or not isinstance(listed, list):
            problems.append(_wrong(tree, path, [KEY, anchor], anchor, listed, "a list"))
            continue
        for number, text in enumerate(listed):
            line = tree.line_of([KEY, anchor, number])
            if isinstance(text, str) and SHORTEST <= len(text.strip()) <= LONGEST:
                questions.append(ReaderQuestion(text, anchor, path, line))
            else:
                shown = f'"{str(text)[:40]}" under "{anchor}"'
                problems.append(Problem(path, line, shown, _ONE, "write it in quotes"))
    return tuple(questions), problems


def _wrong(
    tree: Tree, path: str, place: list[Any], key: object, value: object, expected: str
) -> Problem:
    shown = "" if value is None or isinstance(value, (dict, list)) else str(value)[:40]
    return Problem(path, tree.line_of(place), f'"{key}: {shown}"', expected, _FIX)


def by_anchor(questions: tuple[ReaderQuestion, ...]) -> dict[str, tuple[str, ...]]:
    """The texts of questions by the id of their heading."""
    found: dict[str, tuple[str, ...]] = {}
    for each in questions:
        found[each.anchor] = (*found.get(each.anchor, ()), each.text)
    return found


def known_words(text: str) -> str:
    """What makes two questions the same: their letters and digits, whatever their case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
