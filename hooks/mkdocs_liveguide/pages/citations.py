"""Citations of findings in running text: ``[@E05]`` or ``[@E05; @E08]`` after a sentence."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from mkdocs_liveguide.pages.draft import Citing, Reading, Reference

BRACKET = re.compile(r"\[([^\[\]]+)\]")
_IDS = re.compile(r"@[A-Z][0-9]{2,}(?:;\s*@[A-Z][0-9]{2,})*")
_MEANT = re.compile(r"@[@;,\s]*(?:[A-Za-z][0-9]+[@;,\s]*)*")
"""What somebody writes who means a citation; a person's name after an @ is none."""
_SEPARATORS = re.compile(r"[@;,\s]+")


class Citation(InlineProcessor):
    """Reads a citation, and notes it whether it is right or wrong."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(BRACKET.pattern, md)
        self.reading = reading

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Called by Python-Markdown for each bracket that is no link."""
        draft, references = self.reading.draft, self.reading.references
        if draft is None or not is_meant(m[0], references):
            return None, None, None
        # Links, code and HTML in the bracket have given way to placeholders.
        pieces = INLINE_PLACEHOLDER_RE.split(m[0])[::2]
        longest = max(pieces, key=len)
        written = " ".join("…".join(pieces).split())
        inline = self.md.treeprocessors["inline"]
        if "a" in inline.ancestors:  # type: ignore[attr-defined]
            found = f'the citation "{written}" in the words of a link'
            draft.tell_words(longest, found, "a citation in plain text", "move it behind the link")
            return None, None, None
        is_right = _IDS.fullmatch(m[1])
        names = tuple(part.strip(" @\n") for part in m[1].split(";")) if is_right else ()
        place = draft.origins.words(longest, draft.count("words", longest))
        draft.citations.append(Citing(names, written, place))
        known = [references[name] for name in names if name in references]
        if not known:
            return None, None, None
        return citation(known, draft.src_uri), m.start(0), m.end(0)


def is_meant(text: str, references: Mapping[str, Reference]) -> bool:
    """Whether a text has a bracket that is meant as a citation, well written or not.

    A guide without findings has none.
    """
    return any(_is_meant(inside, references) for inside in BRACKET.findall(text))


def _is_meant(inside: str, references: Mapping[str, Reference]) -> bool:
    if not references:
        return False
    if _MEANT.fullmatch(inside):
        return True
    names = [word for word in _SEPARATORS.split(inside) if word]
    if all(name in references for name in names):
        return bool(names)
    return "@" in inside and any(name in references for name in names)


def citation(references: Sequence[Reference], src_uri: str) -> Element:
    """Short references, each a link as its author would write it: the path of a file.

    Args:
        references: what is cited.
        src_uri: the page that cites.
    """
    element = Element("live-citation", {"class": "citations"})
    element.text = AtomicString("(")
    for number, reference in enumerate(references):
        way = quote(posixpath.relpath(reference.page, posixpath.dirname(src_uri) or "."))
        href = f"{way}#{reference.anchor}"
        link = SubElement(element, "a", {"class": "citation", "href": href})
        link.text = AtomicString(reference.label)
        link.tail = AtomicString("; " if number < len(references) - 1 else ")")
    return element
