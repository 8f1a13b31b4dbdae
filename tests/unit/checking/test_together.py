"""One report tells all: whatever its stage, by file and line, each once, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.broken_guide import BrokenGuide, Edit, Gone, broken_guide

INDEX, WATER, QUIZ = "docs/index.md", "docs/guides/water.md", "docs/quiz/quiz.yml"
CASES, FINDINGS, FAQ = "docs/quiz/cases.jsonl", "docs/evidence/rising.yml", "docs/faq/index.md"
ENTRY, SNIPPET, FIGURE = (
    "docs/faq/cold-kitchen.md",
    "snippets/dough/hydration.py",
    "docs/assets/figures/rise.svg",
)


@pytest.fixture
def bread(tmp_path: Path) -> BrokenGuide:
    return broken_guide(tmp_path)


def places(bread: BrokenGuide, **changes) -> list[str]:
    return [f"{each.path}:{each.line}" for each in bread.told(**changes)]


def test_a_guide_without_mistakes_is_told_nothing(bread: BrokenGuide) -> None:
    assert bread.told() == []


def test_all_stages_are_told_together_by_file_and_line(bread: BrokenGuide) -> None:
    found = places(
        bread,
        **{
            INDEX: [Edit("guides/water.md", "guides/watr.md"), Edit("[@E01]", "[@E11]")],
            WATER: Edit("::: live", "::: liv"),
            QUIZ: Edit("slope: 1.2", "slope: steep"),
            CASES: Edit('"chosen": "soda"', '"chosen": 3'),
            FINDINGS: Edit("year: 2026", "year: soon"),
            ENTRY: Edit("group: dough", "group: doug"),
            FIGURE: Edit("<path", "<pth"),
            "docs/ask/questions.yml": "answered: no\nunanswered: []\n",
            "docs/more.md": "---\ntitle: A: B\n---\n\n# More\n\n[x](nowhere.md)\n",
            "docs/book.ipynb": "{",
            "mkdocs.yml": Edit("plugins:", "nav: [index.md, none.md]\nplugins:"),
        },
    )
    assert found == sorted(found, key=lambda place: (place.split(":")[0], place))
    files = [place.split(":")[0] for place in found]
    assert set(files) >= {
        *(INDEX, WATER, QUIZ, CASES, FINDINGS, ENTRY, FIGURE, "docs/ask/questions.yml"),
        *("docs/more.md", "mkdocs.yml"),
    }


def test_a_page_that_cannot_be_read_hides_no_other_mistake(bread: BrokenGuide) -> None:
    found = places(
        bread,
        **{
            "docs/latin.md": b"# L\n\nCaf\xe9.\n",
            "docs/head.md": "---\ntitle: A: B\n---\n\n# Head\n\n[gone](gone.md)\n",
            INDEX: Edit("guides/water.md", "guides/watr.md"),
            SNIPPET: Edit("hydration(325, 500))", "hydration(325, 0))"),
        },
    )
    assert found == [
        "docs/head.md:2",
        "docs/head.md:7",
        "docs/index.md:10",
        "docs/latin.md:3",
        "snippets/dough/hydration.py:7",
    ]


def test_what_follows_from_a_page_that_cannot_be_read_is_not_told(bread: BrokenGuide) -> None:
    # Two links and the quiz ask for headings of this page, and the quiz table for its directive.
    assert places(bread, **{WATER: b"# Water\n\nCaf\xe9.\n"}) == [f"{WATER}:3"]


def test_what_follows_from_a_list_that_is_not_shown_is_not_told(bread: BrokenGuide) -> None:
    link = Edit("[water](guides/water.md)", "[ask](faq/index.md#cold-kitchen)")
    assert places(bread, **{INDEX: link, FAQ: Edit("::: faq", "::: faqq")}) == [f"{FAQ}:13"]


def test_what_follows_from_cases_that_cannot_be_read_is_not_told(bread: BrokenGuide) -> None:
    assert places(bread, **{CASES: Edit('{"id": "picnic",', '{"id": "picnic"')}) == [f"{CASES}:1"]


def test_a_finding_may_be_cited_where_nobody_could_read_it(bread: BrokenGuide) -> None:
    found = places(
        bread,
        **{
            ENTRY: Edit(" [@E01]", ""),
            INDEX: b"# Home\n\nCaf\xe9. [@E01]\n",
        },
    )
    assert found == [f"{INDEX}:3"]


def test_what_others_warn_of_is_told_with_the_rest(bread: BrokenGuide) -> None:
    told = bread.told(
        **{
            "mkdocs.yml": Edit("plugins:", "validation: {links: {absolute_links: warn}}\nplugins:"),
            WATER: Edit("A wet dough", "[Home](/index.md). A wet dough"),
            INDEX: Edit("guides/water.md", "guides/watr.md"),
        }
    )
    assert [each.path for each in told] == [WATER, INDEX]
    assert "absolute link '/index.md'" in told[0].found


def test_a_missing_file_of_evidence_is_told_once(bread: BrokenGuide) -> None:
    assert places(bread, **{FINDINGS: Gone()}) == ["docs/evidence/index.md:1"]
