"""A copy of the guide about bread that is broken in some way, and what an author is told of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from mkdocs_liveguide.plugin import check_guide
from mkdocs_liveguide.sources.problems import Problem

BREAD = Path(__file__).parent / "fixtures" / "bread"


@dataclass(frozen=True)
class Gone:
    """A file that is deleted."""


@dataclass(frozen=True)
class Edit:
    """Words of a file, and what stands in their place."""

    old: str
    new: str


Change = str | bytes | Gone | Edit | list[Edit]
"""All of a file, or what becomes of the one that is there."""


@dataclass(frozen=True)
class BrokenGuide:
    """The guide in a folder of its own."""

    folder: Path

    def change(self, name: str, change: Change) -> None:
        """Breaks a file."""
        path = self.folder / name
        if isinstance(change, Gone):
            path.unlink()
            return
        if isinstance(change, Edit):
            change = [change]
        if isinstance(change, list):
            text = path.read_text(encoding="utf-8")
            for edit in change:
                assert edit.old in text, f"{edit.old!r} is not in {name}"
                text = text.replace(edit.old, edit.new, 1)
            change = text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change if isinstance(change, bytes) else change.encode())

    def told(self, **changes: Change) -> list[Problem]:
        """What is told once files, by name, have been changed."""
        for name, change in changes.items():
            self.change(name, change)
        return check_guide(self.folder / "mkdocs.yml")


def broken_guide(folder: Path) -> BrokenGuide:
    """The guide about bread, copied into an empty folder."""
    shutil.copytree(BREAD, folder / "bread", ignore=shutil.ignore_patterns("build"))
    return BrokenGuide(folder / "bread")
