"""Published cases are read, checked and shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from mkdocs_liveguide.cases.load import load_cases
from mkdocs_liveguide.cases.model import CaseFile
from mkdocs_liveguide.cases.page import CasePage, load_case_page
from mkdocs_liveguide.cases.render import directives
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import Collector, ContentError
from mkdocs_liveguide.sources.reader import Reader

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


def load(docs: Path) -> CasePage | None:
    """Cases and page, as one run loads them."""
    reader, collector = Reader(docs.parent), Collector()
    cases: CaseFile | None = None
    page: CasePage | None = None
    with collector.catch():
        cases = load_cases(reader, docs)
    with collector.catch():
        page = load_case_page(reader, docs, cases)
    collector.stop_if_any()
    return page


def problems(docs: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load(docs)
    return [str(problem) for problem in error.value.problems]


def directive(**options: str) -> Directive:
    return Directive("cases", "", options, "cases/index.md", Place("docs/cases/index.md", 9))


def shown(page: CasePage | None) -> str:
    return directives(page).markdown["cases"](directive()).markdown


def test_a_guide_without_the_page_has_no_cases(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    assert load_cases(Reader(tmp_path), tmp_path).cases == ()


def test_the_page_shows_cases_under_their_sectors(docs: Path) -> None:
    text = shown(load(docs))
    first = text.split("## Cafés { #cafes }")[1].split("## Homes { #homes }")[0]
    assert 'data-sector="cafes" data-need="brew" data-route="pot"' in first
    assert "### Tea for many { #case-1 }\n\nWhat case-1 needed.\n\n**A pot.** Something." in first
    assert "Somebody: [A talk](https://example.org/talk){ .source }, 2025. Second-hand" in first
    assert '<option value="bag">A bag (1)</option>' in text


def test_the_directive_in_a_guide_without_cases_is_told() -> None:
    with pytest.raises(ContentError, match=r"without cases; expected a page cases/index\.md"):
        shown(None)
    with pytest.raises(ContentError, match='found the option "sector" of "cases"'):
        directives(None).markdown["cases"](directive(sector="x"))
    unread = directives(None, unread=True).markdown["cases"]
    assert unread(directive()).markdown == ""


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
    (problem,) = problems(docs)
    assert problem.startswith(
        "docs/quiz/cases.jsonl:2: found text that is not JSON (Expecting property name"
    )


def test_a_misspelt_key_is_told(docs: Path) -> None:
    write(docs, case("case-1", "pot", sumary="x"), case("case-2", "bag"))
    (problem,) = problems(docs)
    assert problem.startswith('docs/quiz/cases.jsonl:1: found the unknown key "sumary"')


def test_a_bad_line_of_cases_hides_no_bad_label(docs: Path) -> None:
    write(docs, "{oops")
    labels = docs / "cases" / "labels.yml"
    labels.write_text(LABELS.replace("sector: cafes", "sector: cafe"))
    assert len(problems(docs)) == 2


def test_files_that_are_empty_or_missing_are_told_by_their_names(docs: Path) -> None:
    write(docs)
    (problem,) = problems(docs)
    assert problem.startswith("docs/quiz/cases.jsonl:1: found no case; expected one case a line")
    (docs / "quiz" / "cases.jsonl").unlink()
    (problem,) = problems(docs)
    assert problem.startswith("docs/cases/index.md:1: found no file docs/quiz/cases.jsonl")
    write(docs, case("case-1", "pot"), case("case-2", "bag"))
    (docs / "cases" / "labels.yml").unlink()
    (problem,) = problems(docs)
    assert problem.startswith("docs/cases/labels.yml:1: found no such file; expected a label for")


def test_a_byte_order_mark_and_windows_line_ends_are_read(docs: Path) -> None:
    data = docs / "quiz" / "cases.jsonl"
    data.write_bytes(b"\xef\xbb\xbf" + data.read_bytes().replace(b"\n", b"\r\n"))
    page = load(docs)
    assert page is not None
    assert [each.id for each in page.cases] == ["case-1", "case-2"]
