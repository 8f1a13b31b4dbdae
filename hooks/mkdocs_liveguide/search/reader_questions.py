"""Checks the questions that stand beside sections, and finds the sections that have none."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from mkdocs_liveguide.pages.html import Section, sections
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion, known_words
from mkdocs_liveguide.search.passages import SearchPage, is_leaf
from mkdocs_liveguide.sources.problems import Problem, suggest

COPIED = 6
"""So many words in a row that also stand in the section are copied, not a reader's."""
_NAMED = 5  # sections of a page that lack questions, named in the report

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


def check_reader_questions(
    asked: Mapping[str, Sequence[ReaderQuestion]],
    pages: Mapping[str, SearchPage],
    tested: Iterable[str],
    unread: frozenset[str],
) -> list[Problem]:
    """Questions of a heading that the page does not have, and those that help no search.

    Args:
        asked: the questions of each page, by `src_uri`.
        pages: all that the search is to find, by `src_uri`.
        tested: the questions that the search is measured with.
        unread: pages whose headings are not all known.
    """
    problems: list[Problem] = []
    for src_uri, questions in asked.items():
        if src_uri in pages and src_uri not in unread:
            problems += _wrong_places(questions, sections_of(pages[src_uri]))
    return [*problems, *_repeated(asked, {known_words(text) for text in tested})]


def sections_of(page: SearchPage) -> tuple[Section, ...]:
    """The sections of a page as the search reads them."""
    return sections(page.html, page.leave_out)


def _wrong_places(
    questions: Sequence[ReaderQuestion], found: Sequence[Section]
) -> Iterator[Problem]:
    known: dict[str, list[Section]] = {}
    for section in found:
        known.setdefault(section.anchor if section.level else "", []).append(section)
    words: dict[str, str] = {}
    told: set[str] = set()
    for each in questions:
        if each.anchor not in known:
            if each.anchor not in told:
                told.add(each.anchor)
                fix = suggest(each.anchor, [anchor for anchor in known if anchor])
                found_here = f'questions under "{each.anchor}"'
                yield Problem(each.path, each.line, found_here, "the id of a heading", fix)
            continue
        if each.anchor not in words:
            blocks = (block for part in known[each.anchor] for block in part.blocks)
            words[each.anchor] = f" {' '.join(_words(' . '.join(blocks)))} "
        copied = _copied(each.text, words[each.anchor])
        if copied:
            fix = "put it as somebody would who has not read the section"
            shown = f'"{copied}", words of the section itself'
            yield Problem(each.path, each.line, shown, "a reader's own words", fix)


def _copied(question: str, text: str) -> str:
    """The words of a question that also stand in a row in a text; "" for too few."""
    words = _words(question)
    for at in range(len(words) - COPIED + 1):
        run = " ".join(words[at : at + COPIED])
        if f" {run} " in text:
            return run
    return ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _repeated(
    asked: Mapping[str, Sequence[ReaderQuestion]], tested: Container[str]
) -> Iterator[Problem]:
    first: dict[str, ReaderQuestion] = {}
    for questions in asked.values():
        for each in questions:
            words = known_words(each.text)
            if words in tested:
                found = f'"{each.text}", which the search is tested with'
                fix = "put it otherwise: a test of what was told beforehand says nothing"
                yield Problem(each.path, each.line, found, "words of its own", fix)
            earlier = first.setdefault(words, each)
            if earlier is not each:
                found = f'"{each.text}", which {earlier.path}:{earlier.line} has too'
                fix = "keep it where the section answers it better"
                yield Problem(each.path, each.line, found, "each question once", fix)


def lines_about_missing(pages: Sequence[SearchPage]) -> list[str]:
    """Which sections have no question, a page a line; nothing for a site that writes none."""
    if not any(page.questions for page in pages):
        return []
    lines, lacking, count = list[str](), 0, 0
    for page in pages:
        asked = _asked(page)
        missing = [anchor for anchor, has_one in asked.items() if not has_one]
        count, lacking = count + len(asked), lacking + len(missing)
        if missing:
            named = ", ".join(anchor or "its beginning" for anchor in missing[:_NAMED])
            more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
            lines.append(f"search:   {page.src_uri}: {named}{more}")
    told = f"search: {lacking} of {count} sections have no questions that readers ask"
    return [f"{told}:", *lines] if lacking else []


def _asked(page: SearchPage) -> dict[str, bool]:
    """By anchor of each section that can answer: whether it has a question, as `cut_page` has it.

    A section without text of its own leaves its questions to the one that follows.
    """
    found: dict[str, bool] = {}
    waiting = False
    cut = sections_of(page)
    for index, section in enumerate(cut):
        anchor = section.anchor if section.level else ""
        waiting = waiting or bool(page.questions.get(anchor))
        if section.blocks and not section.leads_on:
            found[anchor] = found.get(anchor, False) or waiting
        if section.blocks or (section.level > 1 and is_leaf(cut, index)):
            waiting = False
    return found
