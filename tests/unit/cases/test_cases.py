"""Published cases are read, checked and shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs_liveguide.cases.cases import Cases, load_cases, render_cases
from mkdocs_liveguide.sources.guide import Guide

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.sources.problems import ContentError

INDEX = """\
---
sectors:
  - {id: cafes, title: Cafés}
  - {id: homes, title: Homes}
needs:
  - {id: brew, title: Brew}
routes:
  - {id: pot, title: A pot}
  - {id: bag, title: A bag}
---
# Cases
"""

LABELS = """\
case-1: {title: Tea for many, sector: cafes, need: brew}
case-2: {title: Tea for one, sector: homes, need: brew}
"""


def case(name: str, route: str, **more: Any) -> str:
    return json.dumps(
        {
            "id": name,
            "org": "Somebody",
            "summary": f"What {name} needed.",
            "answers": {"coder_a": {"size": "big"}},
            "chosen": route,
            "what_they_built": "Something.",
            "source": {"title": "A talk", "url": "https://example.org/talk", "year": 2025},
            "source_read": "secondary",
            **more,
        }
    )


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    for folder in ("cases", "quiz"):
        (docs / folder).mkdir(parents=True)
    (docs / "cases" / "index.md").write_text(INDEX)
    (docs / "cases" / "labels.yml").write_text(LABELS)
    write(docs, case("case-1", "pot"), case("case-2", "bag"))
    return docs


def write(docs: Path, *lines: str) -> None:
    (docs / "quiz" / "cases.jsonl").write_text("\n".join(lines) + "\n")


def problems(docs: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load_cases(docs.parent, docs)
    return [str(problem) for problem in error.value.problems]


def test_a_guide_without_the_page_has_no_cases(tmp_path: Path) -> None:
    assert load_cases(tmp_path, tmp_path) == Cases()


def test_the_page_shows_cases_under_their_sectors(docs: Path) -> None:
    cases = load_cases(docs.parent, docs)
    guide = Guide(root=docs.parent, docs=docs, cache=Cache(docs), pages={}, cases=cases)
    shown = render_cases(Directive("cases", "", {}, "", 1, "cases/index.md"), guide).markdown
    first = shown.split("## Cafés { #cafes }")[1].split("## Homes { #homes }")[0]
    assert 'data-sector="cafes" data-need="brew" data-route="pot"' in first
    assert "### Tea for many { #case-1 }\n\nWhat case-1 needed.\n\n**A pot.** Something." in first
    assert "Somebody: [A talk](https://example.org/talk), 2025. Second-hand" in first
    assert '<option value="bag">A bag (1)</option>' in shown


def test_an_unknown_route_and_a_missing_label_are_told_at_their_line(docs: Path) -> None:
    write(docs, case("case-1", "pot"), case("case-2", "bog"), case("case-3", "bag"))
    assert problems(docs) == [
        'docs/quiz/cases.jsonl:2: found the unknown route "bog"; expected one of "bag", "pot"; '
        'write "bag"',
        'docs/quiz/cases.jsonl:3: found the case "case-3", which has no label; expected a label '
        "for each case; add it to docs/cases/labels.yml with title, sector and need",
    ]


def test_a_label_of_no_case_and_an_unknown_sector_are_told(docs: Path) -> None:
    write(docs, case("case-1", "pot"))
    labels = docs / "cases" / "labels.yml"
    labels.write_text(LABELS.replace("sector: cafes", "sector: cafe"))
    assert problems(docs) == [
        'docs/cases/labels.yml:1: found the unknown sector "cafe"; expected one of "cafes", '
        '"homes"; write "cafes"',
        'docs/cases/labels.yml:2: found a label for the unknown case "case-2"; expected one of '
        '"case-1"; write "case-1"',
    ]


def test_a_line_that_is_not_json_is_told(docs: Path) -> None:
    write(docs, case("case-1", "pot"), "{oops")
    assert problems(docs)[1].startswith("docs/quiz/cases.jsonl:2: found Expecting property name")


def test_a_misspelt_key_is_told(docs: Path) -> None:
    write(docs, case("case-1", "pot", sumary="x"), case("case-2", "bag"))
    assert 'docs/quiz/cases.jsonl:1: found the unknown key "sumary"' in problems(docs)[1]
