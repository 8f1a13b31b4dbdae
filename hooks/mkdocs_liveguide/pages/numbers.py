"""Figures that the build knows, in running text: ``[=findings]`` or ``[=search-first]``."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.pages.draft import Reading
from mkdocs_liveguide.sources.problems import ContentError

EARLY, LATE = "number", "number-of-search"
"""Under which names a page keeps them until they are known: LATE once the search is built."""
OF_SEARCH = "search-"
"""What the names of figures begin with that are known only then."""


class NumberInText(InlineProcessor):
    """Leaves a mark for a figure; whether there is such a one is told when it is put in."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(r"\[=([a-z][\w-]*)\]", md)
        self.reading = reading

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Called by Python-Markdown for each bracket of that form."""
        draft = self.reading.draft
        name = LATE if m[1].startswith(OF_SEARCH) else EARLY
        if draft is None or name not in draft.directives.inline:
            return None, None, None
        place = draft.origins.words(m[0], draft.count("words", m[0]))
        directive = Directive(name, m[1], {}, draft.src_uri, place, m[0])
        check = draft.directives.after_search.get(name)
        try:
            if check is not None:
                check(directive)
        except ContentError as error:
            draft.problems += error.problems
        key = draft.put_later(directive, draft.directives.inline[name])
        return Element("span", {"data-late": key}), m.start(0), m.end(0)
