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
_NO_SPACE = re.compile(r"[^\S \t]|[\u200b\u2060\ufeff]")
_UNSEEN = r"[\s\u200b\u2060\ufeff]*"
_WRITTEN = re.compile(
    rf"^{_UNSEEN}(?P<colons>:{{2,}})(?P<gap>{_UNSEEN})(?P<name>[\w-]*)(?P<rest>.*)$"
)


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
    written: str = ""
    """Its line, without the spaces around."""

    def problem(self, found: str, expected: str, fix: str) -> ContentError:
        """An error at this directive, to raise."""
        return ContentError([Problem(self.place.path, self.place.line, found, expected, fix)])

    def check_options(self, known: tuple[str, ...], *, argument: bool = True) -> None:
        """Makes sure that no option is misspelt.

        Args:
            known: the options that there are.
            argument: whether the directive takes words that are no options.

        Raises:
            ContentError: an option is not among the known ones, or there is a word too much.
        """
        if self.argument and not argument:
            found = f'"{self.argument}" after "{self.name}"'
            raise self.problem(found, "the name alone", "take it out")
        for name in sorted(set(self.options) - set(known)):
            expected = one_of(known) if known else "no options"
            fix = suggest(name, known) if known else "take it out"
            raise self.problem(f'the option "{name}" of "{self.name}"', expected, fix)

    def check_page(self, src_uri: str) -> None:
        """Makes sure that the directive stands on the page that it is for.

        Raises:
            ContentError: it is on another.
        """
        if self.src_uri != src_uri:
            found = f'the directive "{self.name}" on {self.src_uri}'
            fix = "move it there, and make that page if there is none"
            raise self.problem(found, f"it on the page {src_uri}", fix)


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
    inline: Mapping[str, Renderer] = field(default_factory=dict)
    """What stands in running text, by the name under which a page keeps it; no line begins so."""
    after_search: Mapping[str, Callable[[Directive], None]] = field(default_factory=dict)
    """Names in `html` and `inline` that show what the finished search finds: they come last.
    What is wrong with how they are written, each of these says before."""

    @property
    def names(self) -> frozenset[str]:
        """All names."""
        return frozenset(self.html) | frozenset(self.markdown)

    def __or__(self, other: Directives) -> Directives:
        return Directives(
            {**self.html, **other.html},
            {**self.markdown, **other.markdown},
            {**self.inline, **other.inline},
            {**self.after_search, **other.after_search},
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
    is_mark = len(match["colons"]) > 2 and not foreign
    return is_mark or match["name"].lower() in known


def parse_directive(line: str, src_uri: str, place: Place, known: frozenset[str]) -> Directive:
    """Reads a line that `looks_like_directive`.

    Raises:
        ContentError: it is written wrongly, or nothing has its name.
    """
    match = _WRITTEN.match(line)
    assert match is not None
    name, rest = match["name"], match["rest"]

    def wrong(
        found: str, expected: str, fix: str, repair: tuple[str, str] | None = None
    ) -> ContentError:
        return ContentError([Problem(place.path, place.line, found, expected, fix, repair)])

    if name.lower() not in known:
        fix = suggest(name.lower(), known)
        raise wrong(f'the unknown directive "{name}"', one_of(known, 20), fix)
    right = re.fullmatch(r"[ \t]*:::[ \t]+", line[: match.start("name")])
    if right is None or name not in known or rest[:1] not in ("", " ", "\t"):
        better = f"::: {name.lower()} {rest.strip()}".rstrip()
        found = f"`{line.strip()}`"
        unseen = _NO_SPACE.search(line[: match.start("name")] + rest[:1])
        if unseen:
            found += f" with an unseen character (U+{ord(unseen[0]):04X})"
        expected, repair = "a directive such as `::: name argument`", (line.strip(), better)
        raise wrong(found, expected, f"write `{better}`", repair)
    try:
        words = shlex.split(rest)
    except ValueError:
        fix = "close the quote, or take it out"
        raise wrong(f"`{line.strip()}`", "quotes in pairs", fix) from None
    options = dict(word.split("=", 1) for word in words if _OPTION.match(word))
    argument = " ".join(word for word in words if not _OPTION.match(word))
    return Directive(name, argument, options, src_uri, place, line.strip())
