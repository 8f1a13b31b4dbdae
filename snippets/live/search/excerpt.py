"""The part of a passage that speaks to a query, with the matching words marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from live.search.analyzer import spans
from live.search.wire import Segment

LONGEST = 280
"""Characters of an excerpt, more or less: it is cut between words."""


def mark(
    text: str, terms: Collection[str], start: int = 0, end: int | None = None
) -> list[Segment]:
    """Parts a text into matching and other segments; joined they are the text again.

    Args:
        text: the passage.
        terms: the terms to mark, as `live.search.analyzer.terms` gives them.
        start: where to begin, in code points.
        end: where to stop; None for the end.
    """
    stop = len(text) if end is None else end
    segments: list[Segment] = []
    at = start
    for first, last, term in spans(text):
        if term not in terms or first < start or last > stop:
            continue
        if first > at:
            segments.append({"text": text[at:first], "match": False})
        segments.append({"text": text[first:last], "match": True})
        at = last
    if at < stop:
        segments.append({"text": text[at:stop], "match": False})
    return segments


def excerpt(text: str, weights: Mapping[str, float], longest: int = LONGEST) -> list[Segment]:
    """The stretch of a text whose matching words weigh most, as segments.

    Args:
        text: the passage.
        weights: weight by term; a term counts once in a stretch.
        longest: characters of the stretch.

    Returns:
        Segments as of `mark`; an ellipsis stands where text was left out.
    """
    if len(text) <= longest:
        return mark(text, weights)
    places = list(spans(text))
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
    start = _lead_in(text, best, longest)
    end = len(text)
    for first, last, _ in places:
        if first >= start and last - start > longest:
            end = first
            break
    segments = mark(text, weights, start, len(text[:end].rstrip()) if end < len(text) else None)
    if start:
        segments.insert(0, {"text": "… ", "match": False})
    if end < len(text):
        segments.append({"text": " …", "match": False})
    return segments


def _lead_in(text: str, place: int, longest: int) -> int:
    """Where the sentence of a place begins, if that is near; else the place itself."""
    for at in range(place, max(place - longest // 3, 0), -1):
        if text[at - 1] in "\n•" or (text[at - 1] == " " and at > 1 and text[at - 2] in ".!?:"):
            return at
    return 0 if place <= longest // 3 else place
