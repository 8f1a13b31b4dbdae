"""What the generic checks of the text rest on: paragraphs, sentences, figures, addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.pages.prose import cited_sentences, paragraphs, sentences
from mkdocs_liveguide.testing.check import GuideFailure
from mkdocs_liveguide.testing.checks.evidence import evidence_checks, figures
from mkdocs_liveguide.testing.checks.links import fault
from mkdocs_liveguide.testing.guide import Built, GuideUnderTest

MODELS = r"\b(?:GPT|Llama)[ -]?\d[\w.-]*"


def test_numbers_are_read_as_people_write_them() -> None:
    text = "From 64k to 2,000 (0.5%), GPT-4 and E05 aside; 1.3 million of $0.20."
    assert figures(text, [MODELS]) == {64000, 2000, 0.5, 1.3, 0.2}
    assert figures("a range of 0-5%, 64 to 128; Llama 3.1.", [MODELS]) == {0, 5, 64, 128}
    assert figures("GPT 4") == {4}


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    text = "Not this: 9. It was 7 [@e01], then 8. [@e02; @e03] And 10 at last."
    assert list(cited_sentences(text)) == [("It was 7, then 8.", [("e01",), ("e02", "e03")])]


def test_sentences_end_at_full_stops_and_not_at_abbreviations_or_decimals() -> None:
    text = "Wu et al. Found 0.5 points, e.g. Here. Is it? **Yes.** “No.” It (perhaps!) is."
    assert sentences(text) == [
        "Wu et al. Found 0.5 points, e.g. Here.",
        "Is it?",
        "**Yes.",
        "“No.",
        "It (perhaps!) is.",
    ]


def test_paragraphs_are_what_a_reader_reads_in_one_go() -> None:
    page = LexborHTMLParser(
        "<body><nav>menu</nav><article><h1>Tea<a class='headerlink' href='#tea'>#</a></h1>"
        "<p>One <em>two</em>\n three.<br>Four. <live-citation>(<a href='../evidence/#e01'>Wu 2024"
        "</a>; <a href='../evidence/#e02'>Li</a>)</live-citation></p>"
        "<ul><li>Five<ul><li>six</li></ul>seven</li></ul>"
        "<pre>code</pre><table><tr><th>a</th><td>b</td></tr></table>"
        "<script>x</script><p>Code <code>inline</code>.</p>end</article></body>"
    )
    assert list(paragraphs(page)) == [
        "Tea",
        "One two three. Four. [@e01; @e02]",
        *("Five", "six", "seven", "a", "b", "Code inline.", "end"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://localhost/a",
        "https://bit.ly/x",
        "https://example.org/a b",
        "https://example.org/a.",
        "https://example.org/?utm_source=x",
    ],
)
def test_a_bad_address_is_noticed(url: str) -> None:
    assert fault(url)


def test_a_good_address_is_not() -> None:
    assert fault("https://www.example.org/a/b?c=d#e") is None


FINDING = """- id: E01
  title: Hot
  claim: Water boils at 100 °C.
  authors: [Wu]
  year: 2024
  source: {title: Water, url: "https://example.org/water"}
  checked: source
  checked_on: 2026-11-22
"""


@pytest.fixture
def guide(tmp_path: Path) -> GuideUnderTest:
    """A guide with one finding and a page that cites it."""
    files = {
        "mkdocs.yml": "site_name: Tea\n",
        "docs/evidence/index.md": "---\ntopics:\n  - id: heat\n    title: Heat\n---\n# Evidence\n",
        "docs/evidence/heat.yml": FINDING,
        "site/index.html": "<p>It boils at 100 °C. <live-citation>(<a class=citation "
        "href='evidence/#e01'>Wu</a>)</live-citation> Or at 90.</p>",
        "site/evidence/index.html": "<div class=finding><h3 id=e01>Hot</h3></div>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    under_test = GuideUnderTest(tmp_path, lambda: tmp_path)
    under_test.__dict__["built"] = Built(tmp_path / "site", True, "")
    return under_test


def told(guide: GuideUnderTest) -> list[str]:
    return [problem for check in evidence_checks(guide) for problem in check.problems()]


def change(guide: GuideUnderTest, name: str, old: str, new: str) -> None:
    path = guide.root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_evidence_that_holds_is_left_alone(guide: GuideUnderTest) -> None:
    assert told(guide) == []


def test_a_figure_that_the_finding_does_not_have_is_told(guide: GuideUnderTest) -> None:
    change(guide, "site/index.html", "100", "99 to 100")
    assert told(guide) == ["index.html: 99 is not in E01: It boils at 99 to 100 °C."]


def test_a_finding_that_is_not_shown_or_not_cited_is_told(guide: GuideUnderTest) -> None:
    change(guide, "site/evidence/index.html", "e01", "e1")
    assert told(guide) == [
        "docs/evidence/heat.yml:1: no page shows E01: write ::: evidence in docs/evidence/index.md"
    ]
    del guide.__dict__["pages"]
    change(guide, "site/evidence/index.html", "e1", "e01")
    change(guide, "site/index.html", "#e01", "#e02")
    assert told(guide)[:2] == [
        "docs/evidence/heat.yml:1: no page cites E01",
        "a page cites E02, which is no finding",
    ]


def test_numbers_that_were_not_read_as_the_finding_says_are_told(guide: GuideUnderTest) -> None:
    change(guide, "docs/evidence/heat.yml", "  year", "  second_hand: [100 °C]\n  year")
    assert told(guide) == [
        "docs/evidence/heat.yml:1: E01 was read at the source, and has second_hand figures"
    ]
    change(guide, "docs/evidence/heat.yml", "second_hand", "numbers")
    change(guide, "docs/evidence/heat.yml", "checked: source", "checked: secondary")
    assert told(guide) == [
        "docs/evidence/heat.yml:1: E01 was read second-hand: put its numbers into second_hand"
    ]


def test_a_whole_site_as_a_source_is_told(guide: GuideUnderTest) -> None:
    change(guide, "docs/evidence/heat.yml", "example.org/water", "example.org/")
    assert told(guide) == [
        "docs/evidence/heat.yml:1: the source of E01 is a whole site: https://example.org/"
    ]


def test_evidence_that_cannot_be_read_is_told(guide: GuideUnderTest) -> None:
    change(guide, "docs/evidence/heat.yml", "2024", "soon")
    with pytest.raises(GuideFailure, match=r"heat\.yml:5"):
        told(guide)


def test_a_guide_without_evidence_has_no_such_checks(guide: GuideUnderTest) -> None:
    (guide.docs / "evidence" / "index.md").unlink()
    assert list(evidence_checks(guide)) == []
