"""Writes the start of a new guide to a folder.

    python -m mkdocs_liveguide.starter FOLDER [--subject "What it is about"]

Without a subject it asks for one. Files that are there already are never overwritten.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mkdocs_liveguide.starter.write import StarterError, write_starter


def main(arguments: list[str] | None = None) -> int:
    """Asks, writes, and says what comes next."""
    parser = argparse.ArgumentParser(
        prog="python -m mkdocs_liveguide.starter",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="where the guide shall be")
    parser.add_argument("--subject", help="what it is about, in a few words")
    options = parser.parse_args(arguments)
    try:
        subject = options.subject if options.subject is not None else _ask()
        written = write_starter(options.folder, subject)
    except (StarterError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(written)} files are in {options.folder}. Next, in that folder:")
    print("  python -m mkdocs serve    the guide on http://127.0.0.1:8000/, live as you edit it")
    print("  python -m pytest          its tests")
    return 0


def _ask() -> str:
    try:
        return input("What is the guide about, in a few words? ")
    except EOFError:
        raise StarterError('nobody answered: give the subject, --subject "…"') from None


if __name__ == "__main__":
    sys.exit(main())
