"""What the directives of the quiz put into pages: the quiz, tables, figures, cases to play."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from live.quiz.link import write_link
from live.quiz.model import STAY, known_answers
from live.quiz.result import rank
from live.quiz.wire import QuizData
from live.quiz.wording import heading, inside
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Directives, Html, Renderer
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.decision_table import decision_table
from mkdocs_liveguide.quiz.links import Links
from mkdocs_liveguide.quiz.load import QUIZ, GuideQuiz
from mkdocs_liveguide.quiz.map_drawing import map_drawing
from mkdocs_liveguide.quiz.map_places import OPEN, map_places
from mkdocs_liveguide.quiz.paper import SUMS, sums_table
from mkdocs_liveguide.quiz.quality import moved, scored
from mkdocs_liveguide.sources.problems import one_of, suggest

PAGE = "quiz/index.md"
QUALITY = "quiz/how-good.md"
"""Pages of the quiz, relative to the docs folder."""

PARTS = ("figures", "confusion", "confidence", "numbers")
"""What ``::: quiz-quality PART`` can show."""

WITH_CASES = ("quiz-quality", "quiz-cases")
"""What shows nothing without cases."""

OPTIONS = {"quiz-table": ("rows", "column", "given"), "quiz-map": ("questions",)}
"""What directives may be told as ``key=value``, by name."""


def directives(
    quiz: GuideQuiz | None,
    links: Callable[[PageView], Links],
    unread: bool = False,
    cases_unread: bool = False,
) -> Directives:
    """The directives of the quiz.

    Args:
        quiz: None in a guide without one; the directives then say so.
        links: finds pages and findings, once the pages are known.
        unread: whether there is a quiz that could not be read: nothing is shown, nothing told.
        cases_unread: the same of its cases.
    """

    def with_quiz(render: Callable[[Views, Directive], str]) -> Renderer:
        def rendered(directive: Directive, view: PageView) -> Html:
            with_part = directive.name == "quiz-quality"
            directive.check_options(OPTIONS.get(directive.name, ()), argument=with_part)
            if unread:
                return Html("")
            if quiz is None:
                found = f"the directive {directive.name} in a guide without a quiz"
                fix = "write one, or take the line out"
                raise directive.problem(found, f"a file {QUIZ}", fix)
            if cases_unread and directive.name in WITH_CASES:
                return Html("")
            data = quiz_data(quiz.source.quiz, quiz.cases, links(view))
            return Html(render(Views(quiz, data, view), directive))

        return rendered

    return Directives(
        html={
            "quiz": with_quiz(Views.quiz_html),
            "quiz-map": with_quiz(Views.map_html),
            "quiz-table": with_quiz(Views.table_html),
            "quiz-quality": with_quiz(Views.quality_html),
            "quiz-cases": with_quiz(Views.cases_html),
        }
    )


@dataclass(frozen=True)
class Views:
    """A quiz as one page shows it."""

    quiz: GuideQuiz
    data: QuizData
    """The quiz with its links."""
    view: PageView

    def quiz_html(self, directive: Directive) -> str:
        """The whole quiz, usable on paper; `live-quiz` makes it one question at a time."""
        axes, stay = self.data["axes"], self.data["stay"]
        return self._render(
            "quiz",
            quality=self.view.link(QUALITY) if self.view.has(QUALITY) else "",
            letters=self._letters(),
            letter_names=[*axes, stay] if stay else axes,
            paper=sums_table(self.data),
            sums=SUMS.get(len(axes), "all sums"),
            map=map_drawing(self.data),
            linked=False,
            sides=self._sides(),
            base=self.view.root,
        )

    def map_html(self, directive: Directive) -> str:
        """``::: quiz-map questions=QUESTION,QUESTION``: the map, moved by one or two questions.

        What each combination of their answers comes to stands in the page as a table, so the map
        needs neither Python nor a network. The first question's answers are its rows.
        """
        asked = [key for key in directive.options.get("questions", "").split(",") if key]
        self._check_questions(directive, asked)
        if not 1 <= len(asked) <= 2 or len(set(asked)) < len(asked):
            found = f"{len(asked)} questions for the map"
            fix = "write questions=QUESTION,QUESTION"
            raise directive.problem(found, "one or two, each once", fix)
        if not self.view.has(PAGE):
            found = f"the directive {directive.name} in a guide without a page for the quiz"
            fix = "write that page, or take the line out"
            raise directive.problem(found, f"a page {PAGE}", fix)
        return self._render(
            "quiz-map",
            asked=asked,
            places=map_places(self.quiz.engine, asked),
            open=OPEN,
            map=map_drawing(self.data),
            linked=True,
            sides=self._sides(),
            base=self.view.root,
            quiz_page=self.view.link(PAGE),
        )

    def table_html(self, directive: Directive) -> str:
        """``::: quiz-table rows=QUESTION,QUESTION column=QUESTION given=QUESTION:ANSWER,…``."""
        known = self.quiz.engine.questions
        rows = [key for key in directive.options.get("rows", "").split(",") if key]
        column = directive.options.get("column", "")
        pairs = [pair for pair in directive.options.get("given", "").split(",") if pair]
        given = {key: answer for key, _, answer in (pair.partition(":") for pair in pairs)}
        self._check_questions(directive, [*rows, column, *given])
        for key, answer in given.items():
            answers = set(known[key].weights)
            if answer not in answers:
                found = f'the unknown answer "{answer}" of "{key}"'
                raise directive.problem(found, one_of(answers), suggest(answer, answers))
        if not 1 <= len(rows) <= 2:
            found = f"{len(rows)} questions as rows"
            raise directive.problem(found, "one or two", "write rows=QUESTION,QUESTION")
        return self._render(
            "table",
            table=decision_table(self.quiz.engine, rows, column, given),
            rows=rows,
            column=column,
            given=given,
            sides=self._sides(),
        )

    def quality_html(self, directive: Directive) -> str:
        """``::: quiz-quality PART``: how often the quiz is right on the published cases."""
        self._need_cases(directive)
        if directive.argument not in PARTS:
            found = f'the unknown part "{directive.argument}"'
            raise directive.problem(found, one_of(PARTS), suggest(directive.argument, PARTS))
        quiz = self.quiz
        return self._render(
            directive.argument,
            scored=scored(quiz),
            watched=list(quiz.source.quiz.calibration.class_weights),
            calibration=quiz.calibration,
            calibrated_now=quiz.calibrated_now,
            moved=moved(quiz.source, list(self._letters())),
            letters=self._letters(),
        )

    def cases_html(self, directive: Directive) -> str:
        """All cases, to be played: the need first, what was chosen only when asked for."""
        self._need_cases(directive)
        cases = [
            {
                "case": case,
                "said": [
                    {"coder": coder, **self._said(case.answers[coder.id])}
                    for coder in self.quiz.coders
                ],
            }
            for case in self.quiz.cases
        ]
        page = self.view.link(PAGE) if self.view.has(PAGE) else ""
        return self._render("cases", cases=cases, quiz_page=page)

    def _render(self, template: str, **values: Any) -> str:
        questions = {entry["id"]: entry for entry in self.data["questions"]}
        return render_template(
            f"quiz/{template}.html",
            quiz=self.data,
            questions=questions,
            texts={
                key: {answer["id"]: answer["text"] for answer in entry["answers"]}
                for key, entry in questions.items()
            },
            heading=heading,
            inside=inside,
            signed=signed,
            percent=percent,
            **values,
        )

    def _need_cases(self, directive: Directive) -> None:
        if not self.quiz.cases:
            found = f"the directive {directive.name} in a guide without cases"
            fix = "write them, or take the line out"
            raise directive.problem(found, "a file quiz/cases.jsonl", fix)

    def _letters(self) -> dict[str, str]:
        """The letters on paper, by the keys of weights."""
        letters = {axis["id"]: axis["letter"] for axis in self.data["axes"]}
        stay = self.data["stay"]
        return {**letters, STAY: stay["letter"]} if stay else letters

    def _check_questions(self, directive: Directive, keys: Iterable[str]) -> None:
        known = set(self.quiz.engine.questions)
        for key in keys:
            if key not in known:
                fix = suggest(key, known)
                raise directive.problem(f'the unknown question "{key}"', one_of(known, 20), fix)

    def _sides(self) -> dict[str, str]:
        """What styles colour each route by."""
        return {key: self._high(key) for key in self.data["routes"]}

    def _high(self, route: str) -> str:
        """Numbers of the axes, from 1, on which the route is high: what styles colour it by."""
        taken = self.quiz.engine.routes[route]
        count = len(self.quiz.engine.axes)
        return " ".join(str(axis + 1) for axis in range(count) if taken.side(axis) > 0)

    def _said(self, sheet: Mapping[str, str]) -> dict[str, Any]:
        answers = known_answers(self.quiz.engine, sheet)
        found = rank(self.quiz.engine, answers)
        return {
            "route": found.route,
            "confidence": found.probabilities[found.route],
            "link": write_link(self.quiz.engine, answers),
        }


def signed(points: float) -> str:
    """A number with its sign, the minus a real one."""
    return f"{points:+g}".replace("-", "−")


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage."""
    return f"{100 * share:.0f} %"
