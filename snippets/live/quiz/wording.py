"""Names from the quiz's data as they stand in sentences and at their start."""

from __future__ import annotations


def inside(name: str) -> str:
    """A name as it stands inside a sentence: its first letter small, unless it is an acronym."""
    first = name.split(" ", 1)[0]
    return name if first[1:] != first[1:].lower() else name[:1].lower() + name[1:]


def heading(name: str) -> str:
    """A name as it stands at the start of a sentence or as a heading."""
    return name[:1].upper() + name[1:]
