"""Scripts that stand in a page: a policy names those that stay; files take the rest.

Files run at the same place, in the same order.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal

from selectolax.lexbor import LexborNode

from mkdocs_liveguide.policy.document import Document, empty, language
from mkdocs_liveguide.policy.files import MovedFiles

Kind = Literal["classic", "module", "rules", "data"]

# fmt: off
_JAVASCRIPT = frozenset((
    "application/ecmascript", "application/javascript", "application/x-ecmascript",
    "application/x-javascript", "text/ecmascript", "text/javascript", "text/javascript1.0",
    "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
    "text/javascript1.5", "text/jscript", "text/livescript", "text/x-ecmascript",
    "text/x-javascript",
))
# fmt: on
_RULES = ("importmap", "speculationrules")
"""What browsers do not take from a file."""


MOST = 12
"""So many different scripts may stay: a header names each, and hosts take some kilobytes of it."""
LONGEST = 2_000
"""Characters of a script that may stay: a longer one is fetched once for all pages."""


def count_scripts(document: Document, counted: Counter[str]) -> None:
    """Counts a page's scripts that may stay, by their text."""
    for node, kind in _inline(document):
        text = node.text()
        if _may_stay(node, kind, text):
            counted[text] += 1


def most_used(counted: Counter[str]) -> frozenset[str]:
    """The scripts that stay: a request for each would cost more than what a header says of them."""
    return frozenset(sorted(counted, key=lambda text: (-counted[text], text))[:MOST])


def move_scripts(
    document: Document, moved: MovedFiles, staying: Collection[str] = frozenset()
) -> set[str]:
    """Moves each script of a page into a file, but for those that stay.

    Data stay, and so does what browsers take from pages only, such as import maps.

    Args:
        document: the page.
        moved: gets the files.
        staying: the text of the scripts that stay.

    Returns:
        For what stayed and would be refused: the sources by hash that a policy needs for it.
    """
    hashes = set()
    for node, kind in _inline(document):
        text = node.text()
        if kind == "rules" or (text in staying and _may_stay(node, kind, text)):
            hashes.add(source_of(text))
            continue
        empty(node)
        for name in ("nonce", "integrity", "charset", "crossorigin"):
            _drop(node, name)
        if kind == "classic":
            # Without an address, it did not heed them.
            _drop(node, "async")
            _drop(node, "defer")
        if not text.strip():
            continue
        # Modules that it imports are looked for from where it lies.
        beside = "import" in text
        address = "src" if language(node) == "html" else "href"
        node.attrs[address] = moved.keep(document, "inline.js", text, beside=beside)
    return hashes


def source_of(text: str) -> str:
    """What names a script in a policy: its hash."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inline(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """The scripts that stand in a page, without data."""
    for node in list(document.css("script")):
        where = language(node)
        if where != "math" and not _loads(node, where) and (kind := _kind(node)) != "data":
            yield node, kind


def _may_stay(node: LexborNode, kind: Kind, text: str) -> bool:
    # In a drawing, what is read depends on how its text is written.
    is_script = kind in ("classic", "module") and language(node) == "html"
    return is_script and bool(text.strip()) and len(text) <= LONGEST


def _loads(node: LexborNode, where: str) -> bool:
    names = ("src",) if where == "html" else ("href", "xlink:href")
    return any(name in node.attributes for name in names)


def _kind(node: LexborNode) -> Kind:
    attributes = node.attributes
    if "type" in attributes:
        said = attributes["type"] or ""
        kind = said.strip().lower() if said else "text/javascript"
    elif attributes.get("language"):
        kind = f"text/{attributes['language']}".lower()
    else:
        kind = "text/javascript"
    if kind in _JAVASCRIPT:
        return "classic"
    if kind == "module":
        return "module"
    return "rules" if kind in _RULES else "data"


def _drop(node: LexborNode, name: str) -> None:
    if name in node.attributes:
        del node.attrs[name]
