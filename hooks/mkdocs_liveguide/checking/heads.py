"""What pages say of themselves: a title, and a description for searchers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import Problem

When = Literal["auto", "always", "never"]
"""When a page must have them; ``auto``: each that most pages have."""

_WANTED = {
    "title": ("a title, for tabs and results of searches", 'write "title: …" there'),
    "description": ("a sentence that says what it answers", 'write "description: …" there'),
}


@dataclass(frozen=True)
class Head:
    """The head of one page."""

    path: str
    """The file, as problems call it."""
    meta: Mapping[str, Any]
    """What stands in it."""


def check_heads(heads: list[Head], when: When) -> Iterator[Problem]:
    """Pages without a title or a description.

    Args:
        heads: of all pages that could be read.
        when: whether they are wanted.
    """
    for key, (expected, fix) in _WANTED.items() if when != "never" else ():
        lacking = [head for head in heads if not str(head.meta.get(key) or "").strip()]
        having = len(heads) - len(lacking)
        if when == "auto" and (having < 2 or having <= len(lacking)):
            continue
        for head in lacking:
            yield Problem(head.path, 1, f'front matter without "{key}"', expected, fix)


def check_site_url(site_url: str | None, when: When, place: Place) -> Iterator[Problem]:
    """An address of the site that addresses of pages cannot begin with.

    Args:
        site_url: the address; "" or None for none, which is a mistake where each page must say
            what it is.
        when: see `check_heads`.
        place: where the address stands, or would.
    """
    expected, fix = "the address of the site's home page", "write site_url: https://…/"
    if not site_url and when == "always":
        found = 'no "site_url"'
        expected = "the address of the site, for the canonical addresses of its pages"
    elif site_url and (wrong := _wrong_with(site_url)):
        found = f'"site_url: {site_url}", {wrong}'
    else:
        return
    yield Problem(place.path, place.line, found, expected, fix)


def leads_nowhere(site_url: str, place: Place) -> Iterator[Problem]:
    """An address that only this machine has: what stands in published pages leads nobody there.

    Args:
        site_url: the address, which `check_site_url` has taken; "" for none.
        place: where it stands.
    """
    host = urlsplit(site_url).hostname or ""
    try:
        own = ip_address(host).is_loopback
    except ValueError:
        own = host == "localhost"
    if own:
        found = f'"site_url: {site_url}", an address of this machine'
        fix = "set it before you publish: canonical links, feed and site map have it"
        yield Problem(place.path, place.line, found, "the address of the published site", fix)


def _wrong_with(site_url: str) -> str:
    try:
        parts = urlsplit(site_url)
    except ValueError:
        return "which is no address"
    if any(each.isspace() for each in site_url):
        return "an address with a space in it"
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "which does not begin with https:// and the name of a host"
    if parts.query or parts.fragment:
        return "an address with a query or a fragment"
    file = PurePosixPath(parts.path)
    return "the address of a file" if file.suffix.lower() in (".html", ".htm") else ""
