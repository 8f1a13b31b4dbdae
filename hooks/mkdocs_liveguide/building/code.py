"""The code that makes results: a part of the keys under which they are kept."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import live
from mkdocs_liveguide.building.cache import key_of

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE, Path(live.__file__).parent)
_SHOWN = ("templates", "theme")
"""Folders of the package whose files are read anew by each build."""


def code_key() -> str:
    """Equal where the same code would make a result: 32 hex digits.

    It covers the Python of this package and of `live`, the templates, and the versions of all
    installed packages.
    """
    templates = [path for name in _SHOWN for path in _files(_PACKAGE / name, "*")]
    return key_of(_python(), *_contents(templates))


@cache
def _python() -> str:
    """What this process runs, read once: a file that is edited later is not what runs here."""
    modules = [path for folder in _FOLDERS for path in _files(folder, "*.py")]
    data = _files(_PACKAGE / "building", "*.json")
    return key_of(packages_key(), *_contents([*modules, *data]))


@cache
def packages_key() -> str:
    """Equal where the same Python has the same packages, of the same versions: 32 hex digits."""
    places = {Path(place) for place in sys.path if place}
    # The folder in which a package's metadata lies is named by its version.
    packages = {found.name for place in places for found in place.glob("*.dist-info")}
    return key_of(sys.version, *sorted(packages))


@cache
def module_key(file: str) -> str:
    """Equal where the same module and packages would make a result: 32 hex digits."""
    return key_of(packages_key(), Path(file).read_bytes())


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.rglob(pattern) if path.is_file())


def _contents(files: list[Path]) -> list[bytes | str]:
    return [part for path in files for part in (path.name, path.read_bytes())]
