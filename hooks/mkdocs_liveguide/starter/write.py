"""The files of a new guide, from the templates beside this module."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from string import Template

FILES = Path(__file__).with_name("files")
_ENDING = ".template"
"""After each template's own name, so that no tool takes it for a source of this package."""
_LONGEST = 80
_MARKS = re.compile(r"([\\`*_{}\[\]#])")


class StarterError(Exception):
    """The guide cannot be written; the text says why."""


def write_starter(folder: Path, subject: str) -> list[Path]:
    """Writes a guide; nothing at all where one of its files is there already.

    Args:
        folder: where; it is made if it is not there, and may hold other files.
        subject: what the guide is about, a few words on one line.

    Returns:
        The files, sorted.

    Raises:
        StarterError: the subject cannot be a title, or a file would be overwritten.
    """
    values = _values(subject)
    contents = {
        path.relative_to(FILES).as_posix().removesuffix(_ENDING): path.read_text(encoding="utf-8")
        for path in sorted(FILES.rglob(f"*{_ENDING}"))
    }
    there = [name for name in contents if (folder / name).exists()]
    if folder.exists() and not folder.is_dir():
        raise StarterError(f"{folder} is a file; name a folder")
    if there:
        raise StarterError(
            f"these files are in {folder} already, and nothing was written: {', '.join(there)}"
        )
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(content).substitute(values), encoding="utf-8", newline="\n")
    return sorted(folder / name for name in contents)


def _values(subject: str) -> dict[str, str]:
    title = " ".join(subject.split())
    if not title:
        raise StarterError("the subject is empty: say in a few words what the guide is about")
    if len(title) > _LONGEST or not title.isprintable():
        raise StarterError(f"the subject must be one line of at most {_LONGEST} letters")
    return {
        "subject": title,
        # As a heading of Markdown, where "*" and the like would be marks.
        "heading": _MARKS.sub(r"\\\1", html.escape(title, quote=False)),
        # As a text of YAML, of which JSON is a part; the parts after the colon are put in there.
        "quoted": json.dumps(title, ensure_ascii=False)[1:-1],
    }
