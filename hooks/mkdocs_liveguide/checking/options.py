"""What the options of a configuration may be, beyond their type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from mkdocs_liveguide.sharing.colours import COLOUR
from mkdocs_liveguide.sharing.feedback import OFF, PARTS

Links = Literal["error", "warn", "off"]
"""What a link that leads nowhere is."""


def seconds(most: int) -> Callable[[int], int]:
    """A check of a time limit: a whole number of seconds from 1 to `most`.

    It raises ValueError for any other.
    """

    def check(value: int) -> int:
        # For Python, true is a number.
        if isinstance(value, bool) or not 1 <= value <= most:
            raise ValueError(f"Expected a number of seconds from 1 to {most}: {value}")
        return value

    return check


def pattern(value: str) -> str:
    """Lets a regular expression pass.

    Raises:
        ValueError: it is none.
    """
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"Expected a regular expression: {value} ({error})") from None
    return value


def colour(value: str) -> str:
    """Lets a colour such as ``#1f2d3d`` pass.

    Raises:
        ValueError: it is none.
    """
    if not COLOUR.fullmatch(value):
        raise ValueError(f"Expected a colour such as #1f2d3d: {value}")
    return value


def issue_form(value: str) -> str:
    """Lets the address of a form for new issues pass, and what stands for none.

    Raises:
        ValueError: what the form is filled with has no place in it.
    """
    if value not in ("", OFF) and not all(part in value for part in PARTS):
        raise ValueError(f"Expected an address with {' and '.join(PARTS)} in it: {value}")
    return value


def links_as(chosen: Literal["auto"] | Links, strict: bool) -> Links:
    """What a dead link is, where ``auto`` leaves it to how strict the build is."""
    if chosen == "auto":
        return "error" if strict else "warn"
    return chosen
