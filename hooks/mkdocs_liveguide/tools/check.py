"""Tells all that is wrong in a guide's sources, without making a site."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs_liveguide.checking.repair import repair
from mkdocs_liveguide.checking.report import as_annotations, as_json, as_text

CONFIGURATION = "mkdocs.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks a guide, and says what a strict build would say of its sources.

    Returns:
        0 if nothing is wrong; 1 if something is; 2 if there is no guide.
    """
    parser = argparse.ArgumentParser(
        prog="check",
        description="Tells all that is wrong in a guide's sources, without making a site.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        default=".",
        help="the folder of the guide's mkdocs.yml, or that file; this one if none is given",
    )
    parser.add_argument(
        "--fix", action="store_true", help="repair what only one thing can be meant by"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="tell the problems as JSON")
    form.add_argument(
        "--annotations",
        action="store_true",
        help="tell them as lines that GitHub shows beside the sources",
    )
    chosen = parser.parse_args(arguments)
    file = Path(chosen.folder)
    file = file / CONFIGURATION if file.is_dir() else file
    if not file.is_file():
        print(f"There is no {file}: name the folder of a guide.", file=sys.stderr)
        return 2
    # What MkDocs says on its way is among the problems.
    logging.getLogger("mkdocs").propagate = False
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    from mkdocs_liveguide.plugin import check_guide

    file = file.resolve()
    problems = check_guide(file)
    # What is repaired may have hidden more.
    while chosen.fix and (repaired := repair(file.parent, problems)):
        for each in repaired:
            assert each.repair is not None
            old, new = each.repair
            print(f"{each.path}:{each.line}: wrote {new!r} for {old!r}", file=sys.stderr)
        problems = check_guide(file)
    if chosen.json:
        print(as_json(problems))
    elif chosen.annotations:
        print(as_annotations(problems), end="\n" if problems else "")
    else:
        print(as_text(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
