"""Whatever is written in a page, its author is told in words or gets a site: nothing breaks."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.small_site import SmallSite
from tests.visible_words import faults

PARTS = st.sampled_from(
    [
        *(
            "::: live oven.py",
            "::: figure a.svg",
            "::: ask",
            "::: faq",
            ":::",
            "::: lab x",
            ":: live",
        ),
        *("[@E01]", "[@E0", "@E01]", "[x](a.md)", "[x](#", "[x][y]", "![", "](", "[^1]", "[^1]: "),
        *(
            "<!--",
            "-->",
            "<div>",
            "</div>",
            '<div markdown="1">',
            "<p hidden>",
            "<a name='",
            "<pre>",
        ),
        *(
            "# ",
            "## A",
            "===",
            "---",
            "```",
            "~~~",
            "> ",
            "- ",
            "1. ",
            "    ",
            "\t",
            "!!! note",
            "| a |",
        ),
        *('=== "T"', ":   ", "{ #id }", "{: .a", '"', "'", "\\", "`", "*", "_", "\n", "\n\n", " "),
        *(
            "title: A",
            "search:",
            "&amp;",
            "\u00a0",
            "\u200b",
            "é",
            "日本",
            "😀",
            "\u2028",
            "group=a",
        ),
    ]
)
PAGES = st.lists(PARTS, max_size=30).map("".join)
FILES = {
    "docs/evidence/index.md": "---\ntopics: [{id: t, title: T}]\n---\n# Evidence\n\n::: evidence\n",
    "docs/evidence/t.yml": (
        "- {id: E01, title: T, claim: C., authors: [Wu], year: 2024, checked: source,"
        " checked_on: 2026-11-22, source: {title: S, url: 'https://example.org'}}\n"
    ),
    "docs/a.md": "# A\n\nWords. [@E01]\n",
    "snippets/oven.py": "print('hot')\n",
}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_any_page_is_built_or_told(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = SmallSite(Path(folder))
        built = small.build({**FILES, "docs/index.md": text})
        if built.problems:
            assert not built.site.exists()
            return
        assert built.works, built.log
        (number,) = [n for n, page in enumerate(built.search.pages) if page.src_uri == "index.md"]
        passages = [each for each in built.passages if each.page == number]
        assert list(faults(built.search.pages[number].html, passages)) == []


FAQ = {
    "docs/index.md": "# Home\n",
    "docs/faq/index.md": "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n",
}
HEAD = "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell me]\n---\n\nSo. "


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_any_answer_is_shown_or_told_in_its_own_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = SmallSite(Path(folder))
        built = small.build({**FILES, **FAQ, "docs/faq/why.md": HEAD + text})
        assert built.works or built.problems
        lines = [int(each.split(":")[1]) for each in built.problems]
        assert all(each.startswith("docs/faq/why.md:") for each in built.problems)
        assert all(line >= 8 for line in lines)
