"""Asks a guide's search a question, and prints what a reader would get."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from live.search.query import answer
from live.search.wire import Answer, Result, Segment
from mkdocs_liveguide.tools.search.asking import add_guide, open_search

WHY = {
    "text": "its text is near in meaning",
    "question": "a question that readers ask is near",
    "words": "it has words of the question",
}
"""What led to a passage, in words."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the tool.

    Returns:
        0 if the search could be asked, whatever it says; 1 if the sources are wrong.
    """
    parser = argparse.ArgumentParser(prog="ask", description=__doc__)
    parser.add_argument("question", help="in a reader's words")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    add_guide(parser)
    chosen = parser.parse_args(arguments)
    search = open_search(chosen.guide)
    if search is None:
        return 1
    found = answer(lambda: search.index, chosen.question)
    print(json.dumps(found, ensure_ascii=False, indent=2) if chosen.json else as_text(found))
    return 0


def as_text(found: Answer) -> str:
    """An answer as lines of text."""
    lines = [
        f'Searched for "{meant}" in place of "{typed}".' for typed, meant in found["corrected"]
    ]
    said = "The guide answers this" if found["answered"] else "The guide does not seem to say"
    lines.append(f"{said} (confidence {found['confidence']:.2f}).")
    for number, result in enumerate(found["results"], start=1):
        lines += ["", *_result_lines(number, result)]
    return "\n".join(lines)


def _result_lines(number: int, result: Result) -> list[str]:
    heading = " › ".join([result["title"], *result["headings"]])
    lines = [
        f"{number}. {heading}",
        f"   {result['url'] or 'the first page'}   score {result['score']:.2f},"
        f" meaning {result['meaning']:.2f}, words {result['words']:.2f}",
        f"   {_told(result['excerpt'])}",
        f"   Why: {WHY[result['led']]}.",
    ]
    if result["asked"]:
        lines.append(f"   Readers ask: {result['asked']}")
    if result["matches"]:
        lines.append(f"   Words: {', '.join(word for word, _ in result['matches'])}")
    for more in result["more"]:
        lines.append(f"   Also: {' › '.join(more['headings']) or more['title']} ({more['url']})")
    return lines


def _told(segments: Sequence[Segment]) -> str:
    """The excerpt on one line, with the most telling sentence between marks."""
    parts: list[str] = []
    inside = False
    for segment in segments:
        if segment["telling"] != inside:
            parts.append("»" if segment["telling"] else "«")
            inside = segment["telling"]
        parts.append(segment["text"])
    return " ".join("".join([*parts, "«" if inside else ""]).split())


if __name__ == "__main__":
    raise SystemExit(main())
