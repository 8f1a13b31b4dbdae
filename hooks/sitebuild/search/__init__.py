"""The guide's search: a full model for passages, a small tuned one for questions, and keywords."""

from sitebuild.search.build import SearchArtefacts, build_search
from sitebuild.search.options import SearchOptions, options_of, questions_of
from sitebuild.search.pages import RENDERERS, complete
from sitebuild.search.questions import QuestionSet

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
