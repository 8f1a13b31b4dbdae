"""The guide's own site, as it would be published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

BASE = "http://127.0.0.1:8000/"


def loads(page: BeautifulSoup) -> Iterator[str]:
    """Everything that a browser fetches by itself."""
    for tag in page.select("script[src], img[src], iframe[src], source[src], video[src]"):
        yield str(tag["src"])
    for tag in page.select("link[href]"):
        if not {"canonical", "prev", "next", "alternate"} & set(tag.get("rel") or []):
            yield str(tag["href"])


def test_no_page_asks_another_host_for_anything(pages: dict[str, BeautifulSoup]) -> None:
    foreign = {
        (name, url) for name, page in pages.items() for url in loads(page) if urlsplit(url).netloc
    }
    assert foreign == set()


def test_every_internal_link_leads_somewhere(pages: dict[str, BeautifulSoup], site: Path) -> None:
    ids = {name: {str(tag["id"]) for tag in page.select("[id]")} for name, page in pages.items()}
    dead = set()
    for name, page in pages.items():
        here = urljoin(BASE, f"{name}/" if name else "")
        for tag in page.select("a[href]"):
            url = urlsplit(urljoin(here, str(tag["href"])))
            if f"{url.scheme}://{url.netloc}/" != BASE:
                continue
            target = url.path.strip("/")
            if target in ids:
                # "#a=…" is not a place in a page but what its live part is to begin with.
                is_place = url.fragment and "=" not in url.fragment
                if is_place and url.fragment not in ids[target]:
                    dead.add((name, tag["href"]))
            elif not (site / target).is_file():
                dead.add((name, tag["href"]))
    assert dead == set()


def test_every_page_has_one_heading_a_title_a_description_and_a_canonical_address(
    pages: dict[str, BeautifulSoup],
) -> None:
    for name, page in pages.items():
        assert len(page.select("h1")) == 1, name
        assert page.select_one("title").text.strip(), name
        assert 60 <= len(page.select_one("meta[name=description]")["content"]) <= 170, name
        canonical = page.select_one("link[rel=canonical]")["href"]
        assert canonical == urljoin(BASE, f"{name}/" if name else ""), name


def test_structured_data_can_be_read(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        for tag in page.select("script[type='application/ld+json']"):
            assert json.loads(tag.string)["@context"] == "https://schema.org", name


def test_the_manifest_names_what_is_there(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    name = pages[""].select_one("meta[name=live-manifest]")["content"]
    manifest = json.loads((site / name).read_text("utf-8"))
    assert manifest["version"] == 1
    for entry in manifest["artefacts"].values():
        content = (site / entry["path"]).read_bytes()
        assert len(content) == entry["size"]
        assert hashlib.sha256(content).hexdigest() == entry["hash"]


def test_every_page_is_in_the_sitemap(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    for name in pages:
        assert f"<loc>{urljoin(BASE, f'{name}/' if name else '')}</loc>" in sitemap


def test_sources_are_not_published(site: Path) -> None:
    published = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert not published & {".yml", ".yaml", ".py", ".jsonl"}
