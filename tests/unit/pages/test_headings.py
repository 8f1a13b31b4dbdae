import pytest
from bs4 import BeautifulSoup
from tests.unit.pages.reading import read

from mkdocs_liveguide.pages.html import sections
from mkdocs_liveguide.pages.origins import Origin, Origins

SOURCES = [
    "# One\n\ntext\n\n## Two *words*, `code` & more!\n\n## Two words\n\n## Two words\n",
    "# Title { #given }\n\n## Given\n\n### Title\n",
    "# Ünïcode – and “quotes”\n\n## 100 % sure?\n\n## 100 % sure?\n",
    "Setext\n======\n\nSecond\n------\n\n```\n# not a heading\n```\n\n## [A link](x.md) here\n",
    "## a_1\n\n## a\n\n## a\n",
]


@pytest.mark.parametrize("source", SOURCES)
def test_anchors_are_those_of_the_finished_page(source: str) -> None:
    html, _ = read(source)
    ids = [tag["id"] for tag in BeautifulSoup(html, "html5lib").find_all(["h1", "h2", "h3"])]
    assert [section.anchor for section in sections(html) if section.level] == ids


def test_headings_come_with_words_levels_and_lines() -> None:
    text = "\n# One *word*\n\n### [A](b.md) `c` { #d }\n"
    found = [section for section in sections(read(text)[0]) if section.level]
    assert [(each.level, each.heading) for each in found] == [(1, "One word"), (3, "A c")]
    origins = Origins([Origin("docs/a.md", text)])
    written = ("# One *word*", "### [A](b.md) `c` { #d }")
    assert [origins.line(each, 0).line for each in written] == [2, 4]
