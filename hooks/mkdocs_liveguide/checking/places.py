"""What leads to a place of the guide that is not there: links, former files, changes, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_liveguide.checking.lists import check_lists
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.links import LinkedPage, check_links
from mkdocs_liveguide.pages.moved import check_formers, places_now
from mkdocs_liveguide.quiz.check import check_anchors
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.search.questions import check_questions
from mkdocs_liveguide.search.reader_questions import check_reader_questions
from mkdocs_liveguide.search.test_set import check_pages
from mkdocs_liveguide.sharing.changes import check_changes
from mkdocs_liveguide.site_model import Options, Rendered
from mkdocs_liveguide.sources.problems import Problem


@dataclass(frozen=True)
class Places:
    """The places that a guide has."""

    pages: Sequence[LinkedPage]
    whole: Mapping[str, frozenset[str]]
    """The ids of each page whose ids are all known, by `src_uri`."""
    partial: frozenset[str]
    """Pages and files (`src_uri`) that lack something for a reason that is told: of them, no place
    is asked for."""


def find_places(
    guide: Guide, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
) -> tuple[Places, list[Problem]]:
    """The places of all pages, and pages that lack a list which they are to show.

    Args:
        guide: the sources.
        rendered: the pages, by `src_uri`, in order.
        contents: their HTML, as far as it can be filled before the search, by the same.
    """
    linked = [
        LinkedPage(src_uri, page.info.url, contents[src_uri], page.draft.origins, page.draft.links)
        for src_uri, page in rendered.items()
    ]
    anchors = {page.src_uri: page.anchors for page in linked}
    unshown = check_lists(guide, rendered, anchors)
    partial = guide.unread | unshown.keys()
    whole = {src_uri: ids for src_uri, ids in anchors.items() if src_uri not in partial}
    problems = [problem for problem in unshown.values() if problem is not None]
    return Places(linked, whole, partial), problems


def check_named(
    guide: Guide, options: Options, places: Places, files: Mapping[str, str]
) -> Iterator[Problem]:
    """Places that former files, changes and the quiz name.

    Args:
        guide: the sources.
        options: what the configuration chooses.
        places: those that there are.
        files: all files that are published: `src_uri` by address relative to the site's root.
    """
    yield from check_formers(
        guide.formers, files, places.whole, guide.has_file, options.directory_urls
    )
    src_uris = [page.src_uri for page in places.pages]
    yield from check_changes(guide.changes, src_uris, places.whole, options.site)
    if guide.quiz is not None:
        yield from check_anchors(guide.quiz.source, places.whole)


def check_asked(guide: Guide, searched: Sequence[SearchPage], places: Places) -> Iterator[Problem]:
    """Places that questions name: the guide's own, those of its readers, and those of its tests.

    Args:
        guide: the sources.
        searched: all that the search is to find.
        places: those that there are.
    """
    pages = {page.src_uri: page for page in searched}
    yield from check_questions(guide.questions, pages, places.partial)
    tested = [each.text for each in guide.questions.answered]
    tested += [*guide.questions.unanswered, *(each.text for each in guide.test_set)]
    yield from check_reader_questions(guide.reader_questions, pages, tested, places.partial)
    yield from check_pages(guide.test_set, pages, places.whole)


def dead_links(
    guide: Guide, rendered: Mapping[str, Rendered], places: Places, files: Mapping[str, str]
) -> list[Problem]:
    """Links that lead nowhere; arguments as for `find_places` and `check_named`."""
    return [
        *(link for page in rendered.values() for link in page.draft.dead_links),
        *check_links(
            places.pages, files, places.partial, guide.has_file, places_now(guide.formers)
        ),
    ]
