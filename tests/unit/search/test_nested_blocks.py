"""Words in blocks of any depth are found, under the right heading, and without Markdown's marks."""

from __future__ import annotations

import pytest
from tests.small_site import SmallSite

from live.search.query import answer

BLOCKS = {
    "details of an admonition": (
        '!!! note "Outer"\n\n    Outer words.\n\n    ??? warning "Inner"\n\n        {}',
        ["Outer", "Outer words.", "Inner"],
    ),
    "an admonition of a tab": ('=== "Cold"\n\n    !!! tip\n\n        {}', ["Cold", "Tip"]),
    "an admonition of a list": (
        '1. First step\n\n    !!! tip "Hint"\n        {}',
        ["First step", "Hint"],
    ),
    "a tab of an admonition of a quote": (
        '> !!! note\n>\n>     === "T"\n>\n>         {}',
        ["Note", "T"],
    ),
    "a list of lists": ("- a\n    - b\n        1. {}", ["a", "b"]),
    "a list of a definition": ("Term\n\n:   Meaning.\n\n    - {}", ["Term", "Meaning."]),
    "a cell": ("| Head |\n|---|\n| {} |", ["Head"]),
    "a table of a tab": ('=== "T"\n\n    | Head |\n    |---|\n    | {} |', ["T", "Head"]),
    "a fence of a list": ("- a\n\n    ```\n    {}\n    ```", ["a"]),
    "a title of code": ('``` py title="oven.py"\n{}\n```', ["oven.py"]),
    "a footnote": ("Words.[^1]\n\n[^1]: {}", ["Words."]),
    "HTML": ("<figure><figcaption>{}</figcaption></figure>", []),
    "a table of HTML": ("<table><tr><td><p>{}</p></td><td>more</td></tr></table>", ["more"]),
    "a picture": ("![{}](data:image/gif;base64,R0lGODlhAQABAAAAACw=)", []),
    "keys": ("<kbd>{}</kbd> and more", ["and more"]),
}
WORDS = "the miller keeps the brass key"


@pytest.mark.parametrize(("text", "others"), BLOCKS.values(), ids=BLOCKS.keys())
def test_words_are_found_however_deep_they_stand(
    small: SmallSite, text: str, others: list[str]
) -> None:
    layers = f"# Layers\n\nStart.\n\n## Part\n\n{text.format(WORDS)}\n"
    pages = {"docs/index.md": "# Home\n\nNothing of that here.\n", "docs/layers.md": layers}
    built = small.build(pages)
    assert built.log == []
    (passage,) = [each for each in built.passages if WORDS in each.text]
    assert passage.anchor == "part"
    blocks = [block.removeprefix("• ") for block in passage.text.split("\n\n")]
    assert [each for each in others if each not in " | ".join(blocks)] == []
    for mark in ("!!!", "???", "===", "[^", "```", "|---", "> ", "**", ":   ", "<"):
        assert mark not in passage.text
    opened = built.search.search.index
    assert opened is not None
    found = answer(lambda: opened, "who keeps the brass key")
    assert found["results"][0]["url"] == "layers/#part"
    excerpt = "".join(segment["text"] for segment in found["results"][0]["excerpt"])
    assert "brass key" in excerpt


def test_titles_of_tabs_are_words_of_their_own(small: SmallSite) -> None:
    built = small.build('# Ovens\n\n=== "Gas"\n\n    One.\n\n=== "Electric"\n\n    Two.\n')
    (passage,) = built.passages
    assert passage.text.split() == ["Gas", "Electric", "One.", "Two."]


def test_a_section_whose_heading_is_left_out_is_left_out_up_to_the_next_one(
    small: SmallSite,
) -> None:
    text = (
        "# Page\n\nSeen.\n\n## Not this { data-search-exclude }\n\nUnsaid.\n\n### But this\n\n"
        "Said.\n\nUnsaid too.\n{ data-search-exclude }\n\n## End\n\nMore.\n"
    )
    passages = small.build(text).passages
    assert [(each.anchor, each.text) for each in passages] == [
        ("", "Seen."),
        ("but-this", "Said."),
        ("end", "More."),
    ]


def test_nothing_that_a_reader_does_not_see_is_found(small: SmallSite) -> None:
    text = (
        "# Page\n\nSeen.\n\n<!-- hidden one -->\n\n<p hidden>hidden two</p>\n\n"
        "<script>hidden('three')</script>\n\n<style>.hidden { top: 4px }</style>\n\n"
        "<div data-search-exclude>hidden five</div>\n\n<template>hidden six</template>\n\n"
        '<select><option>hidden seven</option></select>\n\n<div markdown="1" hidden>\n\n'
        "hidden eight\n\n</div>\n"
    )
    (passage,) = small.build(text).passages
    assert passage.text == "Seen."
