"""What the directives of the quiz put into pages: the quiz, tables, figures, cases to play."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from live.quiz.link import write_link
from live.quiz.model import ROUTES, known_answers
from live.quiz.result import recommend
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Html, Renderer
from mkdocs_liveguide.pages.page import page_url
from mkdocs_liveguide.quiz.decision_table import decision_table
from mkdocs_liveguide.quiz.load import QuizBuild
from mkdocs_liveguide.quiz.score import CODERS, Score
from mkdocs_liveguide.sources.problems import one_of, suggest

if TYPE_CHECKING:
    from mkdocs_liveguide.sources.guide import Guide

PAGE = "quiz/index.md"
QUALITY = "quiz/how-good.md"
"""Pages of the quiz, relative to the docs folder."""

PARTS = ("figures", "confusion", "confidence", "numbers")
"""What ``::: quiz-quality PART`` can show."""


def render_quiz(directive: Directive, guide: Guide) -> Html:
    """The whole quiz, usable on paper; `live-quiz` makes it one question at a time."""
    build = _build(directive, guide)
    common = _common(directive, build)
    quality = f"{common['base']}{page_url(QUALITY)}" if QUALITY in guide.pages else ""
    html = render_template("quiz/quiz.html", **common, quality=quality)
    questions = [f"{entry['question']} {entry['help']}" for entry in build.data["dimensions"]]
    return Html(html, text="\n\n".join([build.data["scope"], *questions]))


def render_table(directive: Directive, guide: Guide) -> Html:
    """``::: quiz-table rows=QUESTION,QUESTION column=QUESTION given=QUESTION:ANSWER,…``."""
    build = _build(directive, guide)
    known = {key: set(entry.pushes) for key, entry in build.quiz.dimensions.items()}
    rows = [key for key in directive.options.get("rows", "").split(",") if key]
    column = directive.options.get("column", "")
    pairs = [pair for pair in directive.options.get("given", "").split(",") if pair]
    given = {key: answer for key, _, answer in (pair.partition(":") for pair in pairs)}
    for key in [*rows, column, *given]:
        if key not in known:
            fix = suggest(key, known)
            raise directive.problem(f'the unknown question "{key}"', one_of(known, 20), fix)
    for key, answer in given.items():
        if answer not in known[key]:
            found = f'the unknown answer "{answer}" of "{key}"'
            raise directive.problem(found, one_of(known[key]), suggest(answer, known[key]))
    if not 1 <= len(rows) <= 2:
        found = f"{len(rows)} questions as rows"
        raise directive.problem(found, "one or two", "write rows=QUESTION,QUESTION")
    html = render_template(
        "quiz/table.html",
        **_common(directive, build),
        table=decision_table(build.quiz, rows, column, given),
        rows=rows,
        column=column,
        given=given,
        texts=_texts(build),
    )
    return Html(html)


def render_quality(directive: Directive, guide: Guide) -> Html:
    """``::: quiz-quality PART``: how often the quiz is right on the published cases."""
    build = _build(directive, guide)
    if directive.argument not in PARTS:
        found = f'the unknown part "{directive.argument}"'
        raise directive.problem(found, one_of(PARTS), suggest(directive.argument, PARTS))
    html = render_template(
        f"quiz/{directive.argument}.html",
        **_common(directive, build),
        coders={coder: _figures(build.scores[coder]) for coder in CODERS},
        calibration=build.calibration,
        calibrated_now=build.calibrated_now,
        moved=_moved(build),
        scoring=build.source.quiz.scoring,
    )
    return Html(html)


def render_cases(directive: Directive, guide: Guide) -> Html:
    """All cases, to be played: the need first, what was built only when asked for."""
    build = _build(directive, guide)
    cases = []
    for located in build.cases:
        case = located.case
        said = [_said(build, case.answers[coder]) for coder in CODERS]
        cases.append({"case": case, "said": said, "link": said[-1]["link"]})
    html = render_template("quiz/cases.html", **_common(directive, build), cases=cases)
    return Html(html, text="\n\n".join(located.case.summary for located in build.cases))


RENDERERS: Mapping[str, Renderer] = {
    "quiz": render_quiz,
    "quiz-table": render_table,
    "quiz-quality": render_quality,
    "quiz-cases": render_cases,
}


def _build(directive: Directive, guide: Guide) -> QuizBuild:
    if guide.quiz is None:
        found = f"the directive {directive.name} in a guide without a quiz"
        raise directive.problem(found, "a file quiz/quiz.yml", "write one, or take the line out")
    return guide.quiz


def _common(directive: Directive, build: QuizBuild) -> dict[str, Any]:
    base = posixpath.relpath("/", f"/{page_url(directive.src_uri)}")
    return {
        "quiz": build.data,
        "base": f"{base}/",
        "quiz_page": f"{base}/{page_url(PAGE)}",
        "routes": ROUTES,
        "signed": signed,
        "percent": percent,
        "inside": inside,
    }


def inside(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name[0].lower() + name[1:]


def signed(points: float) -> str:
    """A number with its sign, the minus a real one."""
    return f"{points:+g}".replace("-", "−")


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage."""
    return f"{100 * share:.0f} %"


def _texts(build: QuizBuild) -> dict[str, dict[str, str]]:
    return {
        entry["id"]: {answer["id"]: answer["text"] for answer in entry["answers"]}
        for entry in build.data["dimensions"]
    }


def _said(build: QuizBuild, sheet: Mapping[str, str]) -> dict[str, Any]:
    answers = known_answers(build.quiz, sheet)
    result = recommend(build.quiz, answers)
    return {
        "route": result["route"],
        "confidence": result["confidence"],
        "link": write_link(build.quiz, answers),
    }


def _figures(score: Score) -> dict[str, Any]:
    count = max(1, len(score.verdicts))
    both = [verdict for verdict in score.verdicts if verdict.chosen == "both"]
    return {
        "score": score,
        "count": len(score.verdicts),
        "agree": score.agree / count,
        "agree_top2": score.agree_top2 / count,
        "agree_adaptive": score.agree_adaptive / count,
        "both_found": sum(verdict.right for verdict in both) / max(1, len(both)),
        "groups": score.groups(),
    }


def _moved(build: QuizBuild) -> list[dict[str, Any]]:
    return [
        {
            "question": entry.short,
            "answer": answer.text,
            "judged": answer.start,
            "push": answer.push,
        }
        for entry in build.source.quiz.dimensions
        for answer in entry.answers
        if answer.push != answer.start
    ]
