"""Moves styles that stand in a page into style sheets that look the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2
from selectolax.lexbor import LexborNode

from mkdocs_liveguide.policy.document import Document, is_shadow, language
from mkdocs_liveguide.policy.files import MovedFiles

MARK = "data-live-style"
"""The attribute that a ``style`` gives way to. No class: themes ask whether an element has any."""

_STRONG = r":not(#\ #\ )"
"""Matches everything, and weighs as much as two ids: a ``style`` outweighs whatever sheets say."""
_ADDRESSES = ("url", "@import", "image-set", "src(", "\\")
"""Where one of these stands, there may be an address that is relative to the page."""
_NOT_COPIED = ("type", "nonce", "scoped", "rel", "href")
_OPEN_AT_THE_END = ("eof-in-string", "eof-in-url")
_ENDS = (")", "'", '"')


def move_elements(document: Document, moved: MovedFiles) -> None:
    """Puts a link to a style sheet in the place of each ``<style>``.

    In a drawing there can be no link, so that it stands before the drawing.
    """
    for node in [node for part in document.shown_parts() for node in part.css("style")]:
        where = language(node)
        if where == "math" or (node.attributes.get("type") or "text/css").lower() != "text/css":
            continue
        text = node.text()
        if text.strip():
            address = moved.keep(document, "inline.css", text, beside=_has_addresses(text))
            link = link_to(document, address)
            for name, value in node.attributes.items():
                if name not in _NOT_COPIED:
                    link.attrs[name] = value or ""
            (_drawing(node) if where == "svg" else node).insert_before(link)
        node.decompose()


def move_attributes(document: Document, moved: MovedFiles) -> dict[str, str]:
    """Puts a mark in the place of each ``style`` attribute.

    Returns:
        Declarations by the mark that they are for, to be put into a style sheet of the page.
    """
    found: dict[str, str] = {}
    for part in document.shown_parts():
        rules = {}
        for node in part.css("[style]"):
            declarations = canonical(node.attributes["style"] or "")
            del node.attrs["style"]
            if declarations:
                name = hashlib.sha256(declarations.encode()).hexdigest()[:10]
                rules[name] = declarations
                node.attrs[MARK] = name
        if rules and is_shadow(part):
            assert isinstance(part, LexborNode)
            assert part.first_child is not None
            for link in links_to_rules(document, moved, rules):
                part.first_child.insert_before(link)
        else:
            found |= rules
    return found


def links_to_rules(
    document: Document, moved: MovedFiles, rules: Mapping[str, str]
) -> Iterator[LexborNode]:
    """Links to style sheets for marked elements: what names files lies beside the page."""
    own = own_addresses(rules)
    shared = {name: text for name, text in rules.items() if name not in own}
    for sheet, beside in ((shared, False), (own, True)):
        if sheet:
            text = write_sheet(sheet)
            yield link_to(document, moved.keep(document, "inline.css", text, beside=beside))


def link_to(document: Document, address: str) -> LexborNode:
    """A new link to a style sheet."""
    link = document.tree.create_node("link")
    link.attrs["rel"] = "stylesheet"
    link.attrs["href"] = address
    return link


def own_addresses(rules: Mapping[str, str]) -> dict[str, str]:
    """Those rules that hold for one page only, because addresses in them are relative to it."""
    return {name: text for name, text in rules.items() if _has_addresses(text)}


def write_sheet(rules: Mapping[str, str]) -> str:
    """A style sheet for marked elements."""
    return "".join(
        f'[{MARK}="{name}"]{_STRONG}{{{declarations}}}\n'
        for name, declarations in sorted(rules.items())
    )


def canonical(style: str) -> str:
    """The declarations of a ``style`` attribute in one spelling, without what browsers skip."""
    declarations = _declarations(style)
    # What is open at the end is closed there; what closes it depends on what it is.
    for end in _ENDS:
        if not any(_errors(each.value) & {*_OPEN_AT_THE_END} for each in declarations):
            break
        declarations = _declarations(style + end)
    return ";".join(_written(each) for each in declarations if not _errors(each.value))


def _declarations(style: str) -> list[Any]:
    read = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    return [each for each in read if each.type == "declaration"]


def _written(declaration: Any) -> str:
    value = " ".join(tinycss2.serialize(declaration.value).split("\n")).strip()
    return f"{declaration.name}:{value}{'!important' if declaration.important else ''}"


def _errors(tokens: Iterable[Any]) -> set[str]:
    """What is broken in a value; browsers skip a declaration with such a one."""
    found = set()
    for token in tokens:
        if token.type == "error":
            found.add(token.kind)
        found |= _errors(getattr(token, "arguments", None) or getattr(token, "content", None) or ())
    return found


def _has_addresses(text: str) -> bool:
    lower = text.lower()
    return any(sign in lower for sign in _ADDRESSES)


def _drawing(node: LexborNode) -> LexborNode:
    """The outermost drawing that an element stands in."""
    found, above = node, node.parent
    while above is not None:
        if (above.tag or "").lower() == "svg":
            found = above
        above = above.parent
    return found
