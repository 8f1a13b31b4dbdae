"""The guide's own text and questions, for labs that experiment with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.faq.faq import PAGE as FAQ_PAGE
from mkdocs_liveguide.faq.faq import Entry
from mkdocs_liveguide.pages.directives import find_directives
from mkdocs_liveguide.pages.page import Page
from mkdocs_liveguide.search.passages import cut_page
from mkdocs_liveguide.search.questions import Question, place_of

GUIDE_TEXT = "labs/guide-text.json"


@dataclass
class _Text:
    """The words of one page, and where its places lie among them."""

    page: Page
    words: list[str] = field(default_factory=list)
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """First word and the one after the last, of each part that belongs to a place."""

    def add(self, text: str, place: str = "") -> None:
        start = len(self.words)
        self.words += text.split()
        if place:
            self.spans.setdefault(place, []).append((start, len(self.words)))


def build_guide_text(
    pages: Sequence[Page], entries: Sequence[Entry], questions: Iterable[Question]
) -> Artefact:
    """Makes the artefact that a lab reads.

    It holds ``{"pages": [{"url", "title", "text"}], "questions": [{"question", "answers"}]}``. The
    words of a text are parted by single spaces. An answer is ``[page, start, end]``: the number of
    a page, the answer's first word, counted from 0, and the word after its last.

    Args:
        pages: as their authors wrote them; lines of directives are left out.
        entries: of the FAQ, put at the end of its page.
        questions: those without a place in these texts are left out.
    """
    texts = [_read(page, entries if page.src_uri == FAQ_PAGE else ()) for page in pages]
    spans = {
        place: [[number, start, end] for start, end in parts]
        for number, text in enumerate(texts)
        for place, parts in text.spans.items()
    }
    asked = [
        {"question": question.text, "answers": answers}
        for question in questions
        if (answers := [span for place in question.places for span in spans.get(place, [])])
    ]
    data = {
        "pages": [
            {"url": text.page.url, "title": text.page.title, "text": " ".join(text.words)}
            for text in texts
        ],
        "questions": asked,
    }
    return Artefact(GUIDE_TEXT, json.dumps(data, ensure_ascii=False).encode())


def _read(page: Page, entries: Sequence[Entry]) -> _Text:
    text = _Text(page)
    headings: tuple[str, ...] = ()
    for passage in cut_page(0, page.with_markdown(_without_directives(page))):
        if passage.headings[-1:] != headings[-1:]:
            text.add(passage.headings[-1] if passage.headings else "")
        headings = passage.headings
        text.add(passage.text, place_of(page.src_uri, passage.anchor))
    for entry in entries:
        text.add(" ".join([entry.question, *entry.also]))
        text.add(entry.plain_answer, place_of(page.src_uri, entry.slug))
    return text


def _without_directives(page: Page) -> str:
    lines = page.markdown.split("\n")
    for directive in find_directives(page.markdown, page.path, page.src_uri, page.line_offset):
        lines[directive.line - page.line_offset - 1] = ""
    return "\n".join(lines)
