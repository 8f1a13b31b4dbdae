"""Headings wherever they stand: the finished page's ids are what links and the search know."""

from __future__ import annotations

import pytest
from tests.small_site import SmallSite

KINDS = {
    "no Latin letter": (
        "# 説明\n\n[x](#_3)\n\n## 材料\n\nOne.\n\n## 手順\n\nTwo.\n\n## 保存\n\nThree.",
        ["_1", "_2", "_3", "_4"],
    ),
    "signs only": ("# Title\n\n## 🍞\n\nOne.\n\n## ?!\n\nTwo. [x](#_2)", ["title", "_1", "_2"]),
    "accents": ("# Título\n\n## Où ça\n\nOne. [x](#ou-ca)", ["titulo", "ou-ca"]),
    "one name three times": (
        "# Title\n\n## Rest\n\nOne.\n\n## Rest\n\nTwo. [x](#rest_2)\n\n## Rest\n\nThree.",
        ["title", "rest", "rest_1", "rest_2"],
    ),
    "tabs": (
        '# Title\n\n[x](#mix_1) [y](#mix)\n\n=== "Hand"\n\n    ## Mix\n\n    One.\n\n'
        '=== "Machine"\n\n    ## Mix\n\n    Two.',
        ["title", "mix", "mix_1"],
    ),
    "an admonition and a quote": (
        "# Title\n\n[x](#care) [y](#said_1)\n\n!!! warning\n\n    ### Care\n\n    One.\n\n"
        "> ## Said\n>\n> Two.\n\n## Said\n\nThree.",
        ["title", "care", "said", "said_1"],
    ),
    "details": ('# Title\n\n??? note "A"\n\n    ## In\n\n    One. [x](#in)', ["title", "in"]),
    "a list": ("# Title\n\n- ## Item\n\n    One. [x](#item)", ["title", "item"]),
    "HTML that holds Markdown": (
        '# Title\n\n<div markdown="1">\n\n## Held\n\nOne. [x](#held)\n\n</div>',
        ["title", "held"],
    ),
    "given ids": (
        "# Title { #top-id }\n\n## One { #uno .wide }\n\nOne. [x](#uno) [y](#top-id)\n\n"
        "## Two {: #dos }\n\nTwo. [z](#dos)",
        ["top-id", "uno", "dos"],
    ),
    "lines below": ("Title\n=====\n\nOne\n---\n\nOne. [x](#one)", ["title", "one"]),
    "no space after the hashes": ("#Title\n\n##One\n\nOne. [x](#one)", ["title", "one"]),
    "closing hashes": ("# Title #\n\n## One ##\n\nOne. [x](#one)", ["title", "one"]),
    "HTML": (
        '# Title\n\n<h2 id="raw">Raw</h2>\n\nOne. [x](#raw)\n\n<h2><a name="named"></a>Named</h2>'
        "\n\nTwo. [y](#named)",
        ["title", "raw", "named"],
    ),
    "code, links, pictures": (
        "# Title\n\n## `run` [it](https://example.org) ![now](data:,)\n\nOne. [x](#run-it)",
        ["title", "run-it"],
    ),
    "code that looks like a heading": (
        "# Title\n\n```\n# none\n```\n\n    # none\n\nOne.",
        ["title"],
    ),
}


@pytest.mark.parametrize(("text", "anchors"), KINDS.values(), ids=KINDS.keys())
def test_links_and_passages_know_the_ids_of_the_finished_page(
    small: SmallSite, text: str, anchors: list[str]
) -> None:
    built = small.build(f"{text}\n")
    assert built.log == []
    headings = built.page().select("h1, h2, h3, h4, h5, h6")
    inner = [heading.get("id") or heading.a["name"] for heading in headings]
    assert inner == anchors
    assert {each.anchor for each in built.passages} == {"", *anchors[1:]} - (
        set() if built.passages[0].anchor == "" else {""}
    )


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("# 説明\n\n## 材料\n\nOne.\n\n## 手順\n\nTwo.", "#_1_1"),
        ("# Title\n\n## Rest\n\nOne.\n\n## Rest\n\nTwo.", "#rest_2"),
        ("# Title\n\n```\n## None\n```", "#none"),
        ("# Title\n\n<!--\n## None\n-->", "#none"),
        ("# Title { #given }", "#title"),
        ("# Title\n\n#### `a` b", "#a"),
    ],
)
def test_an_id_that_the_page_has_not_is_told(small: SmallSite, text: str, link: str) -> None:
    (problem,) = small.build(f"{text}\n\n[x]({link})\n").problems
    assert f'found a link to "{link}", an anchor that index.md has not' in problem


def test_a_passage_leads_to_the_heading_of_two_that_it_stands_under(small: SmallSite) -> None:
    text = "# Care\n\n> ## Oil\n>\n> A quote.\n\n## Oil\n\nUse a soft cloth.\n"
    found = [each for each in small.build(text).passages if "cloth" in each.text]
    assert [each.anchor for each in found] == ["oil_1"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# From `List<T>` & *marks*\n", "From List<T> & marks"),
        ("---\ntitle: Salt & <b>pepper</b>\n---\n", "Salt & pepper"),
        ("---\ntitle: From above\n---\n# From the heading\n", "From above"),
        ("Words.\n\n# Too late\n", "Home"),
        ("## Only a part\n", "Home"),
        ("From lines\n===\n", "From lines"),
        ("", "Home"),
    ],
)
def test_titles_are_those_of_mkdocs(small: SmallSite, text: str, title: str) -> None:
    built = small.build({"docs/index.md": text})
    assert built.log == []
    assert [each.title for each in built.search.pages] == [title]
    described = built.structured()[0]
    assert described.get("headline", title) == title
    assert not any(each.text.startswith(title) for each in built.passages)
