from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from tests.unit.pages.reading import read

TABLE = "| Way | Cost |\n|---|---|\n| a | b |\n"
IN_A_LIST = "- one\n\n" + "".join(f"    {line}\n" for line in TABLE.splitlines())
IN_A_NOTE = IN_A_LIST.replace("- one", "!!! note")


def scrollers(markdown: str) -> list[dict[str, object]]:
    page = BeautifulSoup(read(markdown)[0], "html5lib")
    tables = page.find_all("table")
    parents = [table.parent for table in tables]
    assert tables
    assert all(parent["class"] == ["table-scroll"] for parent in parents)
    return [{k: v for k, v in parent.attrs.items() if k != "class"} for parent in parents]


@pytest.mark.parametrize("text", [TABLE, IN_A_LIST, IN_A_NOTE])
def test_a_table_scrolls_by_keyboard_and_says_what_it_is(text: str) -> None:
    named = {"tabindex": "0", "role": "group", "aria-label": "Way, Cost"}
    assert scrollers(text) == [named]


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        ("| | Cost |", "Cost"),
        ("| `k` | **Cost** *now* |", "k, Cost now"),
        (r"| A \| B | [x](b.md) |", "A B, x"),
    ],
)
def test_a_table_is_named_by_the_words_of_its_heads(heads: str, name: str) -> None:
    assert scrollers(f"{heads}\n|---|---|\n| a | b |\n")[0]["aria-label"] == name


def test_a_table_without_words_in_its_head_has_no_empty_name() -> None:
    assert scrollers("| | |\n|---|---|\n| a | b |\n") == [{"tabindex": "0"}]


def test_what_follows_a_table_stays_where_it_is() -> None:
    html, _ = read(f"before\n\n{TABLE}\nafter\n\n{TABLE}\nlast\n")
    page = BeautifulSoup(html, "html5lib").body
    names = [(each.name, each.get_text().strip()[:6]) for each in page.find_all(recursive=False)]
    assert [name for name, _ in names] == ["p", "div", "p", "div", "p"]
    assert [text for _, text in names[::2]] == ["before", "after", "last"]
