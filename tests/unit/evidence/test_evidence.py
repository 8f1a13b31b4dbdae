"""Findings are read, checked and shown."""

import datetime
from pathlib import Path

import pytest
from tests.small_site import SmallSite

from mkdocs_liveguide.evidence.age import old_findings, today
from mkdocs_liveguide.evidence.load import load_evidence
from mkdocs_liveguide.evidence.model import Evidence, Finding
from mkdocs_liveguide.evidence.render import directives
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader

INDEX = """\
---
topics:
  - id: tea
    title: Tea
  - id: milk
    title: Milk
---
# Evidence

::: evidence
"""

TEA = """\
- id: E01
  title: Steeping
  claim: Longer steeping makes tea bitter.
  numbers:
    - 3 minutes against 9
  second_hand:
    - 80 degrees
  authors: [Oolong, Pekoe]
  year: 2024
  source:
    title: On Steeping
    venue: Journal of Leaves
    url: https://example.org/steeping
  more:
    - https://example.net/again
  checked: partly
  checked_on: 2026-11-22
  caveat: One kind of leaf.
"""

MILK = """\
- id: E02
  title: Milk first
  claim: Tasters disagree.
  authors: [Cream, others]
  year: 1999
  source: {title: Milk, url: https://example.org/milk}
  checked: secondary
  checked_on: 2026-11-01
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs" / "evidence"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(INDEX)
    (folder / "tea.yml").write_text(TEA)
    (folder / "milk.yml").write_text(MILK)
    return folder.parent


def load(docs: Path) -> Evidence:
    return load_evidence(Reader(docs.parent), docs)


def problems(docs: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load(docs)
    return [str(problem) for problem in error.value.problems]


def test_findings_come_in_the_order_of_topics_with_their_places(docs: Path) -> None:
    evidence = load(docs)
    assert list(evidence.findings) == ["E01", "E02"]
    assert evidence.topic_of == {"E01": "tea", "E02": "milk"}
    assert evidence.places["E02"] == ("docs/evidence/milk.yml", 1)


def test_a_guide_without_the_page_has_no_findings(tmp_path: Path) -> None:
    assert load_evidence(Reader(tmp_path), tmp_path) == Evidence()


@pytest.mark.parametrize(
    ("authors", "reference"),
    [
        (["Oolong"], "Oolong 2024"),
        (["Oolong", "Pekoe"], "Oolong and Pekoe 2024"),
        (["Oolong", "others"], "Oolong et al. 2024"),
        (["Oolong", "Pekoe", "Assam"], "Oolong et al. 2024"),
    ],
)
def test_a_reference_is_short(docs: Path, authors: list[str], reference: str) -> None:
    data = load(docs).findings["E01"].model_dump() | {"authors": authors}
    assert Finding.model_validate(data).reference == reference


def test_an_id_given_twice_is_told_with_both_places(docs: Path) -> None:
    (docs / "evidence" / "milk.yml").write_text(MILK.replace("E02", "E01"))
    assert problems(docs) == [
        "docs/evidence/milk.yml:1: found the id E01 a second time (first at "
        "docs/evidence/tea.yml:1); expected each id once; give one of the two the next free number"
    ]


def test_a_file_of_no_topic_and_a_topic_without_file_are_both_told(docs: Path) -> None:
    (docs / "evidence" / "milk.yml").rename(docs / "evidence" / "mulk.yml")
    assert problems(docs) == [
        'docs/evidence/index.md:1: found the topic "milk", which has no file; expected a file for '
        "each topic; make milk.yml beside the page, or take the topic out",
        'docs/evidence/mulk.yml:1: found a file of the unlisted topic "mulk"; expected one of '
        '"milk", "tea"; add it to the topics of docs/evidence/index.md, or write "milk"',
    ]


def test_a_wrong_value_is_told_at_its_line(docs: Path) -> None:
    (docs / "evidence" / "tea.yml").write_text(TEA.replace("checked: partly", "checked: yes"))
    (problem,) = problems(docs)
    assert problem.startswith("docs/evidence/tea.yml:16: found ")
    assert "'source', 'partly' or 'secondary'" in problem


def test_the_page_shows_each_finding_with_source_limits_and_where_it_is_cited(
    docs: Path, small: SmallSite
) -> None:
    pages = {
        "docs/index.md": "# Home\n\nMilk goes last. [@E02]\n",
        "docs/a/b.md": "# Breakfast\n\nIt is bitter. [@E01]\n",
    }
    built = small.build(pages)
    assert built.log == []
    page = built.page("evidence")
    headings = [(each.name, each["id"]) for each in page.select("h2, h3")]
    assert headings == [("h2", "tea"), ("h3", "e01"), ("h2", "milk"), ("h3", "e02")]
    tea, milk = page.select("div.finding")
    assert (tea["data-topic"], tea["data-checked"], tea["data-year"]) == ("tea", "partly", "2024")
    assert "Steeping" in tea.select_one("h3#e01").text
    numbers = [item.text for item in tea.select("li")]
    assert numbers == ["3 minutes against 9", "80 degrees (second-hand)"]
    words = " ".join(tea.text.split())
    assert "Oolong and Pekoe, 2024: On Steeping, Journal of Leaves, example.net." in words
    assert [a["href"] for a in tea.select("p > a")][:2] == [
        "https://example.org/steeping",
        "https://example.net/again",
    ]
    assert "(22 November 2026). One kind of leaf." in words
    assert "Cited in Breakfast." in words
    assert tea.select_one(".cited-in a")["href"] == "../a/b/"
    assert "Second-hand" in milk.text
    assert "Cited in Home." in " ".join(milk.text.split())
    cited = [built.page(url).select_one("a.citation")["href"] for url in ("", "a/b")]
    assert cited == ["evidence/#e02", "../../evidence/#e01"]
    assert page.select_one("option[value=secondary]").text == (
        "Second-hand: the original was not read (1)"
    )


def test_a_finding_that_nothing_cites_is_told_and_shows_no_citing_page(
    docs: Path, small: SmallSite
) -> None:
    built = small.build({"docs/index.md": "# Home\n\nIt is bitter. [@E01]\n"})
    assert built.problems == [
        "docs/evidence/milk.yml:1: found the finding E02, which no page cites; expected findings "
        "in use; write [@E02] after a sentence that rests on it, or take it out"
    ]
    directive = Directive("evidence", "", {}, "evidence/index.md", Place("docs/x.md", 1))
    late = directives(load(docs)).markdown["evidence"](directive).late
    view = PageView("evidence/index.md", {}, {"E01": [("", "Home")]})
    assert late["cited-in-e02"](view) == ""


def aged(tmp_path: Path, topic: str, day: datetime.date) -> list[str]:
    """What is told of findings on a day."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "index.md").write_text(INDEX.replace("    title: Tea\n", f"    title: Tea\n{topic}"))
    (folder / "tea.yml").write_text(TEA)
    (folder / "milk.yml").write_text(MILK)
    return [*map(str, old_findings(load_evidence(Reader(tmp_path), tmp_path), day))]


def test_a_finding_whose_source_changes_is_to_be_looked_at_again(tmp_path: Path) -> None:
    told = aged(tmp_path, "    recheck_days: 120\n", datetime.date(2027, 3, 23))
    assert told == [
        "evidence/tea.yml:1: found E01, last checked 121 days ago; "
        "expected a look at it every 120 days; look at the source again, and write the day in "
        "checked_on"
    ]


@pytest.mark.parametrize(
    ("topic", "day"),
    [
        ("    recheck_days: 120\n", datetime.date(2027, 3, 22)),
        ("", datetime.date(2099, 1, 1)),
    ],
)
def test_until_then_and_without_a_limit_nothing_is_told(
    tmp_path: Path, topic: str, day: datetime.date
) -> None:
    assert aged(tmp_path, topic, day) == []


@pytest.mark.parametrize("days", ["0", "often", "4000", "1.5"])
def test_a_limit_is_a_whole_number_of_days(tmp_path: Path, days: str) -> None:
    with pytest.raises(ContentError) as error:
        aged(tmp_path, f"    recheck_days: {days}\n", datetime.date(2027, 1, 1))
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("evidence/index.md", 5)
    assert problem.expected == "a whole number from 1 to 3650"


def test_the_day_of_a_build_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert today() == datetime.date(2027, 1, 15)


def test_an_old_finding_is_told_by_a_strict_build_and_stops_none(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    caplog.set_level("INFO", "mkdocs")
    index = INDEX.replace("title: Milk", "title: Milk\n    recheck_days: 30")
    built = small.build(
        {
            "docs/index.md": "# Home\n\nTea. [@E01; @E02]\n",
            "docs/evidence/index.md": index,
            "docs/evidence/tea.yml": TEA,
            "docs/evidence/milk.yml": MILK,
        }
    )
    assert built.ended == ""
    assert "docs/evidence/milk.yml:1: found E02, last checked" in caplog.text
    assert "E01, last checked" not in caplog.text
