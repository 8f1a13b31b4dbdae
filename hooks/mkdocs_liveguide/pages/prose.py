"""Running text as readers see it: paragraphs of a finished page, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "legend", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "ul"),
}
_NO_TEXT = {"pre", "script", "style", "svg", "template"}
_ABBREVIATIONS = ("e.g.", "i.e.", "et al.", "vs.", "cf.", "approx.", "no.")
_END = re.compile(r"(?<=[.!?…])[\"'”’)*_]*\s+(?=[\"'“‘(*_\[]*[A-Z0-9])")
_MARK = re.compile(r"\s*\[@([^\]]*)\]")


def content_of(page: LexborHTMLParser) -> LexborNode | None:
    """What stands in a page's source, without the frame that the theme puts around it."""
    return page.css_first("article") or page.css_first("main") or page.body


def paragraphs(page: LexborHTMLParser) -> Iterator[str]:
    """Each run of text, in order, spaces made one; no code, and no data of live parts.

    A citation is ``[@e05; @e08]``: the anchors of its findings.
    """
    content = content_of(page)
    parts: list[str] = []
    for part in _parts(content) if content is not None else ():
        if part is not None:
            parts.append(part)
        elif text := " ".join("".join(parts).split()):
            yield text
            parts = []
    if text := " ".join("".join(parts).split()):
        yield text


def _parts(node: LexborNode) -> Iterator[str | None]:
    """Texts; None where one run ends and another begins."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text()
        elif child.tag == "live-citation":
            anchors = [
                f"@{(link.attributes['href'] or '').partition('#')[2]}"
                for link in child.css("a[href*='#']")
            ]
            yield f" [{'; '.join(anchors)}]"
        elif child.tag == "br":
            yield " "
        elif child.tag in _BLOCKS:
            yield None
            yield from _parts(child)
            yield None
        elif child.tag not in _NO_TEXT and not _is_link_to_itself(child):
            yield from _parts(child)


def _is_link_to_itself(node: LexborNode) -> bool:
    return node.tag == "a" and "headerlink" in (node.attributes.get("class") or "")


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


def cited_sentences(text: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Each sentence with a citation in it or right after it, and the anchors of each citation.

    Args:
        text: a run of text as `paragraphs` yields it.
    """
    # A citation stands after the full stop: moved before it, it belongs to its sentence.
    joined = re.sub(r"([.!?:;]+[\"'”’)*_]*)((?:\s*\[@[^\]]*\])+)", r"\2\1", text)
    for sentence in sentences(joined):
        anchors = [
            tuple(name.strip(" @") for name in marks.split(";"))
            for marks in _MARK.findall(sentence)
        ]
        if anchors:
            yield _MARK.sub("", sentence), anchors
