"""What the options of a configuration may be, beyond their type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

from mkdocs_liveguide.sharing.colours import COLOUR
from mkdocs_liveguide.sharing.feedback import OFF, PARTS

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

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


def _word(value: object) -> object:
    """An option; for YAML, ``off`` without quotes is false."""
    return OFF if value is False else value


def choice(*values: str) -> Callable[[object], str]:
    """A check that lets such words pass; it raises ValueError for any other."""

    def check(value: object) -> str:
        word = _word(value)
        if not isinstance(word, str) or word not in values:
            raise ValueError(f"Expected one of {', '.join(values)}: {value}")
        return word

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


def language(value: str) -> str:
    """Lets a language tag (BCP 47) such as ``en-GB`` pass, and "".

    Raises:
        ValueError: it has not the form of one.
    """
    if value and not _LANGUAGE.fullmatch(value):
        raise ValueError(f"Expected a language tag such as en or en-GB: {value}")
    return value


def colour(value: str) -> str:
    """Lets a colour such as ``#1f2d3d`` pass.

    Raises:
        ValueError: it is none.
    """
    if not COLOUR.fullmatch(value):
        raise ValueError(f"Expected a colour such as #1f2d3d: {value}")
    return value


def issue_form(value: object) -> str:
    """Lets the address of a form for new issues pass, and what stands for none.

    Raises:
        ValueError: it is no whole address, or what the form is filled with has no place in it.
    """
    form = _word(value)
    if form in ("", OFF):
        return str(form)
    if not isinstance(form, str) or urlsplit(form).scheme not in ("https", "http", "mailto"):
        raise ValueError(f"Expected an address that begins with https:// or mailto: {value}")
    if not all(part in form for part in PARTS):
        raise ValueError(f"Expected an address with {' and '.join(PARTS)} in it: {form}")
    return form


def links_as(chosen: Literal["auto"] | Links, strict: bool) -> Links:
    """What a dead link is, where ``auto`` leaves it to how strict the build is."""
    if chosen == "auto":
        return "error" if strict else "warn"
    return chosen
