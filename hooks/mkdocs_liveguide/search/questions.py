"""A guide's own questions: what its search must find, and what it must admit not to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.search.passages import Passage, SearchPage, cut_page
from mkdocs_liveguide.sources.problems import Problem, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import read_model

FILE = "ask/questions.yml"
"""Relative to the docs folder."""

Words = Annotated[str, Field(min_length=3, max_length=300, pattern=r"\S")]


class _Question(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: Words
    at: Annotated[list[Words], Field(min_length=1)]
    example: bool = False


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    answered: list[_Question]
    unanswered: list[Words]


@dataclass(frozen=True)
class Question:
    """A question, and where the guide answers it."""

    text: str
    places: tuple[str, ...]
    """``page.md#anchor``, or ``page.md`` for the top of a page; any of them answers."""
    source: str = "questions"
    """``questions`` or ``faq``: the set it belongs to."""
    example: bool = False
    """Whether the page offers it as an example."""
    line: int = 1


@dataclass(frozen=True)
class QuestionSet:
    """All of a guide's questions."""

    answered: tuple[Question, ...] = ()
    unanswered: tuple[str, ...] = ()
    path: str = FILE
    """Their file, relative to the root of the repository, for problems."""


def load_questions(reader: Reader, docs: Path) -> QuestionSet:
    """Reads the guide's questions; a guide without the file has none.

    Raises:
        ContentError: everything that is wrong with the file.
    """
    return reader.load(docs / FILE, _parse, QuestionSet())


def _parse(text: str, path: str) -> QuestionSet:
    model, tree = read_model(_File, text, path)
    lines = [tree.line_of(["answered", at]) for at in range(len(model.answered))]
    answered = tuple(
        Question(question.ask, tuple(question.at), "questions", question.example, line)
        for question, line in zip(model.answered, lines, strict=True)
    )
    return QuestionSet(answered, tuple(model.unanswered), path)


def place_of(src_uri: str, anchor: str) -> str:
    """How a question names a place of the guide."""
    return f"{src_uri}#{anchor}" if anchor else src_uri


def numbers_of_places(src_uris: Sequence[str], passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The passages of each place.

    Args:
        src_uris: of the pages, by number.
        passages: by number.
    """
    found: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        found.setdefault(place_of(src_uris[passage.page], passage.anchor), []).append(number)
    return found


def check_questions(
    questions: QuestionSet, pages: Mapping[str, SearchPage], unread: frozenset[str]
) -> list[Problem]:
    """Problems of questions whose place the guide does not have.

    Args:
        questions: the guide's own; those of the FAQ have the place that they stand in.
        pages: all that the search is to find, by `src_uri`.
        unread: pages whose sources have mistakes of their own, and are not asked for a place.
    """
    written = [each for each in questions.answered if each.source != "faq"]
    named = {place.partition("#")[0] for each in written for place in each.places}
    known = _places(pages, named & pages.keys())
    missing = [
        question
        for question in written
        if not all(place in known or place.partition("#")[0] in unread for place in question.places)
    ]
    # Only to name what may have been meant, all other pages are cut as well.
    return check_places(missing, _places(pages, pages), questions.path, unread) if missing else []


def _places(pages: Mapping[str, SearchPage], src_uris: Iterable[str]) -> list[str]:
    return list(
        dict.fromkeys(
            place_of(src_uri, passage.anchor)
            for src_uri in src_uris
            # Where a question would go makes no place.
            for passage in cut_page(0, replace(pages[src_uri], questions={}))
        )
    )


def check_places(
    questions: Sequence[Question],
    known: Sequence[str],
    path: str,
    unread: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Problems of questions whose place the guide does not have."""
    return [
        Problem(
            path,
            question.line,
            f'the place "{place}"',
            "a page with text, and an anchor in it",
            suggest(place, known),
        )
        for question in questions
        for place in question.places
        if place not in known and place.partition("#")[0] not in unread
    ]
