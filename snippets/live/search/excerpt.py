"""The part of a passage that speaks to a query, with the matching words marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from live.search.analyzer import spans
from live.search.wire import Segment

LONGEST = 280
"""Characters of an excerpt, more or less: it is cut between words."""


def mark(
    text: str,
    terms: Collection[str],
    start: int = 0,
    end: int | None = None,
    telling: tuple[int, int] | None = None,
) -> list[Segment]:
    """Parts a text into matching and other segments; joined they are the text again.

    Args:
        text: the passage.
        terms: the terms to mark, as `live.search.analyzer.terms` gives them.
        start: where to begin, in code points.
        end: where to stop; None for the end.
        telling: where the sentence begins and ends that is to be seen first; None for none.
    """
    stop = len(text) if end is None else end
    first_told, last_told = telling or (stop, stop)
    segments: list[Segment] = []

    def add(first: int, last: int, match: bool) -> None:
        cuts = [first, *(cut for cut in (first_told, last_told) if first < cut < last), last]
        for one, other in pairwise(cuts):
            if one < other:
                told = first_told <= one < last_told
                segments.append({"text": text[one:other], "match": match, "telling": told})

    at = start
    for first, last, term in spans(text):
        if term not in terms or first < start or last > stop:
            continue
        add(at, first, False)
        add(first, last, True)
        at = last
    add(at, stop, False)
    return segments


def excerpt(
    text: str,
    weights: Mapping[str, float],
    longest: int = LONGEST,
    telling: tuple[int, int] | None = None,
) -> list[Segment]:
    """The stretch of a text that shows best what it says to a query, as segments.

    Args:
        text: the passage.
        weights: weight by term; a term counts once in a stretch.
        longest: characters of the stretch.
        telling: where the sentence begins and ends that the stretch is to show; None for the
            stretch whose matching words weigh most.

    Returns:
        Segments as of `mark`; an ellipsis stands where text was left out.
    """
    if len(text) <= longest:
        return mark(text, weights, telling=telling)
    places = list(spans(text))
    best = telling[0] if telling else _heaviest(places, weights, longest)
    start = _lead_in(text, best, longest)
    if telling and telling[1] - start > longest:
        start, longest = telling[0], max(longest, telling[1] - telling[0])
    end = len(text)
    for first, last, _ in places:
        if first >= start and last - start > longest:
            end = first
            break
    stop = len(text[:end].rstrip()) if end < len(text) else None
    segments = mark(text, weights, start, stop, telling)
    if start:
        segments.insert(0, {"text": "… ", "match": False, "telling": False})
    if end < len(text):
        segments.append({"text": " …", "match": False, "telling": False})
    return segments


def _heaviest(
    places: Sequence[tuple[int, int, str]], weights: Mapping[str, float], longest: int
) -> int:
    """Where the stretch begins whose matching words weigh most."""
    best, best_weight = 0, -1.0
    for index, (start, _, term) in enumerate(places):
        if index and term not in weights:
            continue
        seen: set[str] = set()
        for _, end, other in places[index:]:
            if end - start > longest:
                break
            if other in weights:
                seen.add(other)
        weight = sum(weights[each] for each in seen)
        if weight > best_weight:
            best, best_weight = start, weight
    return best


def _lead_in(text: str, place: int, longest: int) -> int:
    """Where the sentence of a place begins, if that is near; else the place itself."""
    for at in range(place, max(place - longest // 3, 0), -1):
        if text[at - 1] in "\n•" or (text[at - 1] == " " and at > 1 and text[at - 2] in ".!?:"):
            return at
    return 0 if place <= longest // 3 else place
