"""Asks a guide's search all questions of a file, and prints how many it answers well.

The file has one JSON object a line: ``id``, ``question``, ``kind``, ``pages`` (source files that
answer it, relative to the docs folder; none for what the guide does not answer) and ``best``.

Printed, in all and by kind, are shares from 0 to 1. Of the questions that the guide answers:
``first``, ``in3`` and ``in5`` (a result of a right page is among so many) and ``refused`` (the
search says that the guide does not answer). Of the others: ``answered`` (it says that it does).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_liveguide.search.answering import Answered, Outcome, ask, by_kind, tally
from mkdocs_liveguide.search.test_set import HALVES, check_pages, read_test_set
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.tools.search.asking import add_guide, open_search

SHARES = ("first", "in3", "in5", "refused", "answered")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the tool.

    Returns:
        0 if all questions were asked; 1 if the file or the guide's sources are wrong.
    """
    parser = argparse.ArgumentParser(
        prog="evaluate-ask",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="questions, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", action="store_true", help="print what went wrong, too")
    parser.add_argument("--half", choices=HALVES, help="only this half, split by a hash")
    add_guide(parser)
    chosen = parser.parse_args(arguments)
    try:
        questions = read_test_set(chosen.file.read_text(encoding="utf-8-sig"), str(chosen.file))
    except (OSError, UnicodeDecodeError) as error:
        print(f"{chosen.file} cannot be read: {error}", file=sys.stderr)
        return 1
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    questions = tuple(each for each in questions if chosen.half in (None, each.half))
    search = open_search(chosen.guide)
    if search is None:
        return 1
    # No figure depends on the best places.
    pages_only = [replace(each, best="") for each in questions]
    unknown = check_pages(pages_only, set(search.src_uris.values()), {})
    if unknown:
        print(ContentError(unknown), file=sys.stderr)
        return 1
    outcomes = [ask(search.index, search.src_uris, each) for each in questions]
    if chosen.misses:
        print("\n".join(_misses(outcomes)), file=sys.stderr)
    kinds = by_kind(outcomes)
    print(_as_json(tally(outcomes), kinds) if chosen.json else _as_table(tally(outcomes), kinds))
    return 0


def _misses(outcomes: Sequence[Outcome]) -> list[str]:
    lines = []
    for each in outcomes:
        question, rank = each.question, each.rank
        if question.pages and (rank is None or rank > 3 or not each.says):
            place = f"rank {rank}" if rank else "not found"
            refused = "" if each.says else ", refused"
            lines.append(f"{place}{refused}: {question.text} ({', '.join(question.pages)})")
        elif not question.pages and each.says:
            lines.append(f"answered: {question.text}")
    return lines


def _as_json(total: Answered, kinds: Mapping[str, Answered]) -> str:
    told = {kind: figures.shares() for kind, figures in kinds.items()}
    return json.dumps({"all": total.shares(), "by_kind": told})


def _as_table(total: Answered, kinds: Mapping[str, Answered]) -> str:
    rows = {"all": total, **kinds}
    width = max(len(name) for name in rows)
    lines = [f"{'':{width}}  questions" + "".join(f"{name:>10}" for name in SHARES)]
    for name, figures in rows.items():
        shares = figures.shares()
        cells = ["-" if shares[each] is None else f"{shares[each]:.3f}" for each in SHARES]
        lines.append(
            f"{name:{width}}{shares['questions']:>11}" + "".join(f"{cell:>10}" for cell in cells)
        )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
