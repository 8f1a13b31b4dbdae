"""The navigation of ``mkdocs.yml``: every page in it, once, and every entry a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mkdocs_liveguide.sources.problems import Problem, closest


@dataclass(frozen=True)
class NavProblems:
    """What is wrong with a navigation."""

    entries: list[Problem] = field(default_factory=list)
    """Entries that lead nowhere, or to a page that another entry names."""
    omitted: list[Problem] = field(default_factory=list)
    """Pages that no entry names."""


def check_nav(
    nav: Any,
    file: Path,
    name: str,
    files: Collection[str],
    pages: Mapping[str, str],
    shown: Mapping[str, str],
) -> NavProblems:
    """Compares a navigation with the pages that there are.

    Args:
        nav: as MkDocs has it: lists of paths, or of parts that have a title; None for none.
        file: the configuration, for the lines of its entries.
        name: how problems call it.
        files: all files of the docs folder that are published, by `src_uri`.
        pages: how problems call each page that belongs into a navigation, by `src_uri`.
        shown: files that another page shows, and are no pages themselves: that page by `src_uri`.
    """
    found = NavProblems()
    if nav is None:
        return found
    lines = _lines(file)
    seen: Counter[str] = Counter()
    named: dict[str, int] = {}
    meant: set[str] = set()
    entries = list(_paths(nav))
    left = [page for page in pages if page not in {_normal(entry) for entry in entries}]
    for entry in entries:
        listed = lines.get(entry, [1])
        line = listed[min(seen[entry], len(listed) - 1)]
        seen[entry] += 1
        address = urlsplit(entry)
        if address.scheme or address.netloc or entry.startswith(("/", "#")):
            continue
        path = _normal(entry)
        if path in shown:
            fix = f"take it out, or name {shown[path]}"
            told = f'"{entry}" in nav, which {shown[path]} shows'
            found.entries.append(Problem(name, line, told, "a page of its own", fix))
        elif path not in files:
            near = closest(path, left) or closest(path, pages)
            meant.update([near] if near else [])
            fix = f'write "{near}"' if near else "add the page, or take the entry out"
            told = f'"{entry}" in nav, which is no file'
            found.entries.append(Problem(name, line, told, "a page of the docs folder", fix))
        elif path in named:
            told = f'"{entry}" in nav a second time (first on line {named[path]})'
            fix = "take one of them out"
            found.entries.append(Problem(name, line, told, "each page once", fix))
        named.setdefault(path, line)
    for page in left:
        if page not in meant:
            told, expected = "a page that nav does not name", f"each page in nav of {name}"
            fix = f'add a line "- {page}" there'
            found.omitted.append(Problem(pages[page], 1, told, expected, fix))
    return found


def _normal(entry: str) -> str:
    return PurePosixPath(entry).as_posix()


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _paths(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)


def _lines(file: Path) -> dict[str, list[int]]:
    """The lines of the entries in a configuration, by what they say."""
    try:
        node = YAML(pure=True).compose(file)
    except (OSError, YAMLError, UnicodeDecodeError):
        return {}
    found: dict[str, list[int]] = {}
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "nav":
                for entry in _scalars(value):
                    found.setdefault(entry.value, []).append(entry.start_mark.line + 1)
    return found


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
