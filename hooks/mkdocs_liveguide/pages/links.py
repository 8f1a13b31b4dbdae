"""Links between the pages of a guide, checked before the site is built."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from mkdocs_liveguide.pages.headings import headings, parse_markdown
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

_HTML_ID = re.compile(r"""\bid=["']([^"']+)["']""")
_ATTRIBUTE_ID = re.compile(r"\{:?[^{}]*#([\w:.-]+)[^{}]*\}")


@dataclass(frozen=True)
class Link:
    """A link as it stands in a text."""

    target: str
    """As written, such as ``../run/cost.md#limits``."""
    line: int
    """1-based, in the Markdown that was given: the line where its paragraph starts, or nearer."""


def find_links(markdown: str) -> list[Link]:
    """All links and images of a text, in order."""
    found: list[Link] = []
    lines = markdown.split("\n")
    for token in parse_markdown(markdown):
        if token.type != "inline" or token.map is None:
            continue
        for target in _targets(token.children or []):
            start, end = token.map
            near = [at for at in range(start, min(end, len(lines))) if target in lines[at]]
            found.append(Link(target, (near[0] if near else start) + 1))
    return found


def _targets(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        target = token.attrGet("src" if token.type == "image" else "href")
        if target is not None:
            yield unquote(str(target))


def anchors(markdown: str) -> set[str]:
    """All ids that a link can name in the finished page."""
    written = set(_HTML_ID.findall(markdown)) | set(_ATTRIBUTE_ID.findall(markdown))
    return written | {heading.anchor for heading in headings(markdown)}


@dataclass(frozen=True)
class Source:
    """A Markdown text whose links are to be checked."""

    src_uri: str
    """Where its links start from, relative to the docs folder."""
    markdown: str
    path: str
    """The file, for problems."""
    line_offset: int
    """Lines of that file before `markdown`."""


def check_links(
    sources: Iterable[Source], known: Mapping[str, set[str]], files: set[str]
) -> list[Problem]:
    """Finds the links that lead nowhere.

    Args:
        sources: the texts.
        known: the anchors of each page, by `src_uri`.
        files: all other files of the docs folder that are published, relative to it.
    """
    problems: list[Problem] = []
    for source in sources:
        for link in find_links(source.markdown):
            problem = _check(link, source, known, files)
            if problem:
                problems.append(problem)
    return problems


def _check(
    link: Link, source: Source, known: Mapping[str, set[str]], files: set[str]
) -> Problem | None:
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc:
        return None
    folder = posixpath.dirname(source.src_uri)
    page = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else source.src_uri
    line = link.line + source.line_offset
    if page not in known:
        if page in files:
            return None
        pages = [posixpath.relpath(each, folder or ".") for each in known]
        near = suggest(parts.path, pages)
        expected = "a page of the guide, as a path from this file"
        return Problem(source.path, line, f'a link to "{link.target}"', expected, near)
    if parts.fragment and parts.fragment not in known[page]:
        found = f'a link to "{link.target}", an anchor that {page} has not'
        fix = suggest(parts.fragment, known[page])
        return Problem(source.path, line, found, one_of(known[page], most=8), fix)
    return None
