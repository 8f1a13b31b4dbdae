"""Tables in outputs scroll as those of pages do."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_liveguide.pages.tables import SCROLLS


def with_scrolling_tables(content: str) -> str:
    """The HTML of an output, each table in an element that scrolls, takes the focus and has a name.

    A table stays as it is where what it stands in takes the focus already, and in another table.
    """
    tree = LexborHTMLParser(content, is_fragment=True)
    tables = [table for table in tree.css("table") if not _is_cared_for(table)]
    for table in tables:
        table.insert_before(tree.create_node("div"))
        wrapper = table.prev
        assert wrapper is not None
        wrapper.attrs["class"] = SCROLLS
        wrapper.attrs["tabindex"] = "0"
        if name := _name(table):
            wrapper.attrs["role"] = "group"
            wrapper.attrs["aria-label"] = name
        wrapper.insert_child(table)  # a copy
        table.decompose()
    return (tree.html or "") if tables else content


def _is_cared_for(table: LexborNode) -> bool:
    above = table.parent
    while above is not None:
        if above.tag == "table" or "tabindex" in above.attributes:
            return True
        above = above.parent
    return False


def _name(table: LexborNode) -> str:
    """What a screen reader calls a table: its caption, else its columns' heads; "" for none."""
    caption = table.css_first("caption")
    heads = [caption] if caption is not None else table.css("thead th")
    return ", ".join(filter(None, (" ".join(head.text().split()) for head in heads)))
