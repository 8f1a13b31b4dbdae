"""Former addresses of pages, which lead on to where the pages are now.

A page's front matter names the files that it once was, or that it took in::

    moved_from: [old/name.md, old/part.md#heading]

An anchor says where on the page the text of that file stands now.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.addresses import relative_address
from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.pages.view import PageInfo
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest
from mkdocs_liveguide.sources.tree import Tree

KEY = "moved_from"
"""The key of the front matter."""

_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".ipynb")
_EXPECTED = "a former file of a page, relative to the docs folder"
_FIX = f"write {KEY}: [folder/name.md], or folder/name.md#anchor for a place on this page"


@dataclass(frozen=True)
class Former:
    """A file that a page once was."""

    src_uri: str
    """Relative to the docs folder, with forward slashes."""
    anchor: str
    """Where its text stands on the page now; "" for the top."""
    path: str
    """The file that names it, for problems."""
    line: int
    """The line there, 1-based."""


Formers = Mapping[str, Sequence[Former]]
"""By the `src_uri` of the page that they lead to."""


def read_formers(tree: Tree, path: str) -> tuple[tuple[Former, ...], list[Problem]]:
    """Reads the former files that a front matter names.

    Args:
        tree: the front matter, a mapping.
        path: its file, for problems.

    Returns:
        Those that can be read, and what is wrong with the rest.
    """
    if KEY not in tree.value:
        return (), []
    listed = tree.value[KEY]
    if not isinstance(listed, list):
        found = f'"{KEY}: {"" if listed is None else listed}"'
        return (), [Problem(path, tree.line_of([KEY]), found, "a list of files", _FIX)]
    formers, problems = list[Former](), list[Problem]()
    for number, entry in enumerate(listed):
        line = tree.line_of([KEY, number])
        name, _, anchor = entry.partition("#") if isinstance(entry, str) else ("", "", "")
        if _is_inside(name):
            formers.append(Former(posixpath.normpath(name), anchor, path, line))
        else:
            problems.append(Problem(path, line, f'"{entry}" in {KEY}', _EXPECTED, _FIX))
    return tuple(formers), problems


def _is_inside(name: str) -> bool:
    """Whether it can be a page in the docs folder."""
    if not name.endswith(_ENDINGS) or name.startswith("/") or "\\" in name:
        return False
    return not urlsplit(name).scheme and posixpath.normpath(name).split("/")[0] != ".."


def places_now(formers: Formers) -> dict[str, str]:
    """Where the text of each former file stands: ``page.md#anchor`` by the former `src_uri`."""
    return {
        each.src_uri: f"{src_uri}#{each.anchor}" if each.anchor else src_uri
        for src_uri, listed in formers.items()
        for each in listed
    }


def file_of_page(src_uri: str, folders: bool) -> str:
    """The file in the site that MkDocs makes of a page.

    Args:
        src_uri: the page's source, relative to the docs folder.
        folders: whether addresses are those of folders, as `use_directory_urls` says.
    """
    folder, name = posixpath.split(posixpath.splitext(src_uri)[0])
    is_index = name in ("index", "README")
    name = "index" if is_index else name
    ending = "/index.html" if folders and not is_index else ".html"
    return posixpath.join(folder, f"{name}{ending}")


def check_formers(
    formers: Formers,
    files: Mapping[str, str],
    anchors: Mapping[str, frozenset[str]],
    exists: Callable[[str], bool],
    folders: bool,
) -> Iterator[Problem]:
    """What is wrong with former files, seen beside all that the site publishes.

    Args:
        formers: all of them.
        files: what is published: `src_uri` by address relative to the root.
        anchors: the ids of each page whose text is known, by `src_uri`.
        exists: whether the docs folder has such a file.
        folders: see `file_of_page`.
    """
    taken = {unquote(_file_at(url)): src_uri for url, src_uri in files.items()}
    claimed: dict[str, str] = {}
    for src_uri, listed in formers.items():
        for each in listed:
            place = (each.path, each.line)
            name = f'"{each.src_uri}" in {KEY}'
            file = file_of_page(each.src_uri, folders)
            if exists(each.src_uri) or file in taken:
                there = each.src_uri if exists(each.src_uri) else taken[file]
                found = f"{name}, where {there} is published"
                fix = f"remove {there}, or take this entry out"
                yield Problem(*place, found, "a file that is no longer there", fix)
            elif file in claimed:
                found = f"{name}, which leads to {claimed[file]} already"
                yield Problem(*place, found, "each former file once", "take one of them out")
            claimed.setdefault(file, src_uri)
            here = anchors.get(src_uri)
            if each.anchor and here is not None and each.anchor not in here:
                found = f'"{each.src_uri}#{each.anchor}" in {KEY}, an anchor that this page has not'
                yield Problem(*place, found, one_of(here, most=8), suggest(each.anchor, here))


def _file_at(url: str) -> str:
    return f"{url}index.html" if not url or url.endswith("/") else url


def pages_that_lead_on(
    formers: Formers, pages: Mapping[str, PageInfo], site: SiteInfo, folders: bool
) -> dict[str, bytes]:
    """Small pages at the former addresses, which need no scripts.

    Args:
        formers: all of them; what leads to a page that is not published is left out.
        pages: the published pages, by `src_uri`.
        site: the site.
        folders: see `file_of_page`.

    Returns:
        HTML by its path in the site.
    """
    return {
        file: _page_that_leads_on(file, pages[src_uri], each.anchor, site)
        for src_uri, listed in formers.items()
        if src_uri in pages
        for each in listed
        for file in [file_of_page(each.src_uri, folders)]
    }


def _page_that_leads_on(file: str, page: PageInfo, anchor: str, site: SiteInfo) -> bytes:
    way = relative_address(page.url, quote(file))
    html = render_template(
        "pages/moved.html",
        title=page.title,
        way=f"{way}#{quote(anchor)}" if anchor else way,
        canonical=site.url + page.url if site.url else "",
        language=site.language,
    )
    return f"{html}\n".encode()
