"""References to findings in running text."""

import datetime

import pytest

from mkdocs_liveguide.evidence.evidence import Evidence, Finding
from mkdocs_liveguide.pages.citations import (
    Text,
    check_citations,
    find_citations,
    render_citation,
    strip_citations,
)
from mkdocs_liveguide.pages.page import parse_page

MARKDOWN = """\
One thing. [@E01] Another. [@E01; @E02]

`[@E03]` and

```
[@E04]
```

A table:

| a |
|---|
| b [@E02] |
"""


def finding(name: str, checked: str = "source") -> Finding:
    return Finding.model_validate(
        {
            "id": name,
            "title": "T",
            "claim": "C.",
            "authors": ["Wu", "Wu", "Zou <b>"],
            "year": 2024,
            "source": {"title": "S", "url": "https://example.org"},
            "checked": checked,
            "checked_on": datetime.date(2026, 11, 22),
        }
    )


def evidence(*names: str) -> Evidence:
    return Evidence(
        findings={name: finding(name) for name in names},
        places=dict.fromkeys(names, ("docs/evidence/t.yml", 7)),
    )


def problems(markdown: str, known: Evidence) -> list[str]:
    return [str(each) for each in check_citations([Text(markdown, "docs/a.md", 3)], known)]


def test_citations_are_found_with_their_lines_and_not_in_code() -> None:
    found = find_citations(MARKDOWN)
    assert [(each.ids, each.line) for each in found] == [
        (("E01",), 1),
        (("E01", "E02"), 1),
        (("E02",), 13),
    ]
    assert MARKDOWN[found[1].start : found[1].end] == "[@E01; @E02]"


def test_an_unknown_finding_is_told_with_the_likely_one() -> None:
    assert problems("\nx [@E11]", evidence("E01")) == [
        'docs/a.md:5: found a citation of the unknown finding "E11"; expected one of "E01"; '
        'write "E01"',
        "docs/evidence/t.yml:7: found the finding E01, which no page cites; expected findings in "
        "use; write [@E01] after a sentence that rests on it, or take it out",
    ]


@pytest.mark.parametrize("written", ["[@E1]", "[@E01, @E02]", "[@E01; E02]", "[@e01]", "[@]"])
def test_a_citation_written_wrongly_is_told(written: str) -> None:
    (problem,) = problems(written, evidence())
    assert f'found the citation "{written}"' in problem
    assert "write it like [@E05] or [@E05; @E08]" in problem


def test_a_citation_becomes_links_relative_to_the_page() -> None:
    page = parse_page("run/cost.md", "# Cost\n", "docs/run/cost.md")
    html = render_citation([finding("E01"), finding("E02", "secondary")], page)
    assert html == (
        '<live-citation class="citations">('
        '<a class="citation" href="../../evidence/#e01">Wu et al. 2024</a>; '
        '<a class="citation" href="../../evidence/#e02">Wu et al. 2024, second-hand</a>'
        ")</live-citation>"
    )


def test_a_citation_of_the_home_page_is_relative_to_the_root() -> None:
    html = render_citation([finding("E01")], parse_page("index.md", "# Home\n", "docs/index.md"))
    assert 'href="evidence/#e01"' in html


def test_names_cannot_bring_markup_in() -> None:
    one = finding("E01").model_copy(update={"authors": ("<b>",)})
    assert "<b>" not in render_citation([one], parse_page("index.md", "# H\n", "docs/index.md"))


def test_a_search_sees_the_text_without_citations() -> None:
    assert strip_citations("One thing. [@E01] Another. [@E01; @E02]\n") == "One thing. Another.\n"
