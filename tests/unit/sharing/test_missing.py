"""The page for unknown addresses."""

from __future__ import annotations

from tests.small_site import SmallSite

MATERIAL = {"name": "material", "font": False}
PAGES = {"docs/index.md": "# Home\n", "docs/find/it.md": "# Ask here\n\n::: ask\n"}


def test_it_leads_to_the_page_that_asks_the_search(small: SmallSite) -> None:
    built = small.build(
        PAGES, theme=MATERIAL, markdown_extensions=[], site_url="https://tea.example/a%20b/"
    )
    assert built.log == []
    page = built.page("404.html")
    article = page.select_one("article")
    assert article is not None
    (title,) = article.select("h1")
    assert title.get_text() == "Page not found"
    element = article.select_one("live-missing")
    assert element is not None
    assert element["data-search"] == "/a%20b/find/it/#q="
    ways = {link.get_text(): link["href"] for link in article.select("li a")}
    assert ways == {"The first page": "/a%20b/", "Ask here": "/a%20b/find/it/"}
    assert "live-only" in article.select_one("form")["class"], "without scripts, links are there"


def test_where_no_page_asks_it_asks_the_theme(small: SmallSite) -> None:
    pages = {"docs/index.md": "# Home\n"}
    built = small.build(
        pages, theme=MATERIAL, markdown_extensions=[], plugins=["search", "liveguide"]
    )
    element = built.page("404.html").select_one("live-missing")
    assert element is not None
    assert element["data-search"] == "/?q="
    built = small.build(pages, theme=MATERIAL, markdown_extensions=[])
    assert built.page("404.html").select("live-missing") == []
    assert built.page("404.html").select("article h1") != []


def test_a_page_of_the_sites_own_is_left_as_it_is(small: SmallSite) -> None:
    files = {
        **PAGES,
        "theme/404.html": '{% extends "main.html" %}{% block content %}<h1>Lost</h1>{% endblock %}',
    }
    built = small.build(files, theme={**MATERIAL, "custom_dir": "theme"}, markdown_extensions=[])
    # The theme of the small site stands in the same folder, and has no such block.
    assert "Page not found" not in (built.site / "404.html").read_text("utf-8")
