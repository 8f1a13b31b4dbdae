"""Questions with short answers."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_liveguide.pages.origins import Origin
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion
from mkdocs_liveguide.sources.groups import Group

PAGE = "faq/index.md"
"""The page that shows all entries, relative to the docs folder."""


@dataclass(frozen=True)
class Entry:
    """A question and its answer."""

    slug: str
    """The file's name without its ending: the anchor in the page."""
    question: str
    group: str
    """The id of its group."""
    order: int
    """Its place in the group; the slug decides between equals."""
    also: tuple[str, ...]
    """Other words for the question, which the page shows and a search may find."""
    asked: tuple[str, ...]
    """How people put it: test data, which no page shows and no index may hold."""
    answer: str
    """Markdown, with links and citations."""
    path: str
    """The file, relative to the root of the repository."""
    line_offset: int
    """Lines of the file before `answer`."""
    questions: tuple[ReaderQuestion, ...] = ()
    """Further words in which readers ask it, for the search's index."""

    @property
    def origin(self) -> Origin:
        """Its answer, for those who look for a line."""
        return Origin(self.path, self.answer, self.line_offset)


@dataclass(frozen=True)
class Faq:
    """All entries of a guide."""

    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    """In the order of the page."""
