"""Lines of Markdown that ask the build for something: ``::: name argument key=value``."""

from __future__ import annotations

import html
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest

if TYPE_CHECKING:
    from mkdocs_liveguide.sources.guide import Guide

_LINE = re.compile(r"^:::[ \t]+([a-z][a-z-]*)(?:[ \t]+(.*))?$")
_OPTION = re.compile(r"[a-z][a-z-]*=")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True)
class Directive:
    """One directive where it stands."""

    name: str
    argument: str
    """All words that are not ``key=value``, with a space between them; "" if none."""
    options: Mapping[str, str]
    path: str
    """The file, relative to the root of the repository."""
    line: int
    """1-based, in that file."""
    src_uri: str
    """The page, relative to the docs folder."""

    def problem(self, found: str, expected: str, fix: str) -> ContentError:
        """An error at this directive, to raise."""
        return ContentError([Problem(self.path, self.line, found, expected, fix)])


@dataclass(frozen=True)
class Html:
    """HTML that is put into the page untouched, after Markdown has run."""

    html: str
    text: str = ""
    """What of it a search should find, as Markdown; "" for nothing."""


@dataclass(frozen=True)
class Markdown:
    """Markdown that stands in the directive's place."""

    markdown: str


Renderer = Callable[[Directive, "Guide"], Html | Markdown]


@dataclass(frozen=True)
class Expanded:
    """A page's Markdown without directives."""

    markdown: str
    blocks: Mapping[str, str] = field(default_factory=dict)
    """HTML by placeholder; `insert_blocks` puts it in."""


def find_directives(markdown: str, path: str, src_uri: str, line_offset: int) -> list[Directive]:
    """All directives of a text, in order; those inside code fences are left alone.

    Raises:
        ContentError: a line has a quote that is not closed.
    """
    found: list[Directive] = []
    problems: list[Problem] = []
    fence = ""
    for number, line in enumerate(markdown.split("\n"), start=1 + line_offset):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1].startswith(fence) and not line.strip(" `~"))):
            fence = "" if fence else mark[1]
        match = None if fence else _LINE.match(line)
        if match is None:
            continue
        try:
            words = shlex.split(match[2] or "")
        except ValueError:
            quote = "close the quote, or take it out"
            problems.append(Problem(path, number, f"`{line}`", "quotes in pairs", quote))
            continue
        options = dict(word.split("=", 1) for word in words if _OPTION.match(word))
        argument = " ".join(word for word in words if not _OPTION.match(word))
        found.append(Directive(match[1], argument, options, path, number, src_uri))
    if problems:
        raise ContentError(problems)
    return found


def expand_directives(
    markdown: str,
    directives: list[Directive],
    renderers: Mapping[str, Renderer],
    guide: Guide,
    line_offset: int,
    for_search: bool = False,
) -> Expanded:
    """Puts what the renderers return in the place of the directives.

    Args:
        markdown: the page's text.
        directives: what `find_directives` found in it.
        renderers: by name of directive.
        guide: handed to the renderers.
        line_offset: lines of the file before `markdown`.
        for_search: put the words of HTML blocks in, not placeholders.

    Raises:
        ContentError: all problems that the renderers raised, and unknown names.
    """
    lines = markdown.split("\n")
    blocks: dict[str, str] = {}
    problems: list[Problem] = []
    for directive in directives:
        renderer = renderers.get(directive.name)
        if renderer is None:
            found = f'the unknown directive "{directive.name}"'
            fix = suggest(directive.name, renderers)
            problems.append(Problem(directive.path, directive.line, found, one_of(renderers), fix))
            continue
        try:
            rendered = renderer(directive, guide)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        index = directive.line - line_offset - 1
        if isinstance(rendered, Markdown):
            lines[index] = rendered.markdown
        elif for_search:
            lines[index] = rendered.text
        else:
            placeholder = f"directive-{len(blocks)}-of-{html.escape(directive.name)}"
            blocks[placeholder] = rendered.html
            lines[index] = f'<div id="{placeholder}"></div>'
    if problems:
        raise ContentError(problems)
    return Expanded("\n".join(lines), blocks)


def insert_blocks(content: str, blocks: Mapping[str, str]) -> str:
    """Puts the HTML of directives into a page that Markdown has made.

    Raises:
        ValueError: a placeholder is gone, because something between changed the page.
    """
    for placeholder, block in blocks.items():
        mark = f'<div id="{placeholder}"></div>'
        if mark not in content:
            raise ValueError(f"the place of {placeholder} is gone from the page")
        content = content.replace(mark, block, 1)
    return content
