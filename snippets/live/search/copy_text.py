"""The text that a page offers for copying: the query and what was found, in a form of the guide's.

The form is an option of the guide: its instructions to whoever reads the text, with ``$sources``
where the passages belong and ``$query`` where the query does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import Template

MOST_SOURCES = 3
"""Passages of one text."""


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """A passage that was found."""

    heading: str
    """Title and headings above it."""
    address: str
    text: str


def fill(template: str, query: str, sources: Sequence[Source]) -> str:
    """The whole text; "" for an empty template.

    Args:
        template: with ``$sources`` and ``$query``; other dollar signs stay.
        query: in the reader's words.
        sources: the passages that were found, the best first; they are numbered from 1 on.
    """
    numbered = "\n\n".join(
        f"[{number}] {source.heading} ({source.address})\n{source.text}"
        for number, source in enumerate(sources, start=1)
    )
    return Template(template).safe_substitute(sources=numbered, query=query)
