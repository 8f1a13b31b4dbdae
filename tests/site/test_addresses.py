"""With folders as addresses or with files, all that the generator writes leads to what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from tests.small_site import Built, SmallSite

BASE = "https://small.example/"


@pytest.fixture(params=[True, False], ids=["folders", "files"])
def bread(request: pytest.FixtureRequest, small: SmallSite, root: Path) -> Built:
    """The guide about bread, with addresses of both kinds."""
    fixture = root / "tests" / "fixtures" / "bread"
    files = [path for path in fixture.rglob("*") if path.is_file() and path.suffix != ".yml"]
    files += (fixture / "docs").rglob("*.yml")
    small.write({path.relative_to(fixture).as_posix(): path.read_bytes() for path in files})
    built = small.build(use_directory_urls=request.param)
    assert built.works, built.log
    return built


def leads_somewhere(built: Built, url: str) -> bool:
    """Whether an address, from the site's root, is that of a file, and its anchor is there."""
    path, _, anchor = url.partition("#")
    file = built.site / unquote(path)
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    page = built.page(file.relative_to(built.site).as_posix())
    # "#a=…" is not a place in a page but what its live part is to begin with.
    return not anchor or "=" in anchor or page.find(id=unquote(anchor)) is not None


def values(data: Any, key: str) -> Iterator[str]:
    """All values of a key, at any depth."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(data, list):
        for item in data:
            yield from values(item, key)


def test_links_of_pages(bread: Built) -> None:
    for page in bread.search.pages:
        for link in bread.page(page.url).select("a[href]"):
            url = urljoin(BASE + page.url, str(link["href"]))
            if url.startswith(BASE):
                assert leads_somewhere(bread, url.removeprefix(BASE)), (page.src_uri, link)


def test_citations_lead_to_findings(bread: Built) -> None:
    (link,) = bread.page().select("a.citation")
    assert leads_somewhere(bread, str(link["href"]))


def test_results_of_the_search(bread: Built) -> None:
    for passage in bread.passages:
        url = bread.search.pages[passage.page].url
        assert leads_somewhere(bread, f"{url}#{passage.anchor}")


def test_what_the_quiz_links_to(bread: Built) -> None:
    (file,) = bread.site.rglob("quiz.*.json")
    urls = list(values(json.loads(file.read_text("utf-8")), "url"))
    assert len(urls) > 3
    assert all(leads_somewhere(bread, url) for url in urls)


def test_what_pages_say_of_themselves_to_machines(bread: Built) -> None:
    for page in bread.search.pages:
        for said in bread.structured(page.url):
            urls = [url for url in values(said, "url") if url != BASE]
            assert all(leads_somewhere(bread, url.removeprefix(BASE)) for url in urls)
    assert bread.structured()[0]["@type"] == "WebSite"
