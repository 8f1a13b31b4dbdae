"""Tables and HTML of the guide's own quiz."""

from __future__ import annotations

import pytest
from tests.snippets.live.quiz.sample import cases, quiz, source
from tests.unit.quiz.conftest import Shown

from live.quiz.result import recommend
from mkdocs_liveguide.quiz.decision_table import decision_table
from mkdocs_liveguide.sources.problems import ContentError


def test_a_table_has_the_engines_results() -> None:
    given = {"examples": "hundreds"}
    rows = decision_table(quiz(), ["task_shape", "knowledge_size"], "volume", given)
    assert [row.span for row in rows][:5] == [4, 0, 0, 0, 4]
    for row in rows:
        for volume, cell in zip(quiz().questions["volume"].weights, row.cells, strict=True):
            task, size = row.answers
            sheet = {**given, "task_shape": task, "knowledge_size": size, "volume": volume}
            result = recommend(quiz(), sheet)
            told = (result["route"], result["close_call"], result["second"])
            assert (cell.route, cell.close, cell.second) == told


def test_every_question_and_answer_stands_in_the_page(own: Shown) -> None:
    html = own.html("quiz")
    for entry in source().quiz.questions:
        assert f'data-question="{entry.id}"' in html
        for answer in entry.answers:
            assert f'name="{entry.id}" value="{answer.id}"' in html
    assert html.count('value="not-sure"') == len(source().quiz.questions)
    assert html.count("<legend>") == len(source().quiz.questions)
    assert all(f"<h3>{text.name}</h3>" in html for text in source().quiz.routes)


def test_a_case_tells_what_was_built_only_inside_details(own: Shown) -> None:
    html = own.html("quiz-cases")
    for case in cases():
        article = html.split(f'id="play-{case.id}"')[1].split("</article>")[0]
        before = article.split("<details")[0]
        assert case.org not in before
        assert case.source.title not in before


@pytest.mark.parametrize("part", ["figures", "confusion", "confidence", "numbers"])
def test_the_quality_page_has_each_part(own: Shown, part: str) -> None:
    html = own.html("quiz-quality", part)
    score = own.quiz.scores["coder_b"]
    shown = {
        "figures": f"({score.agree})",
        "confusion": f'<td class="quiz-right">{score.confusion["both"]["both"]}</td>',
        "confidence": f"<td>{score.groups()[0].count}</td>",
        "numbers": "Held-out log-loss",
    }
    assert shown[part] in html


def test_coders_and_letters_are_those_of_the_quiz(own: Shown) -> None:
    assert "<caption>Answers of reader A, who answers only what" in own.html(
        "quiz-quality", "confusion"
    )
    assert '<th scope="col">Reader B</th>' in own.html("quiz-quality", "figures")
    assert "From the evidence: R, F, P</th>" in own.html("quiz-quality", "numbers")
    assert "P for “stay with a prompt”. Take 0.5 times P from both sums.</p>" in own.html("quiz")


@pytest.mark.parametrize(
    ("name", "argument", "options", "told"),
    [
        ("quiz-quality", "figure", {}, 'found the unknown part "figure"'),
        (
            "quiz-table",
            "",
            {"rows": "volum", "column": "tone"},
            'unknown question "volum"; expected one of',
        ),
        (
            "quiz-table",
            "",
            {"rows": "volume", "column": "tone", "given": "examples:lots"},
            'unknown answer "lots" of "examples"',
        ),
        ("quiz-table", "", {"column": "tone"}, "found 0 questions as rows; expected one or two"),
        ("quiz", "", {"column": "tone"}, 'found the option "column" of "quiz"'),
    ],
)
def test_a_directive_that_asks_for_what_is_not_there_is_told(
    own: Shown, name: str, argument: str, options: dict[str, str], told: str
) -> None:
    with pytest.raises(ContentError, match=told) as error:
        own.html(name, argument, **options)
    assert error.value.problems[0].line == 9
