"""The words and the form of links in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborNode

from mkdocs_liveguide.pages.prose import content_of
from mkdocs_liveguide.testing.check import Check
from mkdocs_liveguide.testing.guide import GuideUnderTest

SHORTENERS = {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "lnkd.in", "ow.ly"}
VAGUE = {"here", "click here", "this", "link", "this page", "read more", "more"}
_TRACKERS = {"fbclid", "gclid"}
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def link_checks(guide: GuideUnderTest) -> Iterator[Check]:
    """What can be said of links without following them out of the guide."""
    yield Check("every external link is well formed", lambda: _malformed(guide))
    yield Check("the words of every link say where it leads", lambda: _vague(guide))


def fault(url: str) -> str | None:
    """What is wrong with the form of an address, if anything."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return "begins with something else than https://"
    if not _HOST.fullmatch(parts.netloc):
        return "has no public host"
    if parts.netloc in SHORTENERS:
        return "hides where it leads"
    if re.search(r"[\s<>\"{}|\\^`]", url):
        return "has a character that must be escaped"
    if url.endswith((".", ",", ";", ":", "'")):
        return "ends in a stop"
    if any(key.startswith("utm_") or key in _TRACKERS for key, _ in parse_qsl(parts.query)):
        return "carries a tracker"
    return None


def external_links(guide: GuideUnderTest) -> Iterator[tuple[str, str]]:
    """Page and address of each link out of the guide."""
    for name, link in _links(guide):
        href = link.attributes["href"] or ""
        if urlsplit(href).scheme not in ("", "mailto") and not _is_own(guide, href):
            yield name, href


def _malformed(guide: GuideUnderTest) -> Iterator[str]:
    for name, href in external_links(guide):
        if wrong := fault(href):
            yield f"{name}: {href} {wrong}"


def _vague(guide: GuideUnderTest) -> Iterator[str]:
    for name, link in _links(guide):
        words = " ".join(link.text().split()).casefold()
        if words in VAGUE:
            yield f"{name}: a link is called “{words}”: {link.attributes['href']}"


def _links(guide: GuideUnderTest) -> Iterator[tuple[str, LexborNode]]:
    for name, page in guide.pages.items():
        content = content_of(page)
        for link in content.css("a[href]") if content is not None else ():
            yield name, link


def _is_own(guide: GuideUnderTest, href: str) -> bool:
    return guide.home is not None and href.startswith(guide.home)
