"""``::: ask-field``: a field on any page that leads to the page for asking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.search.questions import Question

PAGE = "ask/index.md"
"""The page for asking, relative to the docs folder."""
EXAMPLES = 3
"""Questions that are offered where the directive does not say how many."""
OPTIONS = ("label", "placeholder", "examples")


def directives(questions: Sequence[Question], unread: bool = False) -> Directives:
    """The directive ``ask-field``.

    Args:
        questions: the guide's own; those that are marked as examples are offered.
        unread: whether there are some that could not be read, so that none is asked for.
    """
    offered = None if unread else [each.text for each in questions if each.example]
    return Directives(html={"ask-field": partial(_render, offered)})


def _render(offered: Sequence[str] | None, directive: Directive, view: PageView) -> Html:
    """Options: ``label`` of the field, its ``placeholder``, and the number of ``examples``."""
    directive.check_options(OPTIONS, argument=False)
    if not view.has(PAGE):
        fix = "write that page with `::: ask` on it, or take the line out"
        found = "the directive ask-field in a guide without a page for asking"
        raise directive.problem(found, f"a page {PAGE}", fix)
    if offered is None:
        return Html("")
    wanted = directive.options.get("examples", str(min(EXAMPLES, len(offered))))
    if not wanted.isdecimal() or int(wanted) > len(offered):
        found = f'"{wanted}" examples'
        expected = f"a number from 0 to {len(offered)}, the questions that are marked as examples"
        fix = "write a smaller one, or mark more questions with `example: true`"
        raise directive.problem(found, expected, fix)
    html = render_template(
        "search/ask-field.html",
        page=view.link(PAGE),
        title=view.title(PAGE),
        label=directive.options.get("label", "Ask in your own words"),
        placeholder=directive.options.get("placeholder", ""),
        questions=offered[: int(wanted)],
    )
    return Html(html)
