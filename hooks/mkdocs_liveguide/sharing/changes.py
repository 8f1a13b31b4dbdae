"""What has changed in a guide, as its author tells it, and the feed that readers follow."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree as ET

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.pages.view import PageInfo
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import read_model

FILE = "changes.yml"
"""Relative to the docs folder."""
FEED = "feed.xml"
"""Relative to the site's root."""
MOST = 50
"""So many of the newest are in the feed."""
_ATOM = "http://www.w3.org/2005/Atom"


class _Change(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    date: datetime.date
    what: Annotated[str, Field(min_length=3, max_length=300, pattern=r"\S")]
    page: str = ""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    changes: list[_Change]


@dataclass(frozen=True)
class Change:
    """Something that readers may want to know."""

    date: datetime.date
    what: str
    """A sentence."""
    page: str
    """``page.md`` or ``page.md#anchor``; "" for the whole guide."""
    line: int


@dataclass(frozen=True)
class Changes:
    """All changes that an author tells of."""

    listed: tuple[Change, ...] = ()
    """The newest first; those of one day in the order in which they are written."""
    path: str = FILE
    """Their file, for problems."""

    def day_of(self, src_uri: str) -> str:
        """The day of a page's last change, such as ``2026-11-22``; "" if none is told."""
        days = (each.date for each in self.listed if each.page.partition("#")[0] == src_uri)
        return max((day.isoformat() for day in days), default="")


def load_changes(reader: Reader, docs: Path) -> Changes:
    """Reads them; a guide without the file tells of none.

    Raises:
        ContentError: everything that is wrong with the file.
    """
    return reader.load(docs / FILE, _parse, Changes())


def _parse(text: str, path: str) -> Changes:
    model, tree = read_model(_File, text, path)
    listed = [
        Change(each.date, " ".join(each.what.split()), each.page, tree.line_of(["changes", number]))
        for number, each in enumerate(model.changes)
    ]
    return Changes(tuple(sorted(listed, key=lambda each: each.date, reverse=True)), path)


def check_changes(
    changes: Changes, pages: Sequence[str], anchors: Mapping[str, frozenset[str]], site: SiteInfo
) -> Iterator[Problem]:
    """Problems of changes that lead nowhere, and of a feed that cannot be.

    Args:
        changes: all of them.
        pages: the `src_uri` of all pages.
        anchors: the ids of each page whose text is known, by `src_uri`.
        site: the site.
    """
    if changes.listed and not site.url:
        fix = "write site_url in the configuration, or take this file away"
        expected = "an address that entries of a feed can begin with"
        yield Problem(changes.path, 1, "changes of a site without site_url", expected, fix)
    told: dict[tuple[datetime.date, str, str], int] = {}
    for each in sorted(changes.listed, key=lambda each: each.line):
        first = told.setdefault((each.date, each.what, each.page), each.line)
        if first != each.line:
            found = f"the same change as in line {first}"
            yield Problem(changes.path, each.line, found, "each change once", "take one away")
        page, _, anchor = each.page.partition("#")
        if page and page not in pages:
            found = f'"page: {each.page}"'
            yield Problem(
                changes.path, each.line, found, one_of(pages, most=8), suggest(page, pages)
            )
        elif anchor and page in anchors and anchor not in anchors[page]:
            found, here = f'"page: {each.page}", an anchor that the page has not', anchors[page]
            yield Problem(
                changes.path, each.line, found, one_of(here, most=8), suggest(anchor, here)
            )


def changes_ahead(changes: Changes, today: datetime.date) -> Iterator[Problem]:
    """Changes of days to come, which lead the feed until then.

    Args:
        changes: all of them.
        today: the day on which that is asked, in UTC; east of there it may be the next already.
    """
    for each in changes.listed:
        if each.date > today + datetime.timedelta(days=1):
            found, fix = f"a change of {each.date}", "write the day on which it is published"
            yield Problem(changes.path, each.line, found, "no day that is still to come", fix)


def write_feed(changes: Changes, pages: Mapping[str, PageInfo], site: SiteInfo) -> bytes:
    """The feed (Atom); the same bytes for the same changes.

    Args:
        changes: one at least.
        pages: the published pages, by `src_uri`.
        site: the site, whose address is known.
    """
    # As an attribute: a namespace that is registered counts for all that this process writes.
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": site.language})
    _add(feed, "title", site.name)
    _add(feed, "id", site.url + FEED)
    _add(feed, "updated", _moment(changes.listed[0].date))
    _add(feed, "link", rel="self", type="application/atom+xml", href=site.url + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=site.url)
    _add(_add(feed, "author"), "name", site.name)
    for each in changes.listed[:MOST]:
        page, mark, anchor = each.page.partition("#")
        address = f"{site.url}{pages[page].url}{mark}{anchor}" if page in pages else site.url
        name = hashlib.sha256(f"{each.what}\0{each.page}".encode()).hexdigest()[:12]
        entry = _add(feed, "entry")
        about = pages[page].title if page in pages else site.name
        _add(entry, "title", about)
        _add(entry, "id", f"{site.url}{FEED}#{each.date.isoformat()}-{name}")
        _add(entry, "updated", _moment(each.date))
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        _add(entry, "summary", each.what)
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
