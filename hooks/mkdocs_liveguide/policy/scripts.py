"""Moves scripts that stand in a page into files, which run at the same place, in the same order."""

from __future__ import annotations

import base64
import hashlib
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


def move_scripts(document: Document, moved: MovedFiles) -> set[str]:
    """Moves each script of a page into a file.

    Data stay, and so does what browsers take from pages only, such as import maps.

    Returns:
        For what stayed and would be refused: the sources by hash that a policy needs for it.
    """
    hashes = set()
    for node in list(document.css("script")):
        where = language(node)
        address = "src" if where == "html" else "href"
        if where == "math" or _loads(node, where):
            continue
        kind, text = _kind(node), node.text()
        if kind == "data":
            continue
        if kind == "rules":
            hashes.add(_hash(text))
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
        node.attrs[address] = moved.keep(document, "inline.js", text, beside=beside)
    return hashes


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


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _drop(node: LexborNode, name: str) -> None:
    if name in node.attributes:
        del node.attrs[name]
