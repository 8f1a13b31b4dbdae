"""Puts figures that the build knows into texts: ``[=findings]``."""

from __future__ import annotations

from mkdocs_liveguide.numbers.known import NUMBERS, Known
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.numbers import EARLY, LATE
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import one_of, suggest


class Numbers:
    """What is told of one guide."""

    def __init__(self, known: Known, partial: bool = False) -> None:
        """`partial`: sources could not be read, so nothing is said of what is missing."""
        self._known = known
        self._partial = partial

    def directives(self) -> Directives:
        """What stands in the place of ``[=name]``, early or once the search is built."""
        return Directives(
            inline={EARLY: self._render, LATE: self._render},
            after_search={LATE: self._check},
        )

    def _check(self, directive: Directive) -> None:
        """Tells what is wrong before the search is built."""
        self._tell(directive)

    def _render(self, directive: Directive, view: PageView) -> Html:
        return Html(self._tell(directive))

    def _tell(self, directive: Directive) -> str:
        name = directive.argument
        if name not in NUMBERS:
            expected, fix = one_of(NUMBERS, 20), suggest(name, NUMBERS)
            raise directive.problem(f'the unknown figure "{directive.written}"', expected, fix)
        number = NUMBERS[name]
        told = number.tell(self._known)
        if told is None and not self._partial:
            found = f'the figure "{directive.written}" in a guide that has none'
            fix = "write what it is worked out from, or take it out"
            raise directive.problem(found, f"something in {number.source}", fix)
        return told or ""
