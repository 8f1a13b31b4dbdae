"""The decision quiz of a guide: parsed, checked, scored on published cases, shown in pages."""

from mkdocs_liveguide.quiz.load import QuizBuild, load_quiz
from mkdocs_liveguide.quiz.render import RENDERERS

__all__ = ["RENDERERS", "QuizBuild", "load_quiz"]
