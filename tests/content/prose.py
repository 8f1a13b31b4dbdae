"""What the checks of the text share: texts, paragraphs, sentences, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.prose import sentences

CITATION = re.compile(r"[ ]*\[@([^\]\n]*)\]")
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


def plain_text(inline: Token) -> str:
    """The words of an inline token: no marks, no link targets, no HTML."""
    parts = []
    for child in inline.children or []:
        if child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def strip_citations(text: str) -> str:
    """The text without its citations."""
    return CITATION.sub("", text)


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """All runs of text, in order; no code, no directives, no HTML."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline" or token.content.startswith(":::"):
            continue
        line = (token.map or [0])[0] + 1
        heading = before is not None and before.type == "heading_open"
        yield Paragraph(line, token.content, plain_text(token), heading)


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
