"""Lines of Markdown that ask the build for something: ``::: name argument key=value``."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest

_OPTION = re.compile(r"[a-z][a-z-]*=")
_WRITTEN = re.compile(r"^ {0,3}(?P<colons>:{3,})(?P<gap>[ \t]*)(?P<name>[\w-]*)(?P<rest>.*)$")


@dataclass(frozen=True)
class Directive:
    """One directive where it stands."""

    name: str
    argument: str
    """All words that are not ``key=value``, with a space between them; "" if none."""
    options: Mapping[str, str]
    src_uri: str
    """The page, relative to the docs folder."""
    place: Place
    """Where it is written."""

    def problem(self, found: str, expected: str, fix: str) -> ContentError:
        """An error at this directive, to raise."""
        return ContentError([Problem(self.place.path, self.place.line, found, expected, fix)])

    def check_options(self, known: tuple[str, ...]) -> None:
        """Makes sure that no option is misspelt.

        Raises:
            ContentError: one is not among the known ones.
        """
        for name in sorted(set(self.options) - set(known)):
            expected = one_of(known) if known else "no options"
            fix = suggest(name, known) if known else "take it out"
            raise self.problem(f'the option "{name}" of "{self.name}"', expected, fix)


@dataclass(frozen=True)
class Html:
    """HTML that is put into the page untouched, after Markdown has run."""

    html: str


Late = Callable[[PageView], str]
"""Makes HTML once all pages are known."""


@dataclass(frozen=True)
class Markdown:
    """Markdown that is read in the directive's place, as if its author had written it there."""

    markdown: str
    late: Mapping[str, Late] = field(default_factory=dict)
    """What is put in the place of ``<div data-late="KEY"></div>`` in it, by that key."""


Renderer = Callable[[Directive, PageView], Html]
"""Makes a directive's HTML once all pages are known."""

EarlyRenderer = Callable[[Directive], Markdown]
"""Makes a directive's Markdown while its page is read."""


@dataclass(frozen=True)
class Directives:
    """The directives of one feature, by name."""

    html: Mapping[str, Renderer] = field(default_factory=dict)
    markdown: Mapping[str, EarlyRenderer] = field(default_factory=dict)
    after_search: frozenset[str] = frozenset()
    """Names in `html` that show what the finished search finds: they are rendered last."""

    @property
    def names(self) -> frozenset[str]:
        """All names."""
        return frozenset(self.html) | frozenset(self.markdown)

    def __or__(self, other: Directives) -> Directives:
        return Directives(
            {**self.html, **other.html},
            {**self.markdown, **other.markdown},
            self.after_search | other.after_search,
        )


def looks_like_directive(line: str, known: frozenset[str], foreign: bool) -> bool:
    """Whether a line is meant as one of our directives, well written or not.

    Args:
        line: one line of Markdown, without the indentation of what it stands in.
        known: the names that there are.
        foreign: whether other tools of the site use lines with the same mark.
    """
    match = _WRITTEN.match(line)
    if match is None or not match["name"] or match["rest"].startswith("."):
        # A mark alone may end another tool's container; a dotted name is another tool's object.
        return False
    return not foreign or match["name"].lower() in known


def parse_directive(line: str, src_uri: str, place: Place, known: frozenset[str]) -> Directive:
    """Reads a line that `looks_like_directive`.

    Raises:
        ContentError: it is written wrongly, or nothing has its name.
    """
    match = _WRITTEN.match(line)
    assert match is not None
    name, rest = match["name"], match["rest"]

    def wrong(found: str, expected: str, fix: str) -> ContentError:
        return ContentError([Problem(place.path, place.line, found, expected, fix)])

    if len(match["colons"]) > 3 or not match["gap"] or rest[:1] not in ("", " ", "\t"):
        better = f"::: {name.lower()} {rest.strip()}".rstrip()
        raise wrong(
            f"`{line.strip()}`", "a directive such as `::: name argument`", f"write `{better}`"
        )
    if name not in known:
        fix = suggest(name.lower(), known)
        raise wrong(f'the unknown directive "{name}"', one_of(known, 20), fix)
    try:
        words = shlex.split(rest)
    except ValueError:
        fix = "close the quote, or take it out"
        raise wrong(f"`{line.strip()}`", "quotes in pairs", fix) from None
    options = dict(word.split("=", 1) for word in words if _OPTION.match(word))
    argument = " ".join(word for word in words if not _OPTION.match(word))
    return Directive(name, argument, options, src_uri, place)
