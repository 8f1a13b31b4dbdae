"""The guide's own text and questions, for labs that experiment with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.pages.html import Section
from mkdocs_liveguide.search.questions import Question, place_of

GUIDE_TEXT = "labs/guide-text.json"


@dataclass(frozen=True)
class TextPage:
    """A page as a lab reads it."""

    src_uri: str
    url: str
    title: str
    sections: Sequence[Section]
    """Without what directives put in later: a lab's own output is no text of the guide."""


@dataclass
class _Text:
    """The words of one page, and where its places lie among them."""

    page: TextPage
    words: list[str] = field(default_factory=list)
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """First word and the one after the last, of each part that belongs to a place."""

    def add(self, text: str, place: str = "") -> None:
        start = len(self.words)
        self.words += text.split()
        if place and len(self.words) > start:
            self.spans.setdefault(place, []).append((start, len(self.words)))


def build_guide_text(pages: Iterable[TextPage], questions: Iterable[Question]) -> Artefact:
    """Makes the artefact that a lab reads.

    It holds ``{"pages": [{"url", "title", "text"}], "questions": [{"question", "answers"}]}``. The
    words of a text are parted by single spaces. An answer is ``[page, start, end]``: the number of
    a page, the answer's first word, counted from 0, and the word after its last.

    Args:
        pages: in order.
        questions: those without a place in these texts are left out.
    """
    texts = [_read(page) for page in pages]
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


def _read(page: TextPage) -> _Text:
    text = _Text(page)
    for section in page.sections:
        if section.level > 1:
            text.add(section.heading)
        anchor = section.anchor if section.level > 1 else ""
        text.add(" ".join(section.blocks), place_of(page.src_uri, anchor))
    return text
