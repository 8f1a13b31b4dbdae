"""The pages of a guide, as their authors wrote them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_liveguide.pages.moved import Former, read_formers
from mkdocs_liveguide.pages.origins import Origin
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion, read_questions
from mkdocs_liveguide.sources.front_matter import below_front_matter, split_front_matter
from mkdocs_liveguide.sources.problems import Collector, ContentError, Problem, closest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import Tree

_SEARCH = ("exclude", "boost")
"""What a front matter may say of the search, in the words of the theme's own search."""


@dataclass(frozen=True)
class PageFile:
    """A page that MkDocs is going to make."""

    src_uri: str
    """The file, relative to the docs folder, with forward slashes."""
    url: str
    """Where it is published, relative to the site's root, encoded; "" is home."""
    file: Path


@dataclass(frozen=True)
class Page:
    """One page's source."""

    src_uri: str
    url: str
    path: str
    """The file, relative to the root of the repository: what problems name."""
    markdown: str
    """Without the front matter."""
    line_offset: int
    """How many lines of the file come before `markdown`."""
    meta: Mapping[str, Any]
    """The front matter as plain data."""
    formers: tuple[Former, ...] = ()
    """The files that it once was, whose addresses lead to it."""
    questions: tuple[ReaderQuestion, ...] = ()
    """What readers ask that its sections answer."""

    @property
    def origin(self) -> Origin:
        """Its text, for those who look for a line."""
        return Origin(self.path, self.markdown, self.line_offset)

    @property
    def description(self) -> str:
        """What the front matter says of it; "" for nothing."""
        return description_of(self.meta)


def description_of(meta: Mapping[str, Any]) -> str:
    """What front matter says of a page, in one line; "" for nothing."""
    return " ".join(str(meta.get("description") or "").split())


def parse_page(src_uri: str, url: str, text: str, path: str) -> Page:
    """Reads one page.

    Raises:
        ContentError: the front matter is not as it should be.
    """
    tree, markdown, offset = split_front_matter(text, path)
    formers, questions = read_meta(tree, path)
    return Page(src_uri, url, path, markdown, offset, tree.value, formers, questions)


def read_meta(tree: Tree, path: str) -> tuple[tuple[Former, ...], tuple[ReaderQuestion, ...]]:
    """Reads what all kinds of pages say of themselves, beyond plain values.

    Args:
        tree: the front matter, a mapping.
        path: its file, for problems.

    Returns:
        The files that the page once was, and what readers ask that its sections answer.

    Raises:
        ContentError: all that is wrong with the front matter.
    """
    formers, wrong = read_formers(tree, path)
    questions, unread = read_questions(tree, path)
    if problems := [*_wrong_values(tree, path), *wrong, *unread]:
        raise ContentError(problems)
    return formers, questions


def _wrong_values(tree: Tree, path: str) -> Iterable[Problem]:
    for key in ("title", "description"):
        value = tree.value.get(key)
        if value is not None and not isinstance(value, (str, int, float)):
            line = tree.line_of([key])
            yield Problem(path, line, f"{key} that is no text", "a text", "put it in quotes")
    search = tree.value.get("search", {})
    if not isinstance(search, dict):
        found = '"search:" with nothing after it' if search is None else f'"search: {search}"'
        fix = "write search: {exclude: true}"
        yield Problem(path, tree.line_of(["search"]), found, "a mapping", fix)
    elif isinstance(search, dict):
        yield from _wrong_search(search, tree, path)


def _wrong_search(search: Mapping[str, Any], tree: Tree, path: str) -> Iterable[Problem]:
    for key, value in search.items():
        line = tree.line_of(["search", key])
        if key == "exclude" and not isinstance(value, bool):
            found = f'"exclude: {value}"'
            yield Problem(path, line, found, "true or false", "write search: {exclude: true}")
        elif key == "boost" and (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not 0 < value < math.inf
        ):
            found, expected = f'"boost: {value}"', "a number above 0"
            yield Problem(path, line, found, expected, "write search: {boost: 0.8}")
        elif key not in _SEARCH and (near := closest(str(key), _SEARCH)):
            yield Problem(path, line, f'the key "{key}"', f'"{near}"', f'write "{near}"')


def load_pages(
    reader: Reader, files: Iterable[PageFile], collector: Collector
) -> tuple[dict[str, Page], set[str]]:
    """Reads pages.

    Args:
        reader: reads the files.
        files: all pages.
        collector: is told what is wrong with them.

    Returns:
        All pages by `src_uri`, and which of them could not be read, or are in the way of each
        other. The former have no front matter, and of their text what can be told apart from it.
    """
    pages: dict[str, Page] = {}
    unread: set[str] = set()
    files = sorted(files, key=lambda page: page.src_uri)
    for one, other in _same_address(files):
        found = f"a page with the address of {reader.name(one.file)}"
        fix = "rename one of the two, or take it out"
        path = reader.name(other.file)
        collector.problems.append(Problem(path, 1, found, "an address of its own", fix))
        unread |= {one.src_uri, other.src_uri}
    for each in files:
        path, text = reader.name(each.file), ""
        try:
            text = reader.read(each.file)
            pages[each.src_uri] = parse_page(each.src_uri, each.url, text, path)
        except ContentError as error:
            collector.problems += error.problems
            unread.add(each.src_uri)
            markdown, offset = below_front_matter(text)
            pages[each.src_uri] = Page(each.src_uri, each.url, path, markdown, offset, {})
    return pages, unread


def _same_address(files: Iterable[PageFile]) -> Iterable[tuple[PageFile, PageFile]]:
    """Pairs of pages of which one would be published in the place of the other."""
    first: dict[str, PageFile] = {}
    for each in files:
        other = first.setdefault(each.url, each)
        if other is not each:
            yield other, each
