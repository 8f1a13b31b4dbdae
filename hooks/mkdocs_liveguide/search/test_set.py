"""A guide's test set: questions in readers' words, and the pages that answer them.

``ask/test-set.jsonl`` has one a line: ``id``, ``question``, ``kind`` (any word, such as "long"),
``pages`` (source files, relative to the docs folder; none for what the guide does not answer) and
``best`` (the best place, ``page.md#anchor``; may be left out). It is split in two by a hash of the
question: one half is for choices, the other is looked at when they have been made.

``ask/calibration.jsonl`` has questions that say when the search admits that the guide does not
answer: ``question``, ``answered`` (true or false) and ``kind``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.search.questions import place_of
from mkdocs_liveguide.sources.json_lines import read_lines
from mkdocs_liveguide.sources.problems import ContentError, Problem, suggest
from mkdocs_liveguide.sources.reader import Reader

TEST_SET, CALIBRATION = "ask/test-set.jsonl", "ask/calibration.jsonl"
"""Relative to the docs folder."""
Half = Literal["choices", "held out"]
HALVES: tuple[Half, ...] = ("choices", "held out")

_Text = Annotated[str, Field(min_length=1, max_length=4_000)]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int = ""
    question: _Text
    kind: str = ""
    pages: list[str] = []
    best: str | None = None


class _CalibrationLine(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    question: _Text
    answered: bool
    kind: str = ""


@dataclass(frozen=True)
class TestQuestion:
    """A question of a test set."""

    __test__ = False  # or pytest takes it for a test

    text: str
    kind: str
    pages: tuple[str, ...]
    """The `src_uri` of each page that answers it; none if the guide does not."""
    best: str = ""
    """The best place, ``page.md#anchor``; "" where none is named."""
    id: str = ""
    path: str = TEST_SET
    line: int = 1

    @property
    def half(self) -> Half:
        """Which half of the set it belongs to, whoever asks."""
        return "held out" if hashlib.sha256(self.text.encode()).digest()[0] % 2 else "choices"


@dataclass(frozen=True)
class Calibration:
    """Questions of both kinds."""

    answered: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


def load_test_set(reader: Reader, docs: Path) -> tuple[TestQuestion, ...]:
    """Reads a guide's test set; a guide without the file has none.

    Raises:
        ContentError: all that is wrong in the file.
    """
    return reader.load(docs / TEST_SET, read_test_set, ())


def read_test_set(text: str, path: str) -> tuple[TestQuestion, ...]:
    """Reads a test set from a text.

    Args:
        text: the content of the file.
        path: the file, for problems.

    Raises:
        ContentError: all that is wrong.
    """
    lines, problems = read_lines(_Line, text, path, "question")
    if problems:
        raise ContentError(problems)
    return tuple(
        TestQuestion(
            line.question, line.kind, tuple(line.pages), line.best or "", str(line.id), path, number
        )
        for number, line in lines
    )


def load_calibration(reader: Reader, docs: Path) -> Calibration:
    """Reads the questions that the search's honesty is fitted to; a guide may have none.

    Raises:
        ContentError: all that is wrong in the file.
    """
    return reader.load(docs / CALIBRATION, _parse_calibration, Calibration())


def _parse_calibration(text: str, path: str) -> Calibration:
    lines, problems = read_lines(_CalibrationLine, text, path, "question")
    if problems:
        raise ContentError(problems)
    return Calibration(
        tuple(line.question for _, line in lines if line.answered),
        tuple(line.question for _, line in lines if not line.answered),
    )


def check_pages(
    questions: Sequence[TestQuestion],
    pages: Collection[str],
    anchors: Mapping[str, frozenset[str]],
) -> list[Problem]:
    """Questions of pages or places that the guide does not have.

    Args:
        questions: of the test set.
        pages: the `src_uri` of all that the search finds.
        anchors: the ids of each page whose ids are all known, by `src_uri`.
    """
    problems = []
    for each in questions:
        for page in each.pages:
            if page not in pages:
                found, fix = f'the page "{page}"', suggest(page, pages)
                problems.append(Problem(each.path, each.line, found, "a page of the guide", fix))
        page, _, anchor = each.best.partition("#")
        if each.best and page not in pages:
            found, fix = f'the place "{each.best}"', suggest(page, pages)
            problems.append(Problem(each.path, each.line, found, "a place of the guide", fix))
        elif anchor and page in anchors and anchor not in anchors[page]:
            found = f'the place "{each.best}"'
            fix = suggest(each.best, [place_of(page, name) for name in anchors[page]])
            problems.append(Problem(each.path, each.line, found, "an id of that page", fix))
    return problems
