"""``::: reading-list``: says, before a list of pages, which of them were read in this browser."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.tables import SCROLLS
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import Problem

NAME = "reading-list"
_LISTS = f"table, ol, ul, .{SCROLLS}"
"""What may hold the pages; a table stands in what scrolls."""


def directives() -> Directives:
    """The directive ``reading-list``, which stands before a table or a list with links."""
    return Directives(html={NAME: _render})


def _render(directive: Directive, view: PageView) -> Html:
    directive.check_options((), argument=False)
    return Html(render_template("reading/reading-list.html"))


def check_lists(html: str, asked: list[Directive]) -> Iterator[Problem]:
    """What stands before no list of pages.

    Args:
        html: a page's content.
        asked: its directives of this name, in order.
    """
    if not asked:
        return
    marks = LexborHTMLParser(html).css(f".{NAME}")
    for directive, mark in zip(asked, marks, strict=False):
        after = _next_element(mark)
        if after is None or not after.css_matches(_LISTS) or after.css_first("a[href]") is None:
            found, fix = "a reading list without a list of pages", "move it right before one"
            expected = "a table or a list with links after it"
            yield from directive.problem(found, expected, fix).problems


def _next_element(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and (after.tag or "-").startswith("-"):
        after = after.next
    return after
