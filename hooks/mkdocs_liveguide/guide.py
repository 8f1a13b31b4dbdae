"""The sources of a guide: read and checked, with nothing built from them yet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.cases.load import load_cases
from mkdocs_liveguide.cases.model import CaseFile
from mkdocs_liveguide.cases.page import PAGE as CASES_PAGE
from mkdocs_liveguide.cases.page import CasePage, load_case_page
from mkdocs_liveguide.cells.snippet import Snippets
from mkdocs_liveguide.checking.heads import Head
from mkdocs_liveguide.evidence.load import load_evidence
from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.evidence.model import Evidence
from mkdocs_liveguide.faq.load import load_faq
from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.faq.model import Faq
from mkdocs_liveguide.figures.figure import FOLDER as FIGURES
from mkdocs_liveguide.figures.figure import Figures, load_figures
from mkdocs_liveguide.notebooks.load import read_notebooks
from mkdocs_liveguide.notebooks.notebook import Notebook
from mkdocs_liveguide.pages.moved import Formers
from mkdocs_liveguide.pages.origins import Origin, Origins
from mkdocs_liveguide.pages.page import Page, PageFile, description_of, load_pages
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion
from mkdocs_liveguide.quiz.load import QUIZ, GuideQuiz, load_quiz
from mkdocs_liveguide.search.questions import FILE as QUESTIONS
from mkdocs_liveguide.search.questions import Question, QuestionSet, load_questions
from mkdocs_liveguide.search.test_set import (
    CALIBRATION,
    TEST_SET,
    Calibration,
    TestQuestion,
    load_calibration,
    load_test_set,
)
from mkdocs_liveguide.sharing.changes import FILE as CHANGES
from mkdocs_liveguide.sharing.changes import Changes, load_changes
from mkdocs_liveguide.sources.problems import Collector
from mkdocs_liveguide.sources.reader import Reader


@dataclass(frozen=True)
class Guide:
    """A guide's sources."""

    reader: Reader
    docs: Path
    """The folder of the pages."""
    snippets: Snippets
    figures: Figures
    pages: Mapping[str, Page] = field(default_factory=dict)
    """By `src_uri`, sorted; Markdown pages only."""
    notebooks: Mapping[str, Notebook] = field(default_factory=dict)
    """By `src_uri`, sorted."""
    evidence: Evidence = field(default_factory=Evidence)
    faq: Faq = field(default_factory=Faq)
    questions: QuestionSet = field(default_factory=QuestionSet)
    """What the search must find; those in which people put the FAQ's among them."""
    test_set: tuple[TestQuestion, ...] = ()
    """What the search is measured with, as readers get it."""
    calibration: Calibration = field(default_factory=Calibration)
    """What says when the search admits that the guide does not answer."""
    cases: CasePage | None = None
    """The page of all published cases, where there is one."""
    quiz: GuideQuiz | None = None
    changes: Changes = field(default_factory=Changes)
    """What its author tells of what has changed."""
    unread: frozenset[str] = frozenset()
    """Pages and files (`src_uri`) whose sources could not all be read."""

    def origins(self, src_uri: str) -> Origins:
        """The texts that stand in a page, for those who look for a line."""
        texts: list[Origin] = []
        if src_uri in self.pages:
            texts.append(self.pages[src_uri].origin)
        if src_uri in self.notebooks:
            notebook = self.notebooks[src_uri]
            texts.append(Origin(notebook.path, notebook.text[0], lines=notebook.text[1]))
        if src_uri == FAQ_PAGE:
            texts += [entry.origin for entry in self.faq.entries]
        if src_uri == EVIDENCE_PAGE:
            texts += self.evidence.origins
        return Origins(texts or [Origin(self.reader.name(self.docs / src_uri), "")])

    def path(self, src_uri: str) -> str:
        """How problems call a file of the docs folder."""
        return self.reader.name(self.docs / src_uri)

    def has_file(self, src_uri: str) -> bool:
        """Whether the docs folder has a file at a path."""
        return (self.docs / src_uri).is_file()

    @property
    def heads(self) -> list[Head]:
        """What its pages say of themselves, as far as they could be read."""
        texts: list[Page | Notebook] = [*self.pages.values(), *self.notebooks.values()]
        return [Head(text.path, text.meta) for text in texts if text.src_uri not in self.unread]

    @property
    def formers(self) -> Formers:
        """The files that its pages once were, as far as they could be read."""
        texts: list[Page | Notebook] = [*self.pages.values(), *self.notebooks.values()]
        return {text.src_uri: text.formers for text in texts if text.formers}

    @property
    def reader_questions(self) -> dict[str, tuple[ReaderQuestion, ...]]:
        """What readers ask that its sections answer, by the `src_uri` of the page."""
        texts: list[Page | Notebook] = [*self.pages.values(), *self.notebooks.values()]
        found = {text.src_uri: text.questions for text in texts if text.questions}
        of_entries = tuple(each for entry in self.faq.entries for each in entry.questions)
        if of_entries:
            found[FAQ_PAGE] = found.get(FAQ_PAGE, ()) + of_entries
        return found

    def meta(self, src_uri: str) -> Mapping[str, Any]:
        """What a page says of itself; {} for one that is made by others."""
        source = self.pages.get(src_uri) or self.notebooks.get(src_uri)
        return source.meta if source else {}

    def description(self, src_uri: str) -> str:
        """What a page's front matter says of it; "" for nothing."""
        return description_of(self.meta(src_uri))

    def boost(self, src_uri: str) -> float:
        """What a page's scores in the search are multiplied by."""
        search = self.meta(src_uri).get("search")
        return float(search.get("boost", 1)) if isinstance(search, dict) else 1.0

    def in_search(self, src_uri: str) -> bool:
        """Whether the search is to find a page."""
        search = self.meta(src_uri).get("search")
        return not (isinstance(search, dict) and search.get("exclude"))


def load_guide(
    reader: Reader,
    docs: Path,
    snippets: Path,
    files: Iterable[PageFile],
    notebooks: Mapping[str, Path],
    kept: Kept | None = None,
) -> tuple[Guide, Collector]:
    """Reads all sources.

    Args:
        reader: reads the files.
        docs: the folder of the pages.
        snippets: the folder of the snippets.
        files: the pages that MkDocs is going to make.
        notebooks: their files, by `src_uri`.
        kept: see `load_quiz`.

    Returns:
        What could be read, and all that is wrong with the rest.
    """
    collector = Collector()
    guide = Guide(reader, docs, Snippets(reader, snippets), load_figures(reader, docs))
    unread: set[str] = set()

    @contextmanager
    def reading(src_uri: str) -> Iterator[None]:
        before = len(collector.problems)
        with collector.catch():
            yield
        if len(collector.problems) > before:
            unread.add(src_uri)

    pages, lost = load_pages(reader, files, collector)
    unread |= lost
    runnable, lost = read_notebooks(reader, notebooks, collector)
    unread |= lost
    guide = replace(guide, pages=pages, notebooks=runnable)
    with reading(EVIDENCE_PAGE):
        guide = replace(guide, evidence=load_evidence(reader, docs))
    with reading(FAQ_PAGE):
        guide = replace(guide, faq=load_faq(reader, docs))
    with reading(QUESTIONS):
        questions = load_questions(reader, docs)
        asked = questions_of_faq(guide.faq)
        guide = replace(guide, questions=replace(questions, answered=questions.answered + asked))
    with reading(TEST_SET):
        guide = replace(guide, test_set=load_test_set(reader, docs))
    with reading(CALIBRATION):
        guide = replace(guide, calibration=load_calibration(reader, docs))
    with reading(CHANGES):
        guide = replace(guide, changes=load_changes(reader, docs))
    cases: CaseFile | None = None
    with reading(CASES_PAGE):
        cases = load_cases(reader, docs)
    with reading(CASES_PAGE):
        guide = replace(guide, cases=load_case_page(reader, docs, cases))
    src_uris = {*notebooks, *pages}
    # While findings cannot be read, the quiz would complain of them for nothing.
    known = None if EVIDENCE_PAGE in unread else guide.evidence.findings
    with reading(QUIZ):
        guide = replace(guide, quiz=load_quiz(reader, docs, src_uris, known, cases, kept))
    return replace(guide, unread=frozenset(unread)), collector


def questions_of_faq(faq: Faq) -> tuple[Question, ...]:
    """The words in which people put the questions of the FAQ."""
    return tuple(
        Question(text, (f"{FAQ_PAGE}#{entry.slug}",), "faq")
        for entry in faq.entries
        for text in entry.asked
    )


def shown_elsewhere(unpublished: Iterable[str]) -> dict[str, str]:
    """The page that shows each text which is no page itself, by the text's `src_uri`."""
    folder = posixpath.dirname(FAQ_PAGE)
    return {
        name: FAQ_PAGE
        for name in unpublished
        if posixpath.dirname(name) == folder and name.endswith(".md")
    }


def unpublished(docs: Path, src_uris: Iterable[str]) -> set[str]:
    """Files of the docs folder that are read here, and published in another form or not at all."""
    names = list(src_uris)
    patterns = [f"{FIGURES}/*", QUESTIONS, TEST_SET, CALIBRATION, CHANGES]
    if (docs / QUIZ).is_file():
        patterns += ["quiz/*.yml", "quiz/*.jsonl"]
    if (docs / EVIDENCE_PAGE).is_file():
        patterns.append("evidence/*.yml")
    if (docs / FAQ_PAGE).is_file():
        patterns.append("faq/*.md")
    if (docs / CASES_PAGE).is_file():
        patterns.append("cases/*.yml")
    found = {
        src_uri
        for src_uri in names
        for pattern in patterns
        if fnmatchcase(src_uri, pattern) and src_uri != FAQ_PAGE
    }
    # Modules that notebooks beside them import; other Python may be there to be downloaded.
    folders = {posixpath.dirname(name) for name in names if name.endswith(".ipynb")}
    found |= {name for name in names if name.endswith(".py") and posixpath.dirname(name) in folders}
    # What Python keeps beside modules that it has imported is no source.
    return found | {name for name in names if "__pycache__" in name.split("/")}
