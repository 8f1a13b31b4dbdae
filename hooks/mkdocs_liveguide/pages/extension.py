"""Directives and citations as a Python-Markdown extension: they work wherever Markdown does.

A directive is a block and a citation is inline, so the parser itself decides what is code, what is
commented out, and what stands in a tab, a list or a quote.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_liveguide.pages.draft import Citing, Draft
from mkdocs_liveguide.sources.problems import ContentError

_BRACKET = r"\[@([^\[\]\n]*)\](?![(\[])"
_IDS = re.compile(r"[A-Z][0-9]{2,}(?:;[ ]?@[A-Z][0-9]{2,})*")
_MEANT = re.compile(r"[@;,\s]*(?:[A-Za-z][0-9]+[@;,\s]*)*")
"""What somebody writes who means a citation; a person's name after an @ is none."""


@dataclass(frozen=True)
class Reference:
    """What a citation shows of a finding."""

    label: str
    """Such as ``Wu et al. 2024``."""
    page: str
    """The page that shows the finding, relative to the docs folder."""
    anchor: str
    """Its place there."""


class LiveExtension(Extension):
    """Hands what it finds to the draft of the page that is being read, if there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.references: Mapping[str, Reference] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown for each page."""
        # After what is indented (90, 80), so that code stays code; before lists and paragraphs.
        md.parser.blockprocessors.register(_DirectiveBlock(md.parser, self), "live_directive", 75)
        # After code (190) and escapes (180), before links (170).
        md.inlinePatterns.register(_Citation(md, self), "live_citation", 175)
        # Around MkDocs' own, which turns paths of files into addresses (0).
        links = _Links(md, self)
        md.treeprocessors.register(links, "live_links", 1)
        md.treeprocessors.register(_MadeLinks(links), "live_made_links", -1)


class _DirectiveBlock(BlockProcessor):
    def __init__(self, parser: BlockParser, extension: LiveExtension) -> None:
        super().__init__(parser)
        self.extension = extension

    def test(self, parent: Element, block: str) -> bool:
        draft = self.extension.draft
        return draft is not None and any(map(draft.is_directive, block.split("\n")))

    def run(self, parent: Element, blocks: list[str]) -> None:
        draft = self.extension.draft
        assert draft is not None
        lines = blocks.pop(0).strip("\n").split("\n")
        if len(lines) == 1:
            self._render(lines[0], parent, draft)
            return
        for line in filter(draft.is_directive, lines):
            found = f"`{line.strip()}` among other lines"
            fix = "put an empty line before and after it"
            draft.tell(line, found, "a directive in a paragraph of its own", fix)
        rest = [line for line in lines if not draft.is_directive(line)]
        blocks.insert(0, "\n".join(rest))

    def _render(self, line: str, parent: Element, draft: Draft) -> None:
        directive = draft.directive(line)
        if directive is None:
            return
        early = draft.directives.markdown.get(directive.name)
        if early is None:
            key = draft.put_later(directive, draft.directives.html[directive.name])
            SubElement(parent, "div", {"data-late": key})
            return
        try:
            made = early(directive)
        except ContentError as error:
            draft.problems += error.problems
            return
        draft.put_parts_later(made.late)
        source = made.markdown.split("\n")
        for preprocessor in self.parser.md.preprocessors:
            source = preprocessor.run(source)
        self.parser.parseChunk(parent, "\n".join(source))


class _Citation(InlineProcessor):
    def __init__(self, md: Markdown, extension: LiveExtension) -> None:
        super().__init__(_BRACKET, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        draft, references = self.extension.draft, self.extension.references
        inside = m[1]
        if draft is None or not references or not _MEANT.fullmatch(inside):
            return None, None, None
        names = tuple(part.strip(" @") for part in inside.split(";"))
        ids = names if _IDS.fullmatch(inside) else ()
        place = draft.origins.words(m[0], draft.count("words", m[0]))
        draft.citations.append(Citing(ids, m[0], place))
        known = [references[name] for name in ids if name in references]
        if not known:
            return None, None, None
        return citation(known, draft.src_uri), m.start(0), m.end(0)


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


class _Links(Treeprocessor):
    """Keeps the links of a page as they are written."""

    def __init__(self, md: Markdown, extension: LiveExtension) -> None:
        super().__init__(md)
        self.extension = extension
        self.written: list[tuple[Element, str, str]] = []

    def run(self, root: Element) -> None:
        keys = {"a": "href", "img": "src"}
        self.written = [
            (element, keys[element.tag], element.get(keys[element.tag], ""))
            for element in root.iter()
            if element.tag in keys
        ]


class _MadeLinks(Treeprocessor):
    """Notes what MkDocs has made of them."""

    def __init__(self, links: _Links) -> None:
        super().__init__(links.md)
        self.links = links

    def run(self, root: Element) -> None:
        draft = self.links.extension.draft
        if draft is not None:
            for element, key, written in self.links.written:
                draft.links.setdefault(element.get(key, ""), []).append(written)
