"""What a reader sees of a page, read by another parser, and whether its passages have all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from mkdocs_liveguide.search.passages import Passage

UNSEEN = {"script", "style", "template", "noscript", "input", "textarea", "select", "head"}
LEFT_OUT = (
    "[hidden], [data-search-exclude], .headerlink, .footnote-ref, .footnote-backref, .linenos,"
    " live-citation"
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
MARKS = {"•", "|"}
"""What stands before items of a list and between cells of a table in a passage."""


@dataclass
class Visible:
    """The words of a page in order: those of headings apart, where they stand."""

    words: list[str] = field(default_factory=list)
    headings: list[tuple[int, list[str]]] = field(default_factory=list)
    """The number of words before each heading, and its words."""


def visible_words(html: str) -> Visible:
    """Reads the content of a page."""
    soup = BeautifulSoup(html, "html5lib")
    for element in soup.select(LEFT_OUT):
        element.extract()
    seen = Visible()
    text: list[str] = []

    def end() -> None:
        seen.words.extend("".join(text).split())
        text.clear()

    def walk(element: Tag) -> None:
        for child in element.children:
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                text.append(str(child))
            elif not isinstance(child, Tag) or child.name in UNSEEN:
                continue
            elif child.name in ("img", "svg"):
                text.append(f" {child.get('alt') or child.get('aria-label') or ''} ")
            elif child.name == "br":
                text.append(" ")
            elif re.fullmatch("h[1-6]", child.name):
                end()
                walk(child)
                seen.headings.append((len(seen.words), "".join(text).split()))
                text.clear()
            elif child.name in INLINE:
                walk(child)
            else:
                end()
                walk(child)
                end()

    assert soup.body is not None
    walk(soup.body)
    end()
    return seen


def faults(html: str, passages: Sequence[Passage]) -> Iterator[str]:
    """What of a page is not in exactly one of its passages, or not in order.

    Args:
        html: the page's content.
        passages: all of that page.
    """
    seen = visible_words(html)
    if not passages:
        if seen.words:
            yield f"no passage has {seen.words[:8]}"
        return
    anchors = set(ids(html))
    yield from (f"no place #{each.anchor}" for each in passages if each.anchor not in anchors)
    texts = [[word for word in each.text.split() if word not in MARKS] for each in passages]
    headings = [([w for w in words if w not in MARKS]) for _, words in seen.headings]
    wanted = [word for word in seen.words if word not in MARKS]
    yield from _compare(wanted, texts, passages, headings)
    shown = [" ".join(each.headings).split() for each in passages]
    told = [each.title.split() for each in passages] + shown + texts
    for heading in headings:
        if heading and not any(_contains(each, heading) for each in told):
            yield f"the heading {' '.join(heading)!r} is in no passage"


def _compare(
    wanted: Sequence[str],
    texts: Sequence[Sequence[str]],
    passages: Sequence[Passage],
    headings: Sequence[Sequence[str]],
) -> Iterator[str]:
    # A heading over nothing is the text of its passage as well, and a word may be both: whichever
    # way of reading the passages fits the page will do.
    reached = {0}
    for text, passage in zip(texts, passages, strict=True):
        ways = [text, *_without_heading(text, passage, headings)]
        ends = {
            at + len(words)
            for at in reached
            for words in ways
            if list(wanted[at : at + len(words)]) == list(words)
        }
        if not ends:
            at = max(reached)
            yield f"the page has {list(wanted[at : at + 12])}, the passage {list(text[:12])}"
            return
        reached = ends
    if len(wanted) not in reached:
        at = max(reached)
        yield f"no passage has {list(wanted[at : at + 8])}"


def _without_heading(
    text: Sequence[str], passage: Passage, headings: Sequence[Sequence[str]]
) -> Iterator[Sequence[str]]:
    first = [word for word in passage.text.split("\n\n")[0].split() if word not in MARKS]
    if first in headings:
        yield text[len(first) :]


def _contains(text: Sequence[str], part: Sequence[str]) -> bool:
    return any(
        list(text[at : at + len(part)]) == list(part) for at in range(len(text) - len(part) + 1)
    )


def ids(html: str) -> Iterator[str]:
    """All places that a link can name, and the top of the page."""
    yield ""
    for element in BeautifulSoup(html, "html5lib").select("[id], a[name]"):
        for name in (element.get("id"), element.get("name")):
            if name:
                yield str(name)
