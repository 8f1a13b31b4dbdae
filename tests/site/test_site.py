"""What is particular to this guide's site; the generic tests are those of the package."""

from __future__ import annotations

from bs4 import BeautifulSoup

from mkdocs_liveguide.testing.guide import GuideUnderTest

BASE = "http://127.0.0.1:8000/"


def test_descriptions_are_as_long_as_search_engines_show(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        assert 60 <= len(page.select_one("meta[name=description]")["content"]) <= 170, name


def test_addresses_begin_with_the_one_of_the_preview(liveguide: GuideUnderTest) -> None:
    assert liveguide.home == BASE
