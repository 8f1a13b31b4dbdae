"""A finished page as a tree, and the addresses that hold in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from mkdocs_liveguide.pages.addresses import relative_address

_FOREIGN = {"svg": "svg", "math": "math"}
"""Elements that a language of their own begins in."""
_HTML_AGAIN = {
    *("foreignobject", "desc", "title"),
    *("annotation-xml", "mi", "mo", "mn", "ms", "mtext"),
}
"""Elements of those languages that HTML may stand in."""
_ORIGIN = "https://site.invalid/"
_NEWLINE_LOST = ("pre", "textarea", "listing")
"""A line break right after such a tag is not read, so one that is there has to be written twice."""


class Document:
    """The HTML of a whole page. What is changed in its tree is in `html`."""

    def __init__(self, html: str, path: str, site_path: str = "/") -> None:
        """Reads a page that lies at `path` in a site, which lies at `site_path` on its host."""
        self.path = path
        # As browsers that run scripts do, to which what is for the others is text.
        self.tree = LexborHTMLParser(
            html, scripting=True, options=LexborDocumentOptions.WO_EVENTS.value
        )
        self._site_path = site_path
        base = self.tree.css_first("base[href]")
        self._base = base.attributes["href"] if base is not None else None
        for node in self.css(", ".join(_NEWLINE_LOST)):
            first = node.first_child
            if first is not None and first.is_text_node and first.text().startswith("\n"):
                first.insert_before("\n")

        self._without_scripts = [
            (node, part, part.html)
            for node in self.tree.css("noscript")
            for part in [LexborHTMLParser(node.text(), is_fragment=True)]
        ]

    @property
    def html(self) -> str:
        """The page, written anew."""
        for node, part, before in self._without_scripts:
            if part.html != before:
                empty(node)
                node.insert_child(part.html or "")
        return self.tree.html or ""

    def parts(self) -> Iterator[LexborHTMLParser | LexborNode]:
        """The page, and the contents of its templates, which are no part of its tree."""
        yield self.tree
        waiting = list(self.tree.template_fragments())
        while waiting:
            part = waiting.pop(0)
            yield part
            waiting += part.template_fragments()

    def shown_parts(self) -> Iterator[LexborHTMLParser | LexborNode]:
        """The same, and what browsers show that run no scripts."""
        yield from self.parts()
        yield from (part for _, part, _ in self._without_scripts)

    def css(self, selector: str) -> Iterator[LexborNode]:
        """All elements that match, those in templates too."""
        for part in self.parts():
            yield from part.css(selector)

    def address(self, path: str) -> str:
        """How the page writes the address of a file of the site.

        A page that stands for others that are missing is sent at any address, so it says all of it.
        """
        target = quote(path)
        if posixpath.basename(self.path) == "404.html":
            return self._site_path.rstrip("/") + "/" + target
        here = quote(self.path)
        if self._base is None:
            return relative_address(target, here)
        base = urlsplit(urljoin(_ORIGIN + self._site_path.lstrip("/") + here, self._base))
        return relative_address(
            self._site_path.lstrip("/") + target, unquote(base.path).lstrip("/")
        )


def is_shadow(part: LexborHTMLParser | LexborNode) -> bool:
    """Whether a part of a page is a shadow tree, which the page's own style sheets do not reach."""
    template = part.parent if isinstance(part, LexborNode) else None
    return template is not None and "shadowrootmode" in template.attributes


def language(node: LexborNode) -> str:
    """The language that an element belongs to: ``html``, ``svg`` or ``math``."""
    above = node.parent
    while above is not None:
        tag = (above.tag or "").lower()
        if tag in _HTML_AGAIN and _is_foreign(above):
            return "html"
        if tag in _FOREIGN:
            return _FOREIGN[tag]
        above = above.parent
    return "html"


def empty(node: LexborNode) -> None:
    """Takes an element's text away."""
    for child in list(node.iter(include_text=True)):
        child.decompose()


def _is_foreign(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if (above.tag or "").lower() in _FOREIGN:
            return True
        above = above.parent
    return False
