"""Which corners of the map each route takes: every corner belongs to exactly one route."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from live.quiz.model import Corner
from mkdocs_liveguide.quiz.quiz_file import Level
from mkdocs_liveguide.quiz.source import QuizSource
from mkdocs_liveguide.sources.problems import Problem


def corners_of(written: Sequence[Mapping[str, Level]], axes: Sequence[str]) -> list[Corner]:
    """The corners that a route's levels name, each once, from low to high.

    Args:
        written: levels by axis id; an axis that is left out may be low or high.
        axes: ids of the axes, in their order.
    """
    return [
        corner
        for corner in product((False, True), repeat=len(axes))
        if any(
            all(
                level == ("high" if corner[axes.index(axis)] else "low")
                for axis, level in levels.items()
            )
            for levels in written
        )
    ]


def in_words(corner: Corner, axes: Sequence[str]) -> str:
    """A corner as it is written in the file."""
    levels = zip(axes, corner, strict=True)
    return "{" + ", ".join(f"{axis}: {'high' if up else 'low'}" for axis, up in levels) + "}"


def check_routes(source: QuizSource) -> Iterator[Problem]:
    """Corners that no route takes or several do, and a fallback that is missing or misplaced."""
    axes = source.axes
    if any(axis not in axes for route in source.quiz.routes for at in route.corners for axis in at):
        return  # told as an unknown name
    owners: dict[Corner, str] = {}
    for index, route in enumerate(source.quiz.routes):
        for corner in corners_of(route.corners, axes):
            if corner in owners:
                found = f'the corner {in_words(corner, axes)}, which "{owners[corner]}" has already'
                fix = "leave it to one of the two"
                loc = ("routes", index, "corners")
                yield source.problem(loc, found, "each corner in one route", fix)
            owners.setdefault(corner, route.id)
    for corner in product((False, True), repeat=len(axes)):
        if corner not in owners:
            shown = in_words(corner, axes)
            fix = f"add {shown} to the corners of a route"
            yield source.problem(
                ("routes",), f"no route for the corner {shown}", "each corner in one route", fix
            )
    yield from _fallback(source, owners)


def _fallback(source: QuizSource, owners: Mapping[Corner, str]) -> Iterator[Problem]:
    marked = [index for index, route in enumerate(source.quiz.routes) if route.fallback]
    expected = "one fallback: the route that no gate rules out"
    lowest = owners.get((False,) * len(source.axes))
    if not marked:
        fix = f'write "fallback: true" under "{lowest or source.routes[0]}"'
        yield source.problem(("routes",), "no route that is the fallback", expected, fix)
    for index in marked[1:]:
        found = f'a second fallback, "{source.routes[index]}"'
        fix = f'take it out here, or under "{source.routes[marked[0]]}"'
        yield source.problem(("routes", index, "fallback"), found, expected, fix)
    if len(marked) == 1 and source.quiz.stay is not None and lowest is not None:
        chosen = source.routes[marked[0]]
        if chosen != lowest:
            found = f'the fallback "{chosen}", while staying leads to "{lowest}"'
            wanted = "the route of the corner that is low on every axis, as the quiz has a stay"
            fix = f'write "fallback: true" under "{lowest}", or take "stay" out'
            yield source.problem(("routes", marked[0], "fallback"), found, wanted, fix)
