"""What the checks of the text share: texts, paragraphs, sentences, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_liveguide.pages.citations import strip_citations
from mkdocs_liveguide.pages.headings import parse_markdown, plain_text
from mkdocs_liveguide.sources.guide import Guide

_ABBREVIATIONS = ("e.g.", "i.e.", "et al.", "vs.", "cf.", "approx.", "no.")
_END = re.compile(r"(?<=[.!?…])[\"'”’)*_]*\s+(?=[\"'“‘(*_\[]*[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Source:
    """A text that readers see, and where it is written."""

    name: str
    """The page's `src_uri`, or the FAQ entry's file."""
    path: str
    line_offset: int
    markdown: str

    def at(self, line: int) -> str:
        """File and line, for a failure."""
        return f"{self.path}:{line + self.line_offset}"


@dataclass(frozen=True)
class Paragraph:
    """One run of text: a paragraph, list item, heading or cell."""

    line: int
    """1-based, in the text's Markdown."""
    markdown: str
    words: str
    """Without marks and link targets."""
    heading: bool


def sources(guide: Guide) -> list[Source]:
    """Pages and FAQ entries."""
    pages = [
        Source(page.src_uri, page.path, page.line_offset, page.markdown)
        for page in guide.pages.values()
    ]
    entries = [
        Source(entry.path, entry.path, entry.line_offset, entry.answer)
        for entry in guide.faq.entries
    ]
    return pages + entries


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """All runs of text, in order; no code, no directives, no HTML."""
    tokens = parse_markdown(markdown)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline" or token.content.startswith(":::"):
            continue
        line = (token.map or [0])[0] + 1
        heading = before is not None and before.type == "heading_open"
        yield Paragraph(line, token.content, plain_text(token), heading)


def sentences(text: str) -> list[str]:
    """Splits a run of text where one sentence ends and another begins."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if text[start : match.start()].endswith(_ABBREVIATIONS):
            continue
        parts.append(text[start : match.start()])
        start = match.end()
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


def words(text: str) -> list[str]:
    """The words of a text; a number is one."""
    return _WORD.findall(text)


def running_text(markdown: str) -> str:
    """Paragraphs and list items as one text, a sentence or more a line; no headings, no cells."""
    without_tables = re.sub(r"^\|.*$", "", strip_citations(markdown), flags=re.MULTILINE)
    return "\n".join(each.words for each in paragraphs(without_tables) if not each.heading)


def reading_grade(text: str) -> float:
    """The automated readability index: about the years at school that a reader needs.

    Smith and Senter, "Automated Readability Index", AMRL-TR-66-220 (1967): 4.71 times characters
    a word, plus 0.5 times words a sentence, minus 21.43.
    """
    said = [sentence for line in text.split("\n") for sentence in sentences(line)]
    spoken = [word for sentence in said for word in words(sentence)]
    letters = sum(len(re.sub(r"[^\w]", "", word)) for word in spoken)
    return 4.71 * letters / len(spoken) + 0.5 * len(spoken) / len(said) - 21.43
