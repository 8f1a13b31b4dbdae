"""Addresses of pages and files, relative to one another."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin, urlsplit

_ORIGIN = "https://site.invalid/"


def relative_address(target: str, base: str) -> str:
    """The way from one address of the site to another.

    Args:
        target: where it leads, relative to the site's root; "" is the root.
        base: where it starts, likewise.

    Returns:
        A relative address; that of a folder ends in a slash.
    """
    start = posixpath.dirname(base)
    way = posixpath.relpath(target or ".", start or ".")
    return f"{way}/" if target == "" or target.endswith("/") else way


def site_address(url: str) -> str:
    """The address of a file as all stages write it: encoded, and "" for the home page."""
    return url.removeprefix("./")


def resolve(href: str, base: str) -> tuple[str, str] | None:
    """Where a link leads.

    Args:
        href: as it stands in the page's HTML.
        base: the page's address, relative to the site's root.

    Returns:
        The target's address relative to the site's root, decoded, and the fragment, decoded; None
        for a link that leaves the site, or begins at its host's root.
    """
    href = href.strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or href.startswith(("/", "\\")):
        return None
    there = urlsplit(urljoin(f"{_ORIGIN}{base}", href))
    return unquote(there.path).lstrip("/"), unquote(there.fragment)
