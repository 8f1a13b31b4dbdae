"""The licences of everything in a wheel, from the licence files of the packages themselves."""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mkdocs_liveguide.runtime.node import ToolError, find_package

_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE")


def gather_licences(npm: Iterable[str]) -> str:
    """One text of all of them.

    Args:
        npm: the npm packages that have code in the bundles.

    Raises:
        ToolError: a package has no licence file.
    """
    pyodide = _npm_version("pyodide")
    parts = [
        (
            f"Pyodide {pyodide}, with changes: code that no part of a guide reaches is taken out.",
            "Its files are in prebuilt/pyodide as they came, in prebuilt/python without that code. "
            f"Source: https://github.com/pyodide/pyodide/tree/{pyodide}",
            # The npm package names its licence and has no file of it; pyodide-build has.
            _of_distribution("pyodide-build"),
        ),
        (
            "Python's standard library, compiled, in prebuilt/python and prebuilt/pyodide, and the "
            "interpreter in Pyodide's wasm files.",
            "Source: https://github.com/python/cpython",
            _of_python(),
        ),
        (
            "The table of the query encoder, search/data/general.bin, distilled from the model "
            "all-MiniLM-L6-v2.",
            "Source: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
            _of_distribution("sentence-transformers"),
        ),
        *(
            (f"{name} {_npm_version(name)}, in the bundles in prebuilt/live.", "", _of_npm(name))
            for name in sorted(set(npm) - {"pyodide"})
        ),
    ]
    head = (
        "This package holds the works of others. What each is, and its licence, follows.\n"
        "All else is under the MIT licence of the package itself.\n"
    )
    rule = "=" * 80
    return head + "".join(
        f"\n{rule}\n{what}\n{f'{where}{chr(10)}' if where else ''}{rule}\n\n{text.strip()}\n"
        for what, where, text in parts
    )


def npm_versions(names: Iterable[str]) -> dict[str, str]:
    """The versions of npm packages, by name."""
    return {name: _npm_version(name) for name in sorted(names)}


def _npm_version(name: str) -> str:
    found: str = json.loads((find_package(name) / "package.json").read_bytes())["version"]
    return found


def _of_npm(name: str) -> str:
    return _first(f"the npm package {name}", [find_package(name) / each for each in _NAMES])


def _of_distribution(name: str) -> str:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        raise ToolError(f"the package {name} is not installed: run ./scripts/setup") from None
    files = [Path(str(found.locate_file(each))) for each in found.files or ()]
    licences = [each for each in files if each.name in _NAMES]
    # A package may carry the licences of others below its own.
    return _first(f"the package {name}", sorted(licences, key=lambda each: len(each.parts)))


def _of_python() -> str:
    folder = Path(sysconfig.get_path("stdlib"))
    choices = [
        folder / "LICENSE.txt",
        folder.parent.parent / "LICENSE.txt",
        folder.parent / "LICENSE.txt",
    ]
    return _first("Python", choices)


def _first(whose: str, choices: Iterable[Path]) -> str:
    for path in choices:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ToolError(f"{whose} has no licence file where one was looked for")
