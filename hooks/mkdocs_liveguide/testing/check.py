"""What a check of a guide is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One sentence about a guide, and how to find out whether it holds."""

    name: str
    """The sentence."""
    problems: Callable[[], Iterable[str]]
    """Tells what is wrong, a line each; nothing when the sentence holds."""


class NotHere(Exception):
    """The check needs something that this machine does not have; the text says what."""


class GuideFailure(AssertionError):
    """A sentence does not hold; the text has the problems, a line each."""
