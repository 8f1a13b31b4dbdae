"""What is particular to this guide's evidence; the generic tests are those of the package."""

import re

import pytest
from bs4 import BeautifulSoup

from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.testing.checks.evidence import cited_figures
from mkdocs_liveguide.testing.guide import GuideUnderTest


def test_every_citation_became_a_link(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        raw = [
            text
            for text in page.find_all(string=re.compile(r"\[@"))
            if not text.find_parent(["code", "script"])
        ]
        assert not raw, f"{name}: a citation that became no link: {raw[0]}"


def test_the_figures_beside_citations_are_found(liveguide: GuideUnderTest) -> None:
    checked = sum(len(figures) for _, _, _, figures in cited_figures(liveguide))
    assert checked > 50, "the figures of the guide were not found"


@pytest.mark.parametrize("name", ["source", "partly", "secondary"])
def test_every_way_of_checking_occurs(guide: Guide, name: str) -> None:
    assert any(finding.checked == name for finding in guide.evidence.findings.values())
