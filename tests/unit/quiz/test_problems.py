"""What authors are told about a quiz: file, line, what was found, what to write."""

from __future__ import annotations

import pytest
from tests.unit.quiz.conftest import CASE, QUIZ

from live.quiz.model import parse_quiz
from mkdocs_liveguide.quiz.check import Known, check_quiz
from mkdocs_liveguide.quiz.data import quiz_data
from mkdocs_liveguide.quiz.parse import parse_cases, parse_quiz_file
from mkdocs_liveguide.sources.problems import ContentError

PATH = "docs/quiz/quiz.yml"


def problems(text: str, known: Known, cases: str = CASE) -> list[str]:
    """All that one run tells."""
    try:
        source = parse_quiz_file(text, PATH)
        read = parse_cases(cases, "docs/quiz/cases.jsonl", source)
    except ContentError as error:
        return [str(each) for each in error.problems]
    quiz = parse_quiz(quiz_data(source.quiz, [each.case for each in read]))
    return [str(each) for each in check_quiz(source, quiz, read, known)]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert QUIZ.count(old) == 1
    return QUIZ.replace(old, new)


def test_the_sample_has_none(known: Known) -> None:
    assert problems(QUIZ, known) == []


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
            'found the id "flour" a second time (first on line 14); expected each id once; rename '
            "or remove one of the two",
        ),
        (
            "      - id: any",
            "      - id: not-sure",
            "      - id: not-sure",
            'found an answer with the id "not-sure"; expected an id of the answer\'s own; remove '
            "it: every question has it already",
        ),
        (
            "push: [0, 3, 0]",
            "push: [0, 9, 0]",
            "push: [0, 9, 0]",
            "expected a whole number from -4 to 4; write such a number",
        ),
        (
            "steepness: 1.0}\n  train",
            "steepness: 0}\n  train",
            "steepness: 0}\n  train",
            "expected a number, greater than 0 and at most 4; write such a number",
        ),
        (
            "    short: Oven",
            "    shrot: Oven",
            "    shrot: Oven",
            'found the unknown key "dimensions.1.shrot"',
        ),
        (
            "  both: *route\n",
            "",
            "routes:",
            'found no "both"; expected all four routes; add "both:" with its texts',
        ),
    ],
)
def test_a_mistake_in_a_part_is_told(
    known: Known, old: str, new: str, line: str, told: str
) -> None:
    text = changed(old, new)
    found = problems(text, known)
    where = f"{PATH}:{line_of(text, line)}: "
    assert any(each.startswith(where) and told in each for each in found), found


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
            "push: [-1, 0, 2]",
            "push: [0, 0, 0]",
            "      - id: any",
            'found the answer "any" of "flour", which never matters; expected an answer that does '
            'something else than "wheat"; give it a push, a gate or advice, or make one answer of '
            "the two",
        ),
        (
            "        push: [0, 3, 0]\n        judged: [0, 2, 0]",
            "        push: [0, -1, 0]",
            "  fine-tuning: *route",
            'found the route "fine-tuning", which no answers lead to; expected a way to every '
            "route; change the pushes, the lines or the gates",
        ),
        (
            "        push: [0, 3, 0]\n        judged: [0, 2, 0]",
            "        push: [0, -1, 0]",
            "  - id: oven",
            'found the question "oven", which no path reaches; expected a question whose answer '
            "can change a result; give its answers a push or a gate, or take it out",
        ),
        (
            "    when: {flour: [rye]}\n    never: [fine-tuning]",
            "    when: {flour: [rye]}\n    never: [both]",
            "  - id: rye\n    text",
            'found the trap "rye" violated: flour: rye, oven: stone give both; expected Rye is '
            "never practice alone.; change the pushes or add a gate, so that it holds",
        ),
        (
            "    when: {flour: [rye]}\n    never: [fine-tuning]",
            "    without: look_up\n    never: [prompt]",
            "  - id: rye\n    text",
            'found the trap "rye" violated: no answers give prompt',
        ),
        (
            "    when: {flour: [rye]}\n    never: [fine-tuning]",
            "    answers: {oven: [stone]}\n    at_most: {train: 2}",
            "  - id: rye\n    text",
            'found the trap "rye" violated: oven: stone pushes train by 3, over 2',
        ),
        (
            "    when: {flour: [rye]}\n    never: [fine-tuning]",
            "    not_asked: [bag, which]",
            "  - id: rye\n    text",
            'found the trap "rye" violated: flour asks about "which"',
        ),
        (
            "    when: {flour: [rye]}\n    never: [fine-tuning]",
            "    says: {scope: one step}",
            "  - id: rye\n    text",
            'found the trap "rye" violated: scope does not say "one step"',
        ),
    ],
)
def test_a_mistake_in_the_whole_is_told(
    known: Known, old: str, new: str, line: str, told: str
) -> None:
    text = changed(old, new)
    found = problems(text, known)
    where = f"{PATH}:{line_of(text, line)}: "
    assert any(each.startswith(where) and told in each for each in found), found


def test_all_problems_are_told_in_one_run(known: Known) -> None:
    text = changed("page: flour.md#stone", "page: floor.md").replace(
        "[E01]\n    answers", "[E9]\n    answers"
    )
    text = text.replace("push: [-1, 0, 2]", "push: [0, 0, 0]")
    assert len(problems(text, known)) == 3


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("{", "1: found text that is not JSON (Expecting property name enclosed in double quotes"),
        (CASE.replace('"rye"}', '"oats"}'), '1: found the unknown answer "oats" of "flour" in'),
        (CASE.replace('"oven"', '"over"'), 'expected one of "flour", "oven"; write "oven"'),
        (CASE.replace('"chosen": "retrieval"', '"chosen": "rag"'), "1: found 'rag' at \"chosen\""),
        (CASE.replace('"org": "Baker", ', ""), '1: found no "org"; expected a value for "org"'),
        (CASE + "\n\n" + CASE, '3: found the id "case-1" a second time (first on line 1)'),
        (CASE.replace("https://", "javascript:"), "1: found 'javascript:example.org'"),
    ],
)
def test_a_mistake_in_a_case_is_told(known: Known, case: str, told: str) -> None:
    found = problems(QUIZ, known, case)
    assert any(each.startswith("docs/quiz/cases.jsonl:") and told in each for each in found), found
