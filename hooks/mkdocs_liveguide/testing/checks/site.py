"""The site that a guide is built to: it is whole, and asks nobody else for anything."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.building.artefacts import MANIFEST_VERSION
from mkdocs_liveguide.testing.check import Check
from mkdocs_liveguide.testing.guide import GuideUnderTest

_LOADED = "script[src], img[src], iframe[src], source[src], video[src], audio[src]"
_NOT_LOADED = {"canonical", "prev", "next", "alternate"}
"""Kinds of ``<link>`` that name a page and load none."""
_SOURCES = {".yml", ".yaml", ".py", ".jsonl", ".md"}
_ORIGIN = "https://site.invalid/"
"""Stands for the site's address while links are followed."""


def site_checks(guide: GuideUnderTest) -> Iterator[Check]:
    """The build, the pages, the links, and what lies beside the pages."""
    yield Check("the guide is built without a warning", lambda: _build(guide))
    yield Check("every internal link leads somewhere", lambda: _dead_links(guide))
    yield Check("no page asks another host for anything", lambda: _foreign(guide))
    yield Check("every page has one heading, a title and a description", lambda: _heads(guide))
    yield Check("every page names its address and is in the sitemap", lambda: _addresses(guide))
    yield Check("structured data can be read", lambda: _structured(guide))
    yield Check("the manifest names what is there", lambda: _manifest(guide))
    yield Check("sources are not published", lambda: _published_sources(guide))


def _build(guide: GuideUnderTest) -> Iterator[str]:
    if not guide.built.passed:
        yield guide.built.said


def _dead_links(guide: GuideUnderTest) -> Iterator[str]:
    anchors = {name: set(_anchors(page)) for name, page in guide.pages.items()}
    home = guide.home
    for name, page in [*guide.pages.items(), *guide.moved.items()]:
        for link in page.css("a[href]"):
            href = link.attributes["href"] or ""
            if home and href.startswith(home):
                href = _ORIGIN + href.removeprefix(home)
            url = urlsplit(urljoin(_ORIGIN + _address(name), href))
            if f"{url.scheme}://{url.netloc}/" != _ORIGIN:
                continue
            target = _file(guide, unquote(url.path).lstrip("/"))
            if not (guide.site / target).is_file():
                yield f"{name}: {href}: there is no {target}"
            # "#a=…" is not a place in a page but what its live part is to begin with.
            elif "=" in url.fragment or target not in anchors:
                continue
            elif url.fragment and unquote(url.fragment) not in anchors[target]:
                yield f"{name}: {href}: there is no such place in {target}"


def _anchors(page: LexborHTMLParser) -> Iterator[str]:
    for each in page.css("[id]"):
        yield each.attributes["id"] or ""
    for each in page.css("a[name]"):
        yield each.attributes["name"] or ""


def _foreign(guide: GuideUnderTest) -> Iterator[str]:
    for name, page in guide.pages.items():
        for url in _loads(page):
            if urlsplit(url).netloc:
                yield f"{name}: {url}"


def _loads(page: LexborHTMLParser) -> Iterator[str]:
    """Everything that a browser fetches by itself."""
    for each in page.css(_LOADED):
        yield each.attributes["src"] or ""
    for each in page.css("link[href]"):
        if not _NOT_LOADED & set((each.attributes.get("rel") or "").split()):
            yield each.attributes["href"] or ""


def _heads(guide: GuideUnderTest) -> Iterator[str]:
    for name, page in guide.pages.items():
        headings = len(page.css("h1"))
        if headings != 1:
            yield f"{name}: {headings} headings of the first level"
        title = page.css_first("title")
        if title is None or not title.text().strip():
            yield f"{name}: no title"
        description = page.css_first("meta[name=description]")
        if description is None or not (description.attributes["content"] or "").strip():
            yield f"{name}: no description"


def _addresses(guide: GuideUnderTest) -> Iterator[str]:
    home = guide.home
    if home is None:
        return  # a guide without `site_url` has no addresses to name
    sitemap = (guide.site / "sitemap.xml").read_text(encoding="utf-8")
    for name, page in guide.pages.items():
        expected = urljoin(home, _address(name))
        canonical = page.css_first("link[rel=canonical]")
        found = canonical.attributes["href"] if canonical else None
        if found is None or unquote(found) != unquote(expected):
            yield f"{name}: the canonical address is {found}, not {expected}"
        if f"<loc>{found}</loc>" not in sitemap:
            yield f"{name}: not in the sitemap"


def _structured(guide: GuideUnderTest) -> Iterator[str]:
    for name, page in guide.pages.items():
        for script in page.css('script[type="application/ld+json"]'):
            try:
                context = json.loads(script.text())["@context"]
            except (ValueError, KeyError, TypeError) as error:
                yield f"{name}: {error!r}"
            else:
                if context != "https://schema.org":
                    yield f"{name}: of {context}"


def _manifest(guide: GuideUnderTest) -> Iterator[str]:
    if (version := guide.manifest_file["version"]) != MANIFEST_VERSION:
        yield f"the manifest is of version {version}, not {MANIFEST_VERSION}"
    for name, entry in guide.manifest.items():
        path = guide.site / entry["path"]
        if not path.is_file():
            yield f"{name}: there is no {entry['path']}"
            continue
        content = path.read_bytes()
        if len(content) != entry["size"]:
            yield f"{name}: {len(content)} bytes, not {entry['size']}"
        if hashlib.sha256(content).hexdigest() != entry["hash"]:
            yield f"{name}: another content"


def _published_sources(guide: GuideUnderTest) -> Iterator[str]:
    for path in sorted(guide.site.rglob("*")):
        name = path.relative_to(guide.site).as_posix()
        if path.is_file() and path.suffix in _SOURCES and not _is_twin(guide, name):
            yield name


def _is_twin(guide: GuideUnderTest, name: str) -> bool:
    """Whether it is a page as Markdown, for machines, beside the page itself."""
    return name.endswith(".md") and name.removesuffix(".md") + ".html" in guide.pages


def _address(file: str) -> str:
    """The address of a page, relative to the site's."""
    return file.removesuffix("index.html") if file.rpartition("/")[2] == "index.html" else file


def _file(guide: GuideUnderTest, address: str) -> str:
    """The file behind an address in the site, as hosts find it."""
    if not address or address.endswith("/"):
        return f"{address}index.html"
    return f"{address}/index.html" if (guide.site / address).is_dir() else address
