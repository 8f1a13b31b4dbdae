"""The directives of all features, over the models of one guide."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cases import render as cases
from mkdocs_liveguide.cases.page import PAGE as CASES_PAGE
from mkdocs_liveguide.cells.render import Cells
from mkdocs_liveguide.evidence import render as evidence
from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.faq import render as faq
from mkdocs_liveguide.figures import figure
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.labs.lab import Labs
from mkdocs_liveguide.numbers.known import Known
from mkdocs_liveguide.numbers.render import Numbers
from mkdocs_liveguide.pages.directives import Directives
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.quiz import render as quiz
from mkdocs_liveguide.quiz.links import SiteLinks
from mkdocs_liveguide.quiz.load import QUIZ
from mkdocs_liveguide.reading import render as reading
from mkdocs_liveguide.search import ask_field
from mkdocs_liveguide.search.answering import Outcome
from mkdocs_liveguide.search.questions import FILE as QUESTIONS
from mkdocs_liveguide.search.render import SearchViews


def all_directives(
    guide: Guide, cache: Cache, cell_seconds: int, labs: Labs, search: SearchViews
) -> Directives:
    """All directives that pages may use.

    Args:
        guide: the sources.
        cache: keeps what cells print.
        cell_seconds: the time limit of a cell.
        labs: run when a page shows them.
        search: knows what was found, once the search is built.
    """
    unread = guide.unread
    return (
        Cells(guide.snippets, cache, cell_seconds).directives()
        | cases.directives(guide.cases, CASES_PAGE in unread)
        | evidence.directives(guide.evidence)
        | faq.directives(guide.faq)
        | figure.directives(guide.figures)
        | labs.directives()
        | quiz.directives(
            guide.quiz, lambda view: quiz_links(guide, view), QUIZ in unread, CASES_PAGE in unread
        )
        | ask_field.directives(guide.questions.answered, QUESTIONS in unread)
        | _numbers(guide, search).directives()
        | reading.directives()
        | search.directives()
    )


def quiz_links(guide: Guide, view: PageView) -> SiteLinks:
    """How the quiz links to pages and findings, as seen from a page."""
    return SiteLinks(view, guide.evidence.findings, EVIDENCE_PAGE)


def _numbers(guide: Guide, search: SearchViews) -> Numbers:
    calibration = guide.quiz.calibration if guide.quiz else None
    listed = guide.cases.cases if guide.cases else guide.quiz.cases if guide.quiz else ()

    def outcomes() -> Sequence[Outcome]:
        quality = search.found.quality
        return quality.outcomes if quality else ()

    findings = tuple(guide.evidence.findings.values())
    tested, entries = bool(guide.test_set), len(guide.faq.entries)
    known = Known(findings, listed, entries, calibration, tested, outcomes)
    return Numbers(known, bool(guide.unread))
