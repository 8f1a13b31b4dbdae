"""Links of finished pages that lead nowhere, told where their authors wrote them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from mkdocs_liveguide.pages.addresses import normal_address, resolve
from mkdocs_liveguide.pages.html import Link, ids, links
from mkdocs_liveguide.pages.origins import Origins
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


@dataclass(frozen=True)
class LinkedPage:
    """A finished page, for those who check where links lead."""

    src_uri: str
    url: str
    """Relative to the site's root."""
    html: str
    """Its content, with nothing left to be put in."""
    origins: Origins
    written: Mapping[str, Sequence[str]]
    """What authors wrote, by the address that MkDocs made of it."""


@dataclass(frozen=True)
class _Known:
    anchors: Mapping[str, set[str]]
    """Ids by address of page."""
    src_uris: Mapping[str, str]
    """Files of the site by address."""


def check_links(
    pages: Iterable[LinkedPage], files: Mapping[str, str], unread: frozenset[str] = frozenset()
) -> list[Problem]:
    """Finds the links that lead nowhere.

    Args:
        pages: all pages.
        files: every file that is published, pages too: `src_uri` by address relative to the root.
        unread: pages (`src_uri`) whose sources have mistakes of their own, which are told
            elsewhere: what they lack is not asked for.
    """
    pages = list(pages)
    anchors = {
        normal_address(page.url): ids(page.html) for page in pages if page.src_uri not in unread
    }
    known = _Known(anchors, {normal_address(url): src for url, src in files.items()})
    return [problem for page in pages for problem in _check_page(page, known)]


def _check_page(page: LinkedPage, known: _Known) -> list[Problem]:
    problems: list[Problem] = []
    seen: Counter[str] = Counter()
    for link in links(page.html):
        written = page.written.get(link.target, [])
        source = written[min(seen[link.target], len(written) - 1)] if written else link.target
        number = seen[source] if not written else written[: seen[link.target]].count(source)
        seen[link.target] += 1
        told = _fault(link, source, page, known)
        if told:
            place = page.origins.link(source, number)
            problems.append(Problem(place.path, place.line, *told))
    return problems


def _fault(
    link: Link, written: str, page: LinkedPage, known: _Known
) -> tuple[str, str, str] | None:
    """What is found, what was expected and what to write; None for a link that leads somewhere."""
    there = resolve(link.target, page.url)
    if there is None:
        return None
    address, fragment = there
    spellings = (address, f"{address}/", f"{address}index.html")
    target = next((each for each in spellings if each in known.src_uris), None)
    shown = unquote(written)
    if target is None:
        near = _candidates(link, page, known)
        expected = "a page of the guide, as a path from this file"
        if link.tag == "img":
            expected = "a picture in the docs folder, as a path from this file"
        fix = suggest(shown.partition("#")[0], near)
        return f'a link to "{shown}"', expected, fix
    # "#a=…" is not a place in a page but what its live part is to begin with.
    if not fragment or target not in known.anchors or "=" in fragment:
        return None
    here = known.anchors[target]
    if fragment in here or fragment == "top":
        return None
    places = {each for each in here if not each.startswith("__")}
    found = f'a link to "{shown}", an anchor that {known.src_uris[target]} has not'
    return found, one_of(places, most=8), suggest(fragment, places)


def _candidates(link: Link, page: LinkedPage, known: _Known) -> list[str]:
    folder = posixpath.dirname(page.src_uri) or "."
    pictures = link.tag == "img"
    return [
        posixpath.relpath(src_uri, folder)
        for address, src_uri in known.src_uris.items()
        if (src_uri.lower().endswith(_PICTURES) if pictures else address in known.anchors)
    ]
