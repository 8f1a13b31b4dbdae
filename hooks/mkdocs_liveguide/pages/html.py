"""Reads the HTML of finished pages: ids, links, and the text under each heading.

Several stages read each page, and a preview reads all pages at each edit, so what was read of a
page is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

_REMEMBERED = 4_096
"""Pages of which it is known what was read last."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
    "hgroup", "hr", "label", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))
# fmt: on
_LINKS = (
    "a[href], area[href], img, source, video, audio[src], track[src], embed[src], iframe[src],"
    " object[data]"
)
_UNSEEN = ("script", "style", "template", "noscript", "svg", "input", "textarea")
_LEFT_OUT = (
    "[data-search-exclude], [hidden], .headerlink, .footnote-ref, .footnote-backref, .linenos,"
    " select, live-citation, .live-only, [data-late]"
)


@lru_cache(_REMEMBERED)
def ids(html: str) -> frozenset[str]:
    """All places of a page that a link can name."""
    page = LexborHTMLParser(html)
    named = {node.attributes.get("name") for node in page.css("a[name]")}
    found = {node.attributes.get("id") for node in page.css("[id]")} | named
    return frozenset(each for each in found if each)


@dataclass(frozen=True)
class Link:
    """A link of a page's HTML."""

    tag: str
    target: str
    """As it stands in the attribute."""


@lru_cache(_REMEMBERED)
def links(html: str) -> tuple[Link, ...]:
    """All links and all files that the page shows, in order.

    Parts marked with ``data-links-checked`` are left out: their makers have checked the links. So
    are the ways back from footnotes, which Markdown makes also for those that nothing refers to.
    """
    found = []
    page = LexborHTMLParser(html)
    for part in page.css("[data-links-checked], a.footnote-backref"):
        part.decompose()
    for node in page.css(_LINKS):
        for name in ("href", "src", "data", "poster"):
            target = node.attributes.get(name)
            if target is not None:
                found.append(Link(node.tag or "", target))
        for candidate in (node.attributes.get("srcset") or "").split(","):
            if candidate.strip():
                found.append(Link("img", candidate.split()[0]))
    return tuple(found)


@dataclass
class Section:
    """A heading and the text below it, up to the next heading; whoever asks for it only reads."""

    level: int
    """1 to 6; 0 before the first heading."""
    heading: str
    """Its words; "" before the first heading."""
    anchor: str
    """The nearest id at or above the heading; "" if there is none."""
    blocks: list[str] = field(default_factory=list)
    """Paragraphs, items of lists (after a bullet), rows of tables, code: plain text, in order."""
    left_out: bool = False
    """Whether its author wants it left out of the search."""
    leads_on: bool = True
    """Whether all blocks are items of lists that begin with a link, and so answer nothing."""


@lru_cache(_REMEMBERED)
def sections(html: str, leave_out: str = "") -> tuple[Section, ...]:
    """Cuts a page at its headings; every word that a reader sees is in one of them, in order.

    Args:
        html: the page's content.
        leave_out: a CSS selector of more that is not wanted.
    """
    page = LexborHTMLParser(html)
    for node in page.css(", ".join(filter(None, (_LEFT_OUT, leave_out)))):
        # A heading that is left out takes its text along, as in Material's search.
        if node.tag not in HEADINGS or "hidden" in node.attributes:
            node.decompose()
    reader = _Reader()
    if page.body is not None:
        reader.read(page.body)
    reader.end_block()
    return tuple(section for section in reader.sections if not section.left_out)


class _Reader:
    """Walks through a page's elements, and gathers text."""

    def __init__(self) -> None:
        self.sections = [Section(0, "", "")]
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.bullet = False
        self.link_first = False
        self.preformatted = False

    def end_block(self) -> None:
        """Ends a paragraph, an item, a row."""
        text = self._take()
        if not text:
            return
        if self.cells is not None:
            # A paragraph in a cell of a table belongs to its row.
            self.cells.append(text)
            return
        section = self.sections[-1]
        section.leads_on = section.leads_on and self.bullet and self.link_first
        section.blocks.append(f"• {text}" if self.bullet else text)
        self.bullet = False

    def _take(self) -> str:
        text = "".join(self.words)
        self.words = []
        return text.strip("\n") if self.preformatted else " ".join(text.split())

    def read(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self.words.append(child.text_content or "")
            elif tag in HEADINGS:
                self._heading(child, int(tag[1]))
            elif tag == "tr":
                self._row(child)
            elif tag == "pre":
                self._code(child)
            elif tag in _BLOCKS:
                self._block(child, tag)
            elif tag == "br":
                self.words.append(" ")
            elif tag in ("svg", "img"):
                self.words.append(f" {_words_of_picture(child)} ")
            elif not tag.startswith("-") and tag not in _UNSEEN:
                self.read(child)

    def _block(self, node: LexborNode, tag: str) -> None:
        self.end_block()
        if tag == "li":
            self.bullet, self.link_first = True, _begins_with_link(node)
        self.read(node)
        self.end_block()
        if tag == "li":
            self.bullet = False

    def _heading(self, node: LexborNode, level: int) -> None:
        self.end_block()
        self.cells = None
        self.read(node)
        inside = [
            child.attributes.get("id") or child.attributes.get("name")
            for child in node.css("[id], a[name]")
        ]
        anchor = node.attributes.get("id") or next(filter(None, inside), "")
        section = Section(level, self._take(), anchor or self.sections[-1].anchor)
        section.left_out = "data-search-exclude" in node.attributes
        self.sections.append(section)

    def _row(self, node: LexborNode) -> None:
        self.end_block()
        outer, self.cells = self.cells, []
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                continue
            self.read(child)
            self.end_block()
        cells, self.cells = self.cells or [], outer
        self.words.append(" | ".join(cells))
        self.end_block()

    def _code(self, node: LexborNode) -> None:
        self.end_block()
        self.preformatted = True
        self.read(node)
        self.end_block()
        self.preformatted = False


def _begins_with_link(node: LexborNode) -> bool:
    for child in node.iter(include_text=True):
        if child.tag == "-text" and not (child.text_content or "").strip():
            continue
        return child.tag == "a" or (child.tag in ("p", "strong", "em") and _begins_with_link(child))
    return False


def _words_of_picture(node: LexborNode) -> str:
    return node.attributes.get("alt") or node.attributes.get("aria-label") or ""
