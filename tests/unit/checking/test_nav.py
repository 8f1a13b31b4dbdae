"""The navigation is compared with the pages before anything dear is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.broken_guide import Edit, broken_guide

from mkdocs_liveguide.sources.problems import Problem

PAGES = "index.md, guides/water.md, quiz/index.md, faq/index.md, evidence/index.md, ask/index.md"
MORE = "---\ntitle: More\ndescription: What else there is.\n---\n\n# More\n\nWords.\n"


def told(folder: Path, nav: str, *, level: str = "warn") -> list[Problem]:
    bread = broken_guide(folder)
    bread.change("docs/more.md", MORE)
    levels = f"validation: {{nav: {{omitted_files: {level}, not_found: {level}}}}}"
    return bread.told(**{"mkdocs.yml": Edit("plugins:", f"{levels}\nnav:\n{nav}\nplugins:")})


def as_lines(pages: str) -> str:
    return "\n".join(f"  - {page.strip()}" for page in pages.split(","))


def test_a_navigation_with_every_page_once_is_right(tmp_path: Path) -> None:
    assert told(tmp_path, as_lines(f"{PAGES}, more.md")) == []


def test_sections_titles_and_addresses_elsewhere_are_right(tmp_path: Path) -> None:
    pages = "\n".join(f"    - {page.strip()}" for page in PAGES.split(","))
    nav = f"  - All:\n{pages}\n    - Out: https://example.org/\n  - More: ./more.md"
    assert told(tmp_path, nav) == []


def test_a_page_that_nav_does_not_name_is_told(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, as_lines(PAGES))
    assert (problem.path, problem.line) == ("docs/more.md", 1)
    assert "nav does not name" in problem.found
    assert problem.fix == 'add a line "- more.md" there'


@pytest.mark.parametrize(
    ("entry", "line", "found", "fix"),
    [
        ("mor.md", 16, '"mor.md" in nav, which is no file', 'write "more.md"'),
        ("more.md, more.md", 17, "a second time (first on line 16)", "take one of them out"),
        ("more.md, faq/cold-kitchen.md", 17, "which faq/index.md shows", "take it out"),
        ("more.md, 3d/none.md", 17, '"3d/none.md" in nav', "add the page, or take the entry out"),
    ],
)
def test_an_entry_that_is_wrong_is_told_alone(
    tmp_path: Path, entry: str, line: int, found: str, fix: str
) -> None:
    (problem,) = told(tmp_path, as_lines(f"{PAGES}, {entry}"))
    assert (problem.path, problem.line) == ("mkdocs.yml", line)
    assert found in problem.found
    assert problem.fix.startswith(fix)


def test_a_guide_says_how_grave_it_is(tmp_path: Path) -> None:
    assert told(tmp_path, as_lines(f"{PAGES}, none.md"), level="info") == []


def test_pages_that_are_meant_to_be_left_out_are(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    bread.change("docs/more.md", MORE)
    more = f"not_in_nav: more.md\nnav:\n{as_lines(PAGES)}\n"
    levels = "validation: {nav: {omitted_files: warn}}\n"
    assert bread.told(**{"mkdocs.yml": Edit("plugins:", f"{levels}{more}plugins:")}) == []
