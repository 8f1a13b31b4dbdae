"""The search finds what a notebook's author wrote as text, and neither code nor outputs."""

from __future__ import annotations

import json

from tests.notebooks.books import book
from tests.small_site import SmallSite

TEXT = "---\ntitle: Rise\n---\n\n# Rise\n\nDough grows in an hour.\n\n## Warmth\n\nHeat helps."
CELLS = [
    ("markdown", TEXT),
    ("code", "said = 'prin' + 'ted'\nprint(said)"),
    ("code", "from IPython.display import HTML\nHTML('<p>sho' + 'wn</p>')"),
    ("markdown", "So bake it.\n\n## Yeast"),
    ("code", "yeast = 5"),
]


def test_text_is_found_under_its_headings(small: SmallSite) -> None:
    data = book(CELLS)
    data["cells"][2]["metadata"]["tags"] = ["hide-input"]
    files = {"docs/index.md": "# Home\n\nHello.\n", "docs/rise.ipynb": json.dumps(data)}
    built = small.build(files, plugins=["liveguide", "mkdocs-jupyter"])
    assert built.works, (built.log, built.ended)
    shown = built.text("rise")
    assert "printed" in shown
    assert "shown" in shown
    found = [
        (each.headings, each.text)
        for each in built.passages
        if built.search.pages[each.page].src_uri == "rise.ipynb"
    ]
    assert found == [
        ((), "Dough grows in an hour."),
        (("Warmth",), "Heat helps.\n\nSo bake it."),
        (("Yeast",), "Yeast"),
    ]
