import markdown
import pytest
from bs4 import BeautifulSoup

from mkdocs_liveguide.pages.headings import headings

SOURCES = [
    "# One\n\ntext\n\n## Two *words*, `code` & more!\n\n## Two words\n\n## Two words\n",
    "# Title { #given }\n\n## Given\n\n### Title\n",
    "# Ünïcode – and “quotes”\n\n## 100 % sure?\n\n## 100 % sure?\n",
    "Setext\n======\n\nSecond\n------\n\n```\n# not a heading\n```\n\n## [A link](x.md) here\n",
    "## a_1\n\n## a\n\n## a\n",
]


@pytest.mark.parametrize("source", SOURCES)
def test_anchors_are_those_of_the_finished_page(source: str) -> None:
    html = markdown.markdown(source, extensions=["toc", "attr_list", "fenced_code"])
    ids = [tag["id"] for tag in BeautifulSoup(html, "html5lib").find_all(["h1", "h2", "h3"])]
    assert [heading.anchor for heading in headings(source)] == ids


def test_headings_come_with_words_levels_and_lines() -> None:
    found = headings("\n# One *word*\n\n### [A](b.md) `c` { #d }\n")
    assert [(each.level, each.text, each.line) for each in found] == [
        (1, "One word", 2),
        (3, "A c", 4),
    ]
