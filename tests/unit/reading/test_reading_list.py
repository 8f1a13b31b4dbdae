"""A list of pages to read stands after the directive that remembers what was read of it."""

from __future__ import annotations

import pytest
from tests.small_site import SmallSite

LINKS = {
    "a list": "- [A](a.md)\n- [B](a.md#b)\n",
    "a numbered list": "1. [A](a.md)\n",
    "a table": "| | Page |\n|---|---|\n| 1 | [A](a.md) |\n",
}


@pytest.mark.parametrize("kind", LINKS)
def test_it_stands_before_a_list_with_links(small: SmallSite, kind: str) -> None:
    text = f"# Start\n\nWords.\n\n::: reading-list\n\n{LINKS[kind]}"
    built = small.build({"docs/index.md": text, "docs/a.md": "# A\n\n## B\n\nWords.\n"})
    assert built.works, built.log
    (shown,) = built.html().select(".reading-list")
    assert "live-only" in shown["class"]
    after = shown.find_next_sibling()
    # A table stands in what scrolls.
    assert (after.find("table") or after).name in ("ol", "ul", "table")


@pytest.mark.parametrize("after", ["Words.", "- no link", ""])
def test_one_that_stands_before_no_list_is_told_with_its_line(small: SmallSite, after: str) -> None:
    built = small.build(f"# Start\n\nWords.\n\n::: reading-list\n\n{after}\n")
    (problem,) = built.problems
    assert problem.startswith("docs/index.md:5: found a reading list without a list of pages")


def test_it_takes_no_options(small: SmallSite) -> None:
    built = small.build("# Start\n\n::: reading-list now\n\n- [x](index.md)\n")
    assert any('found "now" after "reading-list"' in each for each in built.problems)
