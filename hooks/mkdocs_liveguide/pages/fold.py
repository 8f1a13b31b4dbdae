"""Long lists of items under headings of their own: left out of the contents, and folded or not."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser

ITEM = "foldable"
"""The class of an item, whose first element is its heading."""
LISTED = "listed"
"""The class of an item's heading where the page has an index of its own, and folds nothing."""
CONTROLS = '<div class="live-only fold-controls" data-search-exclude><live-fold></live-fold></div>'
"""Stands before the items of a page: with it, only headings show until items are opened."""


def leave_out_items(contents: Any, html: str) -> None:
    """Takes the items of long lists out of a page's table of contents.

    Their headings keep their anchors; a list of a hundred of them at the side would be no help.

    Args:
        contents: MkDocs' own, of entries with an `id` and `children`.
        html: the page's content.
    """
    if ITEM not in html and LISTED not in html:
        return
    headings = LexborHTMLParser(html).css(f".{ITEM} > [id], .{LISTED}[id]")
    items = frozenset(each.attributes.get("id") for each in headings)
    _leave_out(contents.items, items)


def _leave_out(entries: list[Any], items: frozenset[str | None]) -> None:
    entries[:] = [each for each in entries if each.id not in items]
    for each in entries:
        _leave_out(each.children, items)
