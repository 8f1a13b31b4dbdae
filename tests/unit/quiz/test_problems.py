"""What authors are told about a quiz: file, line, what was found, what to write."""

from __future__ import annotations

import pytest
from tests.unit.quiz.conftest import CASE, QUIZ, Known, changed, line_of


def test_the_sample_has_none(known: Known) -> None:
    assert known.problems(QUIZ) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (
            "    when: {flour: [rye]}\n    rules_out",
            "    when: {flower: [rye]}\n    rules_out",
            "{flower",
            'found the unknown question "flower"; expected one of "flour", "oven"; write "flour"',
        ),
        (
            "    when: {flour: [rye]}\n    never",
            "    when: {flour: [ryee]}\n    never",
            "[ryee",
            'found the unknown answer "ryee" of "flour"; expected one of "any", "rye", "wheat"; '
            'write "rye"',
        ),
        (
            "  - id: oven",
            "  - id: flour",
            "  - id: flour\n    question: Which oven",
            f'found the id "flour" a second time (first on line {line_of(QUIZ, "  - id: flour")}); '
            "expected each id once; rename or remove one of the two",
        ),
        (
            "      - id: any",
            "      - id: not-sure",
            "      - id: not-sure",
            'found an answer with the id "not-sure"; expected an id of the answer\'s own; remove '
            "it: every question has it already",
        ),
        (
            "weights: {practice: 3}",
            "weights: {practice: 9}",
            "weights: {practice: 9}",
            'found 9 at "questions.1.answers.0.weights.practice"; expected a whole number from -4 '
            "to 4; write such a number",
        ),
        (
            "    slope: 1.0\n  - id: practice",
            "    slope: 0\n  - id: practice",
            "    slope: 0\n",
            "expected a number, greater than 0 and at most 4; write such a number",
        ),
        (
            "    short: Oven",
            "    shrot: Oven",
            "    shrot: Oven",
            'found the unknown key "questions.1.shrot"',
        ),
        (
            "    corners: [{recipe: high, practice: high}]",
            "    corners: [{recipe: high, practice: low}]",
            "routes:",
            "found no route for the corner {recipe: high, practice: high}; expected each corner in "
            "one route; add {recipe: high, practice: high} to the corners of a route",
        ),
    ],
)
def test_a_mistake_in_a_part_is_told(
    known: Known, old: str, new: str, line: str, told: str
) -> None:
    known.assert_told(changed(old, new), line, told)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (
            "    page: flour.md#stone",
            "    page: floor.md",
            "    page: floor.md",
            'found a link to "floor.md"; expected a page, as a path from the docs folder; write '
            '"flour.md"',
        ),
        (
            "    page: flour.md#stone",
            "    page: flour.md#steel",
            "    page: flour.md#steel",
            'found a link to "flour.md#steel", an anchor that the page has not',
        ),
        (
            "    page: flour.md\n    evidence: [E01]\n    answers",
            "    page: flour.md\n    evidence: [E77]\n    answers",
            "    evidence: [E77]",
            "found the unknown finding E77; expected an id of the evidence pages; write one of "
            "these",
        ),
        (
            "weights: {recipe: -1, stay: 2}",
            "weights: {stay: 0}",
            "      - id: any",
            'found the answer "any" of "flour", which never matters; expected an answer that does '
            'something else than "wheat"; give it weights, a gate or advice, or make one answer of '
            "the two",
        ),
        (
            "        weights: {practice: 3}\n        judged: {practice: 2}",
            "        weights: {practice: -1}",
            "  - id: hands",
            'found the route "hands", which no answers lead to; expected a way to every '
            "route; change the weights, the thresholds or the gates",
        ),
        (
            "        weights: {practice: 3}\n        judged: {practice: 2}",
            "        weights: {practice: -1}",
            "  - id: oven",
            'found the question "oven", which no path reaches; expected a question whose answer '
            "can change a result; give its answers weights or a gate, or take it out",
        ),
        (
            "    when: {flour: [rye]}\n    never: [hands]",
            "    when: {flour: [rye]}\n    never: [school]",
            "  - id: rye\n    text",
            'found the trap "rye" violated: flour: rye, oven: stone give school; expected Rye is '
            "never practice alone.; change the weights or add a gate, so that it holds",
        ),
        (
            "    when: {flour: [rye]}\n    never: [hands]",
            "    without: recipe\n    never: [plain]",
            "  - id: rye\n    text",
            'found the trap "rye" violated: no answers give plain',
        ),
        (
            "    when: {flour: [rye]}\n    never: [hands]",
            "    answers: {oven: [stone]}\n    at_most: {practice: 2}",
            "  - id: rye\n    text",
            'found the trap "rye" violated: oven: stone weighs 3 on practice, over 2',
        ),
        (
            "    when: {flour: [rye]}\n    never: [hands]",
            "    not_asked: [bag, which]",
            "  - id: rye\n    text",
            'found the trap "rye" violated: flour asks about "which"',
        ),
        (
            "    when: {flour: [rye]}\n    never: [hands]",
            "    says: {scope: one step}",
            "  - id: rye\n    text",
            'found the trap "rye" violated: scope does not say "one step"',
        ),
    ],
)
def test_a_mistake_in_the_whole_is_told(
    known: Known, old: str, new: str, line: str, told: str
) -> None:
    known.assert_told(changed(old, new), line, told)


def test_all_problems_are_told_in_one_run(known: Known) -> None:
    text = changed("page: flour.md#stone", "page: floor.md").replace(
        "[E01]\n    answers", "[E9]\n    answers"
    )
    text = text.replace("weights: {recipe: -1, stay: 2}", "weights: {stay: 0}")
    assert len(known.problems(text)) == 3


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("{", "1: found text that is not JSON (Expecting property name enclosed in double quotes"),
        (CASE.replace('"rye"}', '"oats"}'), '1: found the unknown answer "oats" of "flour" in'),
        (CASE.replace('"oven"', '"over"'), 'expected one of "flour", "oven"; write "oven"'),
        (
            CASE.replace('"chosen": "book"', '"chosen": "books"'),
            '1: found the unknown route "books"; expected one of "book", "hands", "other", '
            '"plain", "school"; write "book"',
        ),
        (CASE.replace('"org": "Baker", ', ""), '1: found no "org"; expected a value for "org"'),
        (CASE + "\n\n" + CASE, '3: found the id "case-1" a second time (first on line 1)'),
        (CASE.replace("https://", "javascript:"), "1: found 'javascript:example.org'"),
    ],
)
def test_a_mistake_in_a_case_is_told(known: Known, case: str, told: str) -> None:
    found = known.problems(QUIZ, case)
    assert any(each.startswith("docs/quiz/cases.jsonl:") and told in each for each in found), found
