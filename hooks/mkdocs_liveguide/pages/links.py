"""Links of finished pages that lead nowhere, told where their authors wrote them."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from mkdocs_liveguide.pages.addresses import relative_address, resolve, site_address
from mkdocs_liveguide.pages.html import Link, ids, links
from mkdocs_liveguide.pages.origins import Origins
from mkdocs_liveguide.sources.problems import Problem, closest, one_of, suggest

_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".ipynb")
"""Of pages, in sources and in addresses."""
_RESERVED = re.compile(r"[\s%#?<>\"\\]")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


@dataclass(frozen=True)
class LinkedPage:
    """A finished page, for those who check where links lead."""

    src_uri: str
    url: str
    """Relative to the site's root, encoded."""
    html: str
    """Its content, with nothing left to be put in."""
    origins: Origins
    written: Mapping[str, Sequence[str]]
    """What authors wrote, by the address that MkDocs made of it."""

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The places of the page that a link can name."""
        return ids(self.html)


@dataclass(frozen=True)
class _Known:
    anchors: Mapping[str, frozenset[str]]
    """Ids by address of page, decoded."""
    src_uris: Mapping[str, str]
    """Files of the site by address, decoded."""
    pages: frozenset[str]
    """The addresses of all pages, decoded."""
    is_own: Callable[[str], bool]
    """Whether a file (`src_uri`) is its author's, so that they may have meant it."""
    moved: Mapping[str, str]
    """Where the text of former files stands now: ``page.md#anchor`` by `src_uri`."""

    def find(self, address: str) -> str | None:
        """The address as the site has it; None for one that leads nowhere."""
        spellings = (address, f"{address}/", f"{address}index.html")
        return next((each for each in spellings if each in self.src_uris), None)

    def like(self, link: Link, path: str) -> list[tuple[str, str]]:
        """Address and `src_uri` of what a link of this kind may have meant."""
        if link.tag == "img":
            return self.own(_PICTURES)
        ending = posixpath.splitext(path)[1].lower()
        if ending not in ("", *_ENDINGS):
            same = self.own((ending,))
            if same:
                return same
        return [each for each in self.src_uris.items() if each[0] in self.pages]

    def own(self, endings: tuple[str, ...]) -> list[tuple[str, str]]:
        """The author's files of some kinds."""
        return [
            (address, src_uri)
            for address, src_uri in self.src_uris.items()
            if src_uri.lower().endswith(endings) and self.is_own(src_uri)
        ]


def check_links(
    pages: Iterable[LinkedPage],
    files: Mapping[str, str],
    unread: frozenset[str] = frozenset(),
    is_own: Callable[[str], bool] = lambda src_uri: True,
    moved: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Finds the links that lead nowhere.

    Args:
        pages: all pages.
        files: every file that is published, pages too: `src_uri` by address relative to the root.
        unread: pages (`src_uri`) whose sources have mistakes of their own, which are told
            elsewhere: what they lack is not asked for.
        is_own: whether a file is its author's, and none of the theme's.
        moved: where the text of former files stands now: ``page.md#anchor`` by `src_uri`.
    """
    pages = list(pages)
    anchors = {unquote(page.url): page.anchors for page in pages if page.src_uri not in unread}
    known = _Known(
        anchors,
        {unquote(site_address(url)): src for url, src in files.items()},
        frozenset(unquote(page.url) for page in pages),
        is_own,
        moved or {},
    )
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


_Told = tuple[str, str, str, tuple[str, str] | None]
"""What is found, what was expected, what to write, and the repair where there is a safe one."""


def _fault(link: Link, written: str, page: LinkedPage, known: _Known) -> _Told | None:
    """What is told of a link; None for one that leads somewhere."""
    there = resolve(link.target, page.url)
    if there is None:
        return None
    address, fragment = there
    target = known.find(address)
    if target is None:
        return _no_target(link, written, page, known)
    # "#a=…" is not a place in a page but what its live part is to begin with.
    if not fragment or target not in known.anchors or "=" in fragment:
        return None
    here = known.anchors[target]
    if fragment in here or fragment == "top":
        return None
    places = {each for each in here if not each.startswith("__")}
    found = f'a link to "{written}", an anchor that {known.src_uris[target]} has not'
    return found, one_of(places, most=8), suggest(fragment, places), None


def _no_target(link: Link, written: str, page: LinkedPage, known: _Known) -> _Told:
    path = unquote(written.strip().partition("#")[0].partition("?")[0])
    folder = posixpath.dirname(page.src_uri) or "."
    what = {"a": "a page of the guide", "img": "a picture in the docs folder"}.get(
        link.tag, "a file"
    )
    if link.target in page.written:
        expected = f"{what}, as a path from this file"
        meant = {_encoded(posixpath.relpath(src, folder)) for _, src in known.like(link, path)}
    else:
        expected = f"{what}, as an address from this page: HTML stays as it is"
        meant = {relative_address(quote(each), page.url) for each, _ in known.like(link, path)}
        source = posixpath.normpath(posixpath.join(folder, path))
        here = [address for address, src in known.src_uris.items() if src == source]
        path = unquote(relative_address(quote(here[0]), page.url)) if here else path
    # Endings are much alike, whatever stands before them.
    stems = {posixpath.splitext(each)[0]: each for each in sorted(meant)}
    near = stems.get(closest(posixpath.splitext(_encoded(path))[0], stems) or "")
    fix = "mend the path" if near is None else f'write "{near}"'
    former = posixpath.normpath(posixpath.join(folder, path))
    if link.target in page.written and former in known.moved:
        now = _encoded_target(posixpath.relpath(known.moved[former], folder))
        return f'a link to "{written}"', expected, f'write "{now}"', (f"({written}", f"({now}")
    # A page that has moved is meant by the only file of its name.
    name = posixpath.basename(path)
    moved = [each for each in meant if posixpath.basename(each) == name] if name else []
    repair = None
    if len(moved) == 1 and "." in name and written.startswith(path):
        repair = (f"({written}", f"({moved[0]}{written.removeprefix(path)}")
        fix = f'write "{moved[0]}"'
    return f'a link to "{written}"', expected, fix, repair


def _encoded_target(target: str) -> str:
    """A path with or without an anchor, as it can stand in a link."""
    path, mark, anchor = target.partition("#")
    return f"{_encoded(path)}{mark}{anchor}"


def _encoded(path: str) -> str:
    """A path as it can stand in a link."""
    return _RESERVED.sub(lambda character: quote(character[0], safe=""), path)
