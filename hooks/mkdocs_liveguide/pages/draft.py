"""A page while Markdown reads it: what its directives, citations and links leave for later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_liveguide.pages.directives import (
    Directive,
    Directives,
    Late,
    Markdown,
    Renderer,
    looks_like_directive,
    parse_directive,
)
from mkdocs_liveguide.pages.origins import Origins
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import ContentError, Problem

MARK = '<div data-late="{}"></div>'
"""Stands in a page's HTML where something is put in later."""
INLINE_MARK = '<span data-late="{}"></span>'
"""The same in running text."""


@dataclass(frozen=True)
class Reference:
    """What a citation shows of a finding."""

    label: str
    """Such as ``Wu et al. 2024``."""
    page: str
    """The page that shows the finding, relative to the docs folder."""
    anchor: str
    """Its place there."""


@dataclass(frozen=True)
class Citing:
    """A citation where it stands."""

    ids: tuple[str, ...]
    """Of findings, in order; empty if it is not written as it should be."""
    written: str
    """The bracket as it stands, such as ``[@E05; @E08]``."""
    place: Place


@dataclass
class Draft:
    """What one page leaves when its Markdown has been read."""

    src_uri: str
    origins: Origins
    directives: Directives
    foreign: bool = False
    """Whether other tools of the site use the mark of directives too."""
    problems: list[Problem] = field(default_factory=list)
    late: dict[str, tuple[Late, bool]] = field(default_factory=dict)
    """What makes the HTML for each mark, and whether only after the search is built."""
    citations: list[Citing] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)
    """What authors wrote, by the address that MkDocs made of it."""
    dead_links: list[Problem] = field(default_factory=list)
    """Links that Markdown itself finds no address for."""
    lists: set[str] = field(default_factory=set)
    """The directives that have put their Markdown into the page."""
    in_comment: bool = False
    """Whether a comment is open that Markdown does not take for one."""
    asked: list[tuple[Directive, str | None]] = field(default_factory=list)
    """The directives, in order, each with the Markdown that it made, or None for HTML."""
    told_comment: bool = False
    """Whether a comment has been told of that Markdown does not take for one."""
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def is_directive(self, line: str) -> bool:
        """Whether a line is meant as one of our directives."""
        return looks_like_directive(line, self.directives.names, self.foreign)

    def directive(self, line: str) -> Directive | None:
        """Reads a directive; what is wrong with it is kept among the problems."""
        place = self.origins.line(line.strip(), self.count("line", line.strip()))
        try:
            return parse_directive(line, self.src_uri, place, self.directives.names)
        except ContentError as error:
            self.problems += error.problems
            return None

    def count(self, kind: str, written: str) -> int:
        """How often the same was seen before."""
        self.seen[kind, written] += 1
        return self.seen[kind, written] - 1

    def tell(self, line: str, found: str, expected: str, fix: str) -> None:
        """Keeps a problem with a line."""
        place = self.origins.line(line.strip(), self.count("line", line.strip()))
        self.problems.append(Problem(place.path, place.line, found, expected, fix))

    def tell_words(self, written: str, found: str, expected: str, fix: str) -> None:
        """Keeps a problem with some words of a line."""
        place = self.origins.words(written, self.count("words", written))
        self.problems.append(Problem(place.path, place.line, found, expected, fix))

    def put_later(self, directive: Directive, renderer: Renderer) -> str:
        """Leaves a directive for when all pages are known; returns the key of its mark."""
        key = f"{directive.name}-{len(self.late)}"

        def make(view: PageView) -> str:
            return renderer(directive, view).html

        self.late[key] = (make, directive.name in self.directives.after_search)
        self.asked.append((directive, None))
        return key

    def put_early(self, directive: Directive, made: Markdown) -> None:
        """Leaves what a directive's Markdown has marked itself."""
        self.late.update({key: (make, False) for key, make in made.late.items()})
        self.asked.append((directive, made.markdown))


class Reading:
    """What the parts of the Markdown extension share."""

    def __init__(self) -> None:
        self.draft: Draft | None = None
        """The page that is being read; None for Markdown that is no page."""
        self.references: Mapping[str, Reference] = {}
        """What can be cited, by id."""


def fill(html: str, parts: Mapping[str, str]) -> str:
    """Puts HTML in the place of marks.

    Raises:
        ValueError: a mark is gone, because something between changed the page.
    """
    for key, part in parts.items():
        marks = (MARK.format(key), INLINE_MARK.format(key))
        mark = next((each for each in marks if each in html), None)
        if mark is None:
            raise ValueError(f"the place of {key} is gone from the page")
        html = html.replace(mark, part, 1)
    return html
