"""Findings: what a guide's claims rest on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.pages.draft import Reference
from mkdocs_liveguide.pages.origins import Origin
from mkdocs_liveguide.sources.groups import Group, Words

PAGE = "evidence/index.md"
"""The page that shows all findings, relative to the docs folder."""

Url = Annotated[
    str, Field(pattern=r"^https://\S+$", description="an address that begins with https://")
]

CHECKED = {
    "source": "Read at the source",
    "partly": "Read in part: the claim at the source, the rest second-hand",
    "secondary": "Second-hand: the original was not read",
}
"""What the three values of `Finding.checked` mean, in words for readers."""


class Topic(Group):
    """A heading under which findings stand."""

    recheck_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    """After so many days a finding is to be looked at again, since its source changes; None for
    what stays as it was found."""


class Source(BaseModel):
    """Where a finding was published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    url: Url
    venue: Words | None = None
    """Journal, conference, or whose site it is."""


class Finding(BaseModel):
    """One finding, in the guide's own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[
        str, Field(pattern=r"^[A-Z][0-9]{2,}$", description="a capital and a number, such as E05")
    ]
    """What pages cite, such as ``E05``."""
    title: Words
    claim: Words
    """One to three sentences, as Markdown."""
    numbers: tuple[Words, ...] = ()
    """Figures, each with what it counts, as read at the source."""
    second_hand: tuple[Words, ...] = ()
    """Figures that were read in somebody else's account."""
    authors: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Family names or organisations in the order of the source; ``others`` may stand last."""
    year: Annotated[int, Field(ge=1900, le=2100)]
    source: Source
    more: tuple[Url, ...] = ()
    """Further sources."""
    checked: Literal["source", "partly", "secondary"]
    """Whether the claim and its figures were read at the source, in part, or second-hand."""
    checked_on: datetime.date
    caveat: Words | None = None
    """What the finding does not show."""

    @property
    def anchor(self) -> str:
        """Its place in the evidence page."""
        return self.id.lower()

    @property
    def reference(self) -> str:
        """A short reference, such as ``Wu et al. 2024``."""
        first = self.authors[0]
        if len(self.authors) == 1:
            return f"{first} {self.year}"
        if len(self.authors) == 2 and self.authors[1] != "others":
            return f"{first} and {self.authors[1]} {self.year}"
        return f"{first} et al. {self.year}"

    @property
    def text(self) -> str:
        """All that the entry says, for checks that a figure is in it."""
        parts = [self.title, self.claim, *self.numbers, *self.second_hand, self.caveat or ""]
        return "\n".join([*parts, self.source.title, self.source.venue or "", str(self.year)])


@dataclass(frozen=True)
class Evidence:
    """All findings of a guide."""

    topics: tuple[Topic, ...] = ()
    findings: Mapping[str, Finding] = field(default_factory=dict)
    """By id, in the order of topics and files."""
    topic_of: Mapping[str, str] = field(default_factory=dict)
    """The topic's id, by the finding's id."""
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """File (relative to the root of the repository) and 1-based line, by the finding's id."""

    @property
    def origins(self) -> list[Origin]:
        """The texts of all findings, for those who look for a line."""
        return [
            Origin(self.places[name][0], finding.claim, self.places[name][1] - 1)
            for name, finding in self.findings.items()
        ]

    @property
    def references(self) -> dict[str, Reference]:
        """What a citation of each finding shows, by its id."""
        return {
            name: Reference(
                finding.reference + (", second-hand" if finding.checked == "secondary" else ""),
                PAGE,
                finding.anchor,
            )
            for name, finding in self.findings.items()
        }
