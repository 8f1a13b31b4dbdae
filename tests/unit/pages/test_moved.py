"""Former addresses lead on to where pages are now, in every kind of site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from mkdocs.structure.files import File
from tests.broken_guide import Edit, broken_guide
from tests.notebooks.books import book, problems
from tests.small_site import Built, SmallSite

from mkdocs_liveguide.pages.moved import file_of_page
from mkdocs_liveguide.policy.refused import refused
from mkdocs_liveguide.policy.rules import STRICT, Policy

PAGE = """---
title: Tea & "milk"
moved_from: [old/milk.md, old/index.md, "tea pot.ipynb", old/green.md#green-tea]
---

# Tea

## Green tea

Words.
"""
FILES = {"docs/index.md": "# Home\n\n[Tea](new/tea.md)\n", "docs/new/tea.md": PAGE}


@pytest.fixture(params=[True, False], ids=["folders", "files"])
def built(request: pytest.FixtureRequest, small: SmallSite) -> Built:
    """A site below a path of its host."""
    site = small.build(
        FILES, site_url="https://small.example/guide/", use_directory_urls=request.param
    )
    assert site.works, site.log
    return site


def way(page: BeautifulSoup) -> str:
    """Where a page leads on by itself."""
    (refresh,) = page.select("meta[http-equiv=refresh]")
    seconds, _, address = str(refresh["content"]).partition("; url=")
    assert seconds == "0"
    return address


def test_each_former_address_leads_to_the_page(built: Built) -> None:
    folders = (built.site / "new/tea/index.html").is_file()
    now = "new/tea/" if folders else "new/tea.html"
    files = {
        "old/milk.md": "old/milk/index.html" if folders else "old/milk.html",
        "old/index.md": "old/index.html",
        "tea pot.ipynb": "tea pot/index.html" if folders else "tea pot.html",
        "old/green.md": "old/green/index.html" if folders else "old/green.html",
    }
    for src_uri, file in files.items():
        page = built.page(file)
        (link,) = page.select("a")
        assert link["href"] == way(page)
        there = urlsplit(urljoin(f"https://small.example/guide/{file}", str(link["href"])))
        assert there.path == f"/guide/{now}"
        assert there.fragment == ("green-tea" if src_uri == "old/green.md" else "")
        assert link.get_text() == 'Tea & "milk"'
        (canonical,) = page.select("link[rel=canonical]")
        assert canonical["href"] == f"https://small.example/guide/{now}"
        assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_such_a_page_needs_no_script_and_keeps_the_policy(built: Built) -> None:
    for file in built.site.rglob("*.html"):
        html = file.read_text("utf-8")
        if "http-equiv" in html:
            assert "<script" not in html
            assert "style" not in html
            assert not list(refused(html, Policy(STRICT), "https://small.example", again=True))


def test_it_is_in_neither_search_nor_sitemap(built: Built) -> None:
    assert [page.src_uri for page in built.search.pages] == ["index.md", "new/tea.md"]
    assert "old" not in (built.site / "sitemap.xml").read_text("utf-8")


def test_without_an_address_of_the_site_the_way_is_still_known(small: SmallSite) -> None:
    built = small.build(FILES, site_url="")
    page = built.page("old/milk")
    assert way(page) == "../../new/tea/"
    assert not page.select("link[rel=canonical]")


@pytest.mark.parametrize("folders", [True, False])
@pytest.mark.parametrize(
    "src_uri", ["a.md", "a/b.md", "index.md", "a/index.md", "a/README.md", "a b/ü.md", "a/b.c.md"]
)
def test_files_are_named_as_mkdocs_names_them(src_uri: str, folders: bool) -> None:
    file = File(src_uri, src_dir=None, dest_dir="site", use_directory_urls=folders)
    assert file_of_page(src_uri, folders) == file.dest_uri


WATER = "docs/guides/water.md"


@pytest.mark.parametrize(
    ("listed", "found", "fix"),
    [
        ("[index.md]", "where index.md is published", "remove index.md"),
        ("[guides/water/index.md]", "where guides/water.md is published", "take this entry out"),
        ("[../a.md]", '"../a.md" in moved_from', "write moved_from: [folder/name.md]"),
        ("[a/../../a.md]", '"a/../../a.md" in moved_from', "write moved_from"),
        ("[/a.md]", '"/a.md" in moved_from', "write moved_from"),
        ("[https://a.example/a.md]", "in moved_from", "write moved_from"),
        ("[a.png]", '"a.png" in moved_from', "write moved_from"),
        ("[5]", '"5" in moved_from', "write moved_from"),
        ("a.md", '"moved_from: a.md"', "write moved_from"),
        ("", '"moved_from: "', "write moved_from"),
        ("[a.md, b/../a.md]", "leads to guides/water.md already", "take one of them out"),
        ("[a.md#nowhere]", '"a.md#nowhere" in moved_from, an anchor', "write"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, listed: str, found: str, fix: str
) -> None:
    bread = broken_guide(tmp_path)
    edit = Edit("title: Water\n", f"title: Water\nmoved_from: {listed}\n")
    (problem,) = bread.told(**{WATER: edit})
    assert (problem.path, problem.line) == (WATER, 3)
    assert found in problem.found
    assert fix in problem.fix


def test_two_pages_that_claim_one_address_are_told(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    bread.change(WATER, Edit("title: Water\n", "title: Water\nmoved_from: [old.md]\n"))
    more = (
        "---\ntitle: More\ndescription: What else.\nmoved_from:\n  - old.md\n---\n\n# More\n\nA.\n"
    )
    told = bread.told(**{"docs/more.md": more})
    (problem,) = [each for each in told if "moved_from" in each.found]
    assert (problem.path, problem.line) == ("docs/more.md", 5)
    assert "which leads to guides/water.md already" in problem.found


def test_a_notebook_names_its_former_files_too(tmp_path: Path) -> None:
    head = "---\ntitle: One\nmoved_from: [{}]\n---\n\n# One\n"
    assert problems(tmp_path, book([("markdown", head.format("a.ipynb"))])) == []
    (told,) = problems(tmp_path, book([("markdown", head.format("../a.ipynb"))]))
    assert "docs/notebooks/one.ipynb:" in told
    assert '"../a.ipynb" in moved_from' in told


@pytest.mark.parametrize("written", ["old/dry.md", "old/dry.md#crumb"])
def test_a_link_to_a_former_file_is_told_where_it_leads_now(tmp_path: Path, written: str) -> None:
    bread = broken_guide(tmp_path)
    bread.change(
        WATER, Edit("title: Water\n", "title: Water\nmoved_from: [guides/old/dry.md#dry]\n")
    )
    text = (bread.folder / WATER).read_text("utf-8")
    bread.change(WATER, f"{text}\n## Dry\n\nWords.\n")
    more = "---\ntitle: More\ndescription: What else.\n---\n\n# More\n\n"
    (problem,) = bread.told(**{"docs/guides/more.md": f"{more}[x]({written})\n"})
    assert (problem.path, problem.line) == ("docs/guides/more.md", 8)
    assert problem.fix == 'write "water.md#dry"'
    assert problem.repair == (f"({written}", "(water.md#dry")
