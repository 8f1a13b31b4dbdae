"""What Python code is made of: the modules that it imports, those that they import, and so on.

Imports are read from the syntax tree, at the top and inside functions alike; nothing is run. What
is looked up by a name that the code computes is not seen.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept


@dataclass(frozen=True)
class Imports:
    """What some code imports, directly or not."""

    files: tuple[Path, ...]
    """Modules whose source belongs to the guide or to whoever works on the generator; sorted."""
    installed: tuple[str, ...]
    """The top modules of installed packages that are imported; sorted."""
    kept: Cache | None = field(default=None, repr=False, compare=False)
    """Keeps the versions behind packages, which take a second to look up."""

    @cached_property
    def packages(self) -> tuple[tuple[str, str], ...]:
        """Name and version of the packages behind those, and of what they require; sorted."""
        tops = frozenset(self.installed)
        versions = _kept_versions(tops, self.kept) if self.kept else _versions(tops)
        return tuple(sorted(versions.items()))

    def key_parts(self) -> list[bytes | str]:
        """What a key must cover, so that it changes when one of them does."""
        contents = [part for file in self.files for part in (file.name, file.read_bytes())]
        return [*contents, *(f"{name}=={version}" for name, version in self.packages)]


@dataclass(frozen=True)
class _Module:
    name: str
    file: Path

    @property
    def package(self) -> str:
        """The name that its relative imports start from."""
        return self.name if self.file.name == "__init__.py" else self.name.rpartition(".")[0]


def imports_of(codes: Iterable[str], folders: Sequence[Path], kept: Cache | None = None) -> Imports:
    """Finds all that code imports.

    Args:
        codes: Python; what cannot be parsed has no imports, since running it will say so.
        folders: where modules are looked for before the installed ones, the first first.
        kept: see `Imports`.
    """
    found: dict[Path, None] = {}
    installed: set[str] = set()
    seen: set[str] = set()
    listings = _Listings()
    waiting = [(code, "") for code in codes]
    while waiting:
        code, package = waiting.pop()
        for name in _imported(code, package, kept) - seen:
            seen.add(name)
            for module in _modules(name, folders, installed, listings):
                if module.file not in found and module.file.is_file():
                    found[module.file] = None
                    text = module.file.read_text(encoding="utf-8", errors="replace")
                    waiting.append((text, module.package))
    return Imports(tuple(sorted(found)), tuple(sorted(installed)), kept)


def _kept_versions(tops: frozenset[str], kept: Cache) -> dict[str, str]:
    if not tops:
        return {}
    found = Kept.of_module(kept, "versions", __file__)
    return dict(found.get_or_make(sorted(tops), lambda: _versions(tops)))


@lru_cache(1024)
def _imported(code: str, package: str, kept: Cache | None) -> frozenset[str]:
    """The names of modules that code may import; some are names of what stands in a module."""
    if kept is None:
        return _parsed(code, package)
    found = Kept.of_module(kept, "imports", __file__)
    return frozenset(found.get_or_make([package, code], lambda: sorted(_parsed(code, package))))


def _parsed(code: str, package: str) -> frozenset[str]:
    names: set[str] = set()
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return frozenset()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join(filter(None, [*(above if node.level else []), node.module or ""]))
            if base:
                names.add(base)
                names.update(f"{base}.{alias.name}" for alias in node.names)
    return frozenset(names)


class _Listings:
    """What lies in folders, each read once."""

    def __init__(self) -> None:
        self._known: dict[Path, frozenset[str]] = {}

    def names(self, folder: Path) -> frozenset[str]:
        """The names in a folder; none if it cannot be read."""
        if folder not in self._known:
            try:
                self._known[folder] = frozenset(path.name for path in folder.iterdir())
            except OSError:
                self._known[folder] = frozenset()
        return self._known[folder]


def _modules(
    name: str, folders: Sequence[Path], installed: set[str], listings: _Listings
) -> list[_Module]:
    """The modules that one import loads; an installed package goes into `installed` instead."""
    top = name.partition(".")[0]
    for folder in folders:
        modules = list(_in_folder(folder, name, listings))
        if modules:
            return modules
    if top in sys.stdlib_module_names:
        return []
    place = _place_of(top)
    if place is None:
        return []
    if {"site-packages", "dist-packages"} & set(place.parts):
        installed.add(top)
        return []
    return list(_in_folder(place, name, listings))


def _in_folder(folder: Path, name: str, listings: _Listings) -> Iterator[_Module]:
    dotted = ""
    for part in name.split("."):
        names = listings.names(folder)
        dotted = f"{dotted}.{part}" if dotted else part
        if part in names and "__init__.py" in listings.names(folder / part):
            folder /= part
            yield _Module(dotted, folder / "__init__.py")
        elif f"{part}.py" in names:
            yield _Module(dotted, folder / f"{part}.py")
            return
        elif part in names:
            folder /= part
        else:
            return


@lru_cache(256)
def _place_of(top: str) -> Path | None:
    """The folder that holds a module or package of this interpreter; None if there is none."""
    try:
        spec = PathFinder.find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).parent
    return Path(spec.origin).parent if spec.origin else None


def _versions(tops: Iterable[str]) -> dict[str, str]:
    """The versions of installed packages and of all that they require."""
    waiting = [name for top in tops for name in _distributions().get(top, [])]
    versions: dict[str, str] = {}
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in versions:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # wanted by a package that does without it here
        versions[name] = package.version
        for line in package.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return versions


@lru_cache(1)
def _distributions() -> dict[str, list[str]]:
    return dict(packages_distributions())
