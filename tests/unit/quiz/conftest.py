"""A quiz of two questions, on another subject than the guide's, and what it can link to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from live.quiz.model import parse_quiz
from mkdocs_liveguide.cases.load import load_cases, parse_cases
from mkdocs_liveguide.cases.model import CaseFile
from mkdocs_liveguide.evidence.load import load_evidence
from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.pages.view import PageInfo, PageView
from mkdocs_liveguide.quiz.case_answers import check_cases
from mkdocs_liveguide.quiz.check import check_anchors, check_links, check_quiz
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.links import SiteLinks
from mkdocs_liveguide.quiz.load import GuideQuiz, load_quiz
from mkdocs_liveguide.quiz.parse import parse_quiz_file
from mkdocs_liveguide.quiz.render import directives
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import Collector, ContentError
from mkdocs_liveguide.sources.reader import Reader

PATH = "docs/quiz/quiz.yml"
CASES_PATH = "docs/quiz/cases.jsonl"

ROUTE = """\
    name: Plain
    noun: plain bread
    sentence: Bake.
    why: Easy.
    experiment: Bake one.
    outgrown: Bake two.
    pitfalls: [Salt.]
    page: flour.md
    links: [flour.md]
    evidence: [E01]
"""

QUIZ = f"""\
title: Bread quiz
scope: One loaf at a time.
not_sure: Not sure
axes:
  - id: recipe
    name: recipes
    low: few
    high: many
    letter: C
    threshold: 0.5
    slope: 1.0
  - id: practice
    name: practice
    low: little
    high: much
    letter: H
    threshold: 0.5
    slope: 1.0
stay: {{name: plain bread, letter: B, factor: 0.5}}
scoring: {{gate_doubt: 0.1, close_call: 0.2}}
routes:
  - id: plain
    corners: [{{recipe: low, practice: low}}]
    fallback: true
{ROUTE}\
  - id: book
    corners: [{{recipe: high, practice: low}}]
{ROUTE}\
  - id: hands
    corners: [{{recipe: low, practice: high}}]
{ROUTE}\
  - id: school
    corners: [{{recipe: high, practice: high}}]
{ROUTE}\
questions:
  - id: flour
    question: Which flour?
    short: Flour
    help: Look at the bag.
    example: Rye is dark.
    page: flour.md
    evidence: [E01]
    answers:
      - id: rye
        text: Rye
        weights: {{recipe: 3}}
        because: it is rye
      - id: wheat
        text: Wheat
        weights: {{recipe: -1, stay: 2}}
        because: it is wheat
      - id: any
        text: Any
        because: it does not matter
  - id: oven
    question: Which oven?
    short: Oven
    help: Look at the oven.
    example: Stone is slow.
    page: flour.md#stone
    evidence: []
    answers:
      - id: stone
        text: Stone
        weights: {{practice: 3}}
        judged: {{practice: 2}}
        because: it is stone
      - id: steel
        text: Steel
        because: it is steel
gates:
  - id: no-rye
    when: {{flour: [rye]}}
    rules_out: [hands]
    reason: Rye wants a recipe.
    page: flour.md
    evidence: []
advice: []
traps:
  - id: rye
    text: Rye is never practice alone.
    when: {{flour: [rye]}}
    never: [hands]
  - id: order
    text: More never means less.
    monotone: true
"""

CASE = (
    '{"id": "case-1", "org": "Baker", "summary": "A loaf.", "chosen": "book", "answers":'
    ' {"coder_a": {"flour": "rye"}, "coder_b": {"flour": "rye", "oven": "steel"}},'
    ' "what_they_built": "Bread.", "source": {"title": "T", "url": "https://example.org",'
    ' "year": 2024}, "source_read": "primary"}'
)


def changed(old: str, new: str, text: str = QUIZ) -> str:
    """The text with something else in one place."""
    assert text.count(old) == 1
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """The 1-based line on which a part begins."""
    return text[: text.index(part)].count("\n") + 1


@dataclass(frozen=True)
class Known:
    """What the quiz can link to."""

    anchors: dict[str, set[str]]
    """By page."""
    findings: set[str]

    def assert_told(self, text: str, line: str, told: str) -> None:
        """Makes sure that one run tells this, at the line that begins so."""
        found = self.problems(text)
        where = f"{PATH}:{line_of(text, line)}: "
        assert any(each.startswith(where) and told in each for each in found), found

    def problems(self, text: str, cases: str = CASE) -> list[str]:
        """All that one run tells."""
        collector = Collector()
        case_file: CaseFile | None = None
        with collector.catch():
            case_file = parse_cases(cases, CASES_PATH)
        try:
            source = parse_quiz_file(text, PATH)
        except ContentError as error:
            collector.problems += error.problems
            return [str(each) for each in sorted(set(collector.problems))]
        told = case_file or CaseFile(CASES_PATH)
        collector.problems += check_cases(source, told)
        collector.problems += check_links(source, self.anchors, self.findings)
        collector.problems += check_anchors(source, self.anchors)
        quiz = parse_quiz(quiz_data(source.quiz, told.cases))
        collector.problems += check_quiz(source, quiz, told.cases if case_file else None)
        return [str(each) for each in sorted(set(collector.problems))]


@pytest.fixture
def known() -> Known:
    return Known({"flour.md": {"flour", "stone"}}, {"E01"})


@dataclass(frozen=True)
class Shown:
    """The quiz of a guide, and what its directives make of it."""

    quiz: GuideQuiz
    view: PageView
    links: SiteLinks

    def html(self, name: str, argument: str = "", **options: str) -> str:
        """The HTML of a directive on line 9 of the quiz's page."""
        made = directives(self.quiz, lambda view: self.links).html[name]
        return made(directive(name, argument, **options), self.view).html


def directive(name: str, argument: str = "", **options: str) -> Directive:
    """A directive on line 9 of the quiz's page."""
    return Directive(name, argument, options, "quiz/index.md", Place("docs/quiz/index.md", 9))


def show(root: Path) -> Shown:
    """Reads the quiz of a guide whose pages lie in the folder docs."""
    reader, docs = Reader(root), root / "docs"
    pages = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    evidence = load_evidence(reader, docs)
    quiz = load_quiz(reader, docs, pages, evidence.findings, load_cases(reader, docs))
    assert quiz is not None
    infos = {
        page: PageInfo(page, page.removesuffix("index.md").replace(".md", "/"), f"Title of {page}")
        for page in pages
    }
    view = PageView("quiz/index.md", infos)
    return Shown(quiz, view, SiteLinks(view, evidence.findings, EVIDENCE_PAGE))


@pytest.fixture(scope="session")
def own(root: Path) -> Shown:
    """The guide's own quiz."""
    return show(root)


@pytest.fixture(scope="session")
def bread(root: Path) -> Shown:
    """The quiz of a guide about bread: three routes, and letters of its own."""
    return show(root / "tests/fixtures/bread")
