"""The guide's search: a full model for passages, a small tuned one for questions, and keywords."""

from mkdocs_liveguide.search.build import SearchArtefacts, build_search
from mkdocs_liveguide.search.options import SearchOptions, options_of, questions_of
from mkdocs_liveguide.search.questions import QuestionSet
from mkdocs_liveguide.search.render import RENDERERS, complete

__all__ = [
    "RENDERERS",
    "QuestionSet",
    "SearchArtefacts",
    "SearchOptions",
    "build_search",
    "complete",
    "options_of",
    "questions_of",
]
