"""References to findings in running text."""

import datetime

import pytest
from bs4 import BeautifulSoup
from tests.unit.pages.reading import read, text_of

from mkdocs_liveguide.evidence.model import Evidence, Finding
from mkdocs_liveguide.evidence.render import check_citations

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
    _, draft = read(markdown, references=known.references, line_offset=3)
    return [str(each) for each in check_citations(draft.citations, known)]


def render(known: Evidence, src_uri: str) -> str:
    ids = "; ".join(f"@{name}" for name in known.findings)
    html, _ = read(f"[{ids}]", references=known.references, src_uri=src_uri)
    return html


def test_citations_are_found_with_their_lines_and_not_in_code() -> None:
    _, draft = read(MARKDOWN, references=evidence("E01", "E02").references)
    assert [(each.ids, each.place.line) for each in draft.citations] == [
        (("E01",), 1),
        (("E01", "E02"), 1),
        (("E02",), 13),
    ]
    assert draft.citations[1].written == "[@E01; @E02]"


def test_an_unknown_finding_is_told_with_the_likely_one() -> None:
    assert problems("\nx [@E11]", evidence("E01")) == [
        'docs/a.md:5: found a citation of the unknown finding "E11"; expected one of "E01"; '
        'write "E01"',
        "docs/evidence/t.yml:7: found the finding E01, which no page cites; expected findings in "
        "use; write [@E01] after a sentence that rests on it, or take it out",
    ]


@pytest.mark.parametrize("written", ["[@E1]", "[@E01, @E02]", "[@E01; E02]", "[@e01]", "[@]"])
def test_a_citation_written_wrongly_is_told(written: str) -> None:
    (problem,) = problems(f"[@E99] {written}", evidence("E99"))
    assert f'found the citation "{written}"' in problem
    assert "write it like [@E05] or [@E05; @E08]" in problem


def test_a_citation_becomes_links_relative_to_the_page() -> None:
    known = Evidence(findings={"E01": finding("E01"), "E02": finding("E02", "secondary")})
    # Paths of files, as authors write them: MkDocs makes addresses of them.
    assert render(known, "run/cost.md") == (
        '<p><live-citation class="citations">('
        '<a class="citation" href="../evidence/index.md#e01">Wu et al. 2024</a>; '
        '<a class="citation" href="../evidence/index.md#e02">Wu et al. 2024, second-hand</a>'
        ")</live-citation></p>"
    )


def test_a_citation_of_the_home_page_is_relative_to_the_root() -> None:
    assert 'href="evidence/index.md#e01"' in render(evidence("E01"), "index.md")


def test_names_cannot_bring_markup_in() -> None:
    one = finding("E01").model_copy(update={"authors": ("<b>",)})
    html = render(Evidence(findings={"E01": one}), "index.md")
    assert BeautifulSoup(html, "html5lib").b is None
    assert "<b>" not in html


def test_a_search_sees_the_text_without_citations() -> None:
    text = "One thing. [@E01] Another. [@E01; @E02]\n"
    html, _ = read(text, references=evidence("E01", "E02").references)
    assert list(text_of(html)) == ["One thing. Another."]
