"""A published case: what an organisation needed, what it chose, and where it tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.sources.groups import Slug, Words

OTHER = "other"
"""What `Case.chosen` says where none of the guide's routes was taken."""

Sheet = Mapping[str, str]
"""Answers to the quiz: answer id by question id."""


class CaseSource(BaseModel):
    """Where a case was published."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: Words
    url: Annotated[
        str, Field(pattern=r"^https://\S+$", description="an address that begins with https://")
    ]
    year: Annotated[int, Field(ge=1990, le=2100)]


class Case(BaseModel):
    """One case: a line of ``cases.jsonl``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Slug
    org: Words
    summary: Words
    """What was needed, without what was chosen."""
    answers: Annotated[dict[str, dict[str, str]], Field(min_length=1)]
    """By coder, the answers to the quiz of people who read only the summary."""
    chosen: Slug
    """The id of the route that was taken, or `OTHER`."""
    what_they_built: Words
    source: CaseSource
    source_read: Literal["primary", "secondary"]


@dataclass(frozen=True)
class LocatedCase:
    """A case with its line."""

    case: Case
    line: int
    """1-based, in the file of the cases."""


@dataclass(frozen=True)
class CaseFile:
    """All cases of a guide."""

    path: str
    """The file, relative to the root of the repository."""
    located: tuple[LocatedCase, ...] = ()
    """In the order of the file; none when there is no file."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases without their lines."""
        return tuple(each.case for each in self.located)
