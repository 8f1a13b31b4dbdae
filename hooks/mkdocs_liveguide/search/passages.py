"""Cuts pages into passages: what is embedded, found and shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from live.search.analyzer import terms
from live.search.passages import join_blocks
from mkdocs_liveguide.pages.html import Section, sections


@dataclass(frozen=True)
class SearchPage:
    """A finished page, for the search."""

    src_uri: str
    url: str
    """Relative to the site's root."""
    title: str
    """MkDocs' own."""
    html: str
    """Its content."""
    kind: str = "page"
    """``faq`` for the page of questions and answers, else ``page``."""
    leave_out: str = ""
    """A CSS selector of what is not to be found, such as the code of a notebook."""
    boost: float = 1.0
    """What scores of its passages are multiplied by, above 0."""
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What readers ask that its sections answer, by the ids of their headings."""


@dataclass(frozen=True)
class Passage:
    """A part of a page that can answer a question."""

    page: int
    """The number of the page."""
    title: str
    """The page's title."""
    headings: tuple[str, ...]
    """The headings above it, the highest first, without the title."""
    anchor: str
    """The id of the nearest heading; "" for the top of the page."""
    text: str
    """Plain text; blocks are parted by an empty line, items of a list begin with a bullet."""
    leads_on: bool = False
    """Whether it is only a list of links: it is found by its words, and answers nothing."""
    questions: tuple[str, ...] = ()
    """What readers ask that it answers. No page shows them; the index has them."""

    @property
    def heading_line(self) -> str:
        """Title and headings, as they are put before the text."""
        return " › ".join(filter(None, (self.title, *self.headings)))

    @property
    def full_text(self) -> str:
        """What is embedded."""
        return "\n".join(filter(None, (self.heading_line, self.text)))


def cut_pages(pages: Sequence[SearchPage]) -> list[Passage]:
    """Cuts all pages, in order; a page without text has no passage."""
    return [passage for number, page in enumerate(pages) for passage in cut_page(number, page)]


def cut_page(number: int, page: SearchPage) -> Iterator[Passage]:
    """Cuts one page at its headings, and long sections between blocks.

    Every word that a reader sees, but for what the page leaves out, is in one passage, in order: as
    its text, or as a heading of it.

    Args:
        number: the page's number, kept in its passages.
        page: the page.
    """
    found = sections(page.html, page.leave_out)
    above: list[Section] = []
    # A section without text of its own leaves its questions to the one that follows.
    waiting: list[str] = []
    for index, section in enumerate(found):
        above = [each for each in above if each.level < section.level]
        is_title = section.level == 1 and not any(each.level for each in found[:index])
        blocks = section.blocks
        if is_title:
            # It stands in each passage of the page already, unless the page calls itself otherwise.
            if section.heading.casefold() != page.title.casefold():
                blocks = [section.heading, *blocks]
        elif section.level:
            above.append(section)
            if not blocks and is_leaf(found, index):
                # A heading alone is still something that can be found.
                blocks = [section.heading]
        anchor = "" if is_title else section.anchor
        texts = list(join_blocks(blocks))
        waiting += page.questions.get(section.anchor if section.level else "", ())
        if not texts:
            continue
        asked, waiting = _share(texts, waiting), []
        for text, questions in zip(texts, asked, strict=True):
            leads_on = bool(section.blocks) and section.leads_on
            headings = tuple(each.heading for each in above)
            yield Passage(number, page.title, headings, anchor, text, leads_on, questions)


def _share(texts: Sequence[str], questions: Sequence[str]) -> list[tuple[str, ...]]:
    """Gives each question of a section to the passage that has most of its words."""
    if len(texts) == 1 or not questions:
        return [tuple(questions) for _ in texts]
    words = [frozenset(terms(text)) for text in texts]
    shared: list[list[str]] = [[] for _ in texts]
    for question in questions:
        asked = set(terms(question))
        best = max(range(len(texts)), key=lambda at: (len(asked & words[at]), -at))
        shared[best].append(question)
    return [tuple(each) for each in shared]


def is_leaf(found: Sequence[Section], index: int) -> bool:
    """Whether no deeper section follows: such a heading is a passage even without text."""
    return index + 1 == len(found) or found[index + 1].level <= found[index].level
