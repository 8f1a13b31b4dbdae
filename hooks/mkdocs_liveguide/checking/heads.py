"""What pages say of themselves: a title, and a description for searchers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mkdocs_liveguide.sources.problems import Problem

When = Literal["auto", "always", "never"]
"""When a page must have them; ``auto``: each that most pages have."""

_WANTED = {
    "title": ("a title, for tabs and results of searches", 'write "title: …" there'),
    "description": ("a sentence that says what it answers", 'write "description: …" there'),
}


@dataclass(frozen=True)
class Head:
    """The head of one page."""

    path: str
    """The file, as problems call it."""
    meta: Mapping[str, Any]
    """What stands in it."""


def check_heads(heads: list[Head], when: When) -> Iterator[Problem]:
    """Pages without a title or a description.

    Args:
        heads: of all pages that could be read.
        when: whether they are wanted.
    """
    for key, (expected, fix) in _WANTED.items() if when != "never" else ():
        lacking = [head for head in heads if not str(head.meta.get(key) or "").strip()]
        having = len(heads) - len(lacking)
        if when == "auto" and (having < 2 or having <= len(lacking)):
            continue
        for head in lacking:
            yield Problem(head.path, 1, f'front matter without "{key}"', expected, fix)


def check_site_url(site_url: str | None, when: When, configuration: str) -> Iterator[Problem]:
    """A site without an address, where each of its pages must say what it is.

    Args:
        site_url: the address; "" or None for none.
        when: see `check_heads`.
        configuration: how problems call its file.
    """
    if when == "always" and not site_url:
        expected = "the address of the site, for the canonical addresses of its pages"
        fix = "write site_url: https://…/"
        yield Problem(configuration, 1, 'no "site_url"', expected, fix)
