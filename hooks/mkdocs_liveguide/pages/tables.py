"""Tables that are wider than their column scroll by themselves, without a mouse too."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

SCROLLS = "table-scroll"
"""The class of what scrolls; its style is in ``browser/tables/table.css``."""
_STASHED = re.compile("\x02[^\x03]*\x03")
"""What Python-Markdown has put aside by now, such as code and escaped characters."""


class ScrollingTables(Treeprocessor):
    """Puts each table of a page into an element that scrolls, takes the focus and has a name.

    Whether a table is too wide depends on the screen, so no build can know. The theme's own script
    wraps tables too, but into something that the keyboard cannot reach.
    """

    def run(self, root: Element) -> None:
        """Called by Python-Markdown for each page."""
        parents = [
            (parent, table)
            for parent in root.iter()
            if SCROLLS not in parent.get("class", "").split()
            for table in parent
            if table.tag == "table"
        ]
        for parent, table in parents:
            wrapper = Element("div", {"class": SCROLLS, "tabindex": "0"})
            if name := table_name(table):
                wrapper.attrib |= {"role": "group", "aria-label": name}
            wrapper.tail, table.tail = table.tail, "\n"
            wrapper.text = "\n"
            parent[list(parent).index(table)] = wrapper
            wrapper.append(table)


def table_name(table: Element) -> str:
    """What a screen reader calls a table: its caption, else its columns' heads; "" for none."""
    caption = table.find("caption")
    if caption is not None:
        return _words(caption)
    heads = table.find("thead")
    return ", ".join(filter(None, map(_words, heads.iter("th")))) if heads is not None else ""


def _words(element: Element) -> str:
    return " ".join(_STASHED.sub("", "".join(element.itertext())).split())
