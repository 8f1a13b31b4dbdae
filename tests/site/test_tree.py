"""A documentation tree of others builds with the plugin, and its search holds all of its words.

The tree in the folder that the environment's LIVEGUIDE_TREE names, else a small one of our own. The
folder is one of pages, without a ``mkdocs.yml``.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from tests.small_site import Built, SmallSite
from tests.visible_words import faults, ids

from mkdocs_liveguide.search.passages import Passage

EXTENSIONS = [
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences"),
    {"pymdownx.tabbed": {"alternate_style": True}},
]
NAMED = os.environ.get("LIVEGUIDE_TREE")


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tree, built as somebody would try it: with Material, and dead links as warnings."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copytree(NAMED or root / "tests" / "fixtures" / "tree", folder / "docs")
    return SmallSite(folder).build(
        theme={"name": "material", "font": False},
        plugins=[{"liveguide": {"links": "warn"}}],
        markdown_extensions=EXTENSIONS,
    )


@pytest.fixture(scope="module")
def passages(built: Built) -> dict[int, list[Passage]]:
    """All passages, by page."""
    found = defaultdict(list)
    for passage in built.passages:
        found[passage.page].append(passage)
    return found


def test_nothing_is_told_but_dead_links(built: Built) -> None:
    assert built.search.pages, built.log
    others = [each for each in built.log if ": found a link to " not in each]
    assert others == []
    assert NAMED or built.works, built.log


def test_every_visible_word_is_in_one_passage_in_order(
    built: Built, passages: dict[int, list[Passage]]
) -> None:
    wrong = [
        f"{page.src_uri}: {fault}"
        for number, page in enumerate(built.search.pages)
        for fault in faults(page.html, passages[number])
    ]
    assert wrong == []


def test_every_result_would_lead_to_a_place_that_is_there(
    built: Built, passages: dict[int, list[Passage]]
) -> None:
    for number, page in enumerate(built.search.pages):
        places = set(ids(page.html))
        assert {each.anchor for each in passages[number]} <= places, page.src_uri
