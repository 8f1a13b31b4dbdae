"""A guide of one page, and its search by a teacher that needs no model."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.build import build_search
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.search.questions import Question, QuestionSet
from mkdocs_liveguide.search.result import SearchArtefacts

PAGE = "<h1>Bread</h1><p>Flour and water.</p><h2 id='oven'>Oven</h2><p>Heat the stone.</p>"
EDITED = PAGE.replace("Heat", "Warm")
QUESTIONS = QuestionSet((Question("how hot", ("bread.md#oven",)),))
OPTIONS = SearchOptions(questions=QUESTIONS)
QUICKLY = replace(OPTIONS, quick=True)


def made(cache: Cache, html: str = PAGE, options: SearchOptions = OPTIONS) -> SearchArtefacts:
    return build_search([SearchPage("bread.md", "bread/", "Bread", html)], cache, options)


def bytes_of(search: SearchArtefacts) -> dict[str, bytes]:
    return {each.path: each.content for each in search.artefacts}
