"""The decision quiz of a guide: parsed, checked, scored on published cases, shown in pages."""

from sitebuild.quiz.build import QuizBuild, load_quiz
from sitebuild.quiz.render import RENDERERS

__all__ = ["RENDERERS", "QuizBuild", "load_quiz"]
