"""Authors are told what to write, in words of their own, whatever stands in the quiz."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.quiz.conftest import CASE, CASES_PATH, PATH, QUIZ, ROUTE, Known, changed, line_of

from mkdocs_liveguide.cases.load import parse_cases
from mkdocs_liveguide.quiz.quiz_file import QuizFile
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml, parse

VALUES: tuple[Any, ...] = (None, 3, -9.5, "", "Some Words", True, [], ["one", 2], {}, {"one": {}})
TRAP = "    when: {flour: [rye]}\n    never: [hands]\n"


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """All places of plain data; of a list its first entry, as the others are of its kind."""
    yield at
    parts = enumerate(value[:1]) if isinstance(value, list) else ()
    for key, part in value.items() if isinstance(value, dict) else parts:
        yield from places(part, (*at, key))


def test_whatever_stands_in_a_place_the_words_are_not_those_of_a_validator() -> None:
    whole = load_yaml(QUIZ, PATH).value
    told = 0
    for place in places(whole):
        for value in VALUES:
            data = {"file": copy.deepcopy(whole)}
            part: Any = data
            for step in ("file", *place)[:-1]:
                part = part[step]
            part[("file", *place)[-1]] = value
            _, problems = parse(QuizFile, Tree(data["file"], 1), PATH)
            for problem in problems:
                told += 1
                words = str(problem)
                for foreign in (
                    "Input",
                    "input",
                    "valid ",
                    "Tuple",
                    "instance",
                    "pydantic",
                    "dict",
                ):
                    assert foreign not in words.replace("invalid", ""), words
    assert told > 300


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (
            "weights: {recipe: 3}",
            "weights: {recipes: 3}",
            "weights: {recipes",
            'found the unknown axis "recipes"; expected one of "practice", "recipe"; write '
            '"recipe"',
        ),
        (
            "stay: {name: plain bread, letter: B, factor: 0.5}\n",
            "",
            "weights: {recipe: -1, stay: 2}",
            'found "stay", which the quiz does not have; expected one of "practice", "recipe"; add '
            '"stay:" with name, letter and factor, or take the weight out',
        ),
        (
            "    letter: H",
            "    letter: C",
            "    letter: C\n    threshold: 0.5\n    slope: 1.0\nstay",
            'found the letter "C" for two things; expected a letter for each; write another letter',
        ),
        (
            "letter: B,",
            "letter: H,",
            "stay: {name: plain",
            'found the letter "H" for two things',
        ),
        (
            "    fallback: true\n",
            "",
            "routes:",
            "found no route that is the fallback; expected one fallback: the route that no gate "
            'rules out; write "fallback: true" under "plain"',
        ),
        (
            "    corners: [{recipe: high, practice: low}]\n",
            "    corners: [{recipe: high, practice: low}]\n    fallback: true\n",
            "    fallback: true\n" + ROUTE + "  - id: hands",
            'found a second fallback, "book"',
        ),
        (
            "rules_out: [hands]",
            "rules_out: [plain]",
            "rules_out: [plain]",
            'found a gate that rules out "plain", the fallback; expected one of "book", "hands", '
            '"school"; take it out: one route must always be left',
        ),
        (
            "rules_out: [hands]",
            "rules_out: [hand]",
            "rules_out: [hand]",
            'found the unknown route "hand"; expected one of "book", "hands", "plain", "school"; '
            'write "hands"',
        ),
        (
            "    never: [hands]",
            "    never: [hand]",
            "    never: [hand]",
            'found the unknown route "hand"',
        ),
        (
            "  - id: book",
            "  - id: other",
            "  - id: other",
            'found the id "other"; expected another id: it stands for cases in which no route was '
            "taken; rename it",
        ),
        (
            "{recipe: high, practice: low}",
            "{recipe: high}",
            "    corners: [{recipe: high, practice: high}]",
            'found the corner {recipe: high, practice: high}, which "book" has already; expected '
            "each corner in one route; leave it to one of the two",
        ),
        (
            "{recipe: high, practice: low}",
            "{recipe: hihg, practice: low}",
            "    corners: [{recipe: hihg",
            "found 'hihg' at \"routes.1.corners.0.recipe\"; expected 'low' or 'high'; write "
            '"high"',
        ),
    ],
)
def test_a_mistake_in_axes_and_routes_is_told(
    known: Known, old: str, new: str, line: str, told: str
) -> None:
    known.assert_told(changed(old, new), line, told)


def test_without_stay_any_route_may_be_the_fallback(known: Known) -> None:
    moved = changed("    fallback: true\n", "").replace(
        "    corners: [{recipe: high, practice: low}]\n",
        "    corners: [{recipe: high, practice: low}]\n    fallback: true\n",
    )
    assert any(
        'found the fallback "book", while staying leads to "plain"' in each
        for each in known.problems(moved)
    )
    free = changed("stay: {name: plain bread, letter: B, factor: 0.5}\n", "", moved)
    free = changed(", stay: 2}", "}", free)
    assert known.problems(free) == []


@pytest.mark.parametrize(
    ("trap", "told"),
    [
        ("", "with nothing to check; expected a condition that can be checked; add"),
        ("    never: [hands]\n", "without a condition; expected a condition that can be checked"),
        ("    always: [hands]\n", "without a condition"),
        ("    when: {flour: [rye]}\n", "without an outcome; expected one of never and always"),
        ("    above: [recipe]\n", "without an outcome"),
        (TRAP + "    always: [book]\n", "with both never and always"),
        (TRAP + "    above: [recipe]\n", 'with "above" and more than "always"'),
        ("    answers: {flour: [rye]}\n", "without a limit; expected a condition"),
        ("    at_most: {recipe: 1}\n", "without answers"),
        (TRAP + "    monotone: true\n", "with two checks in one (monotone and never)"),
    ],
)
def test_a_trap_that_checks_nothing_is_told(known: Known, trap: str, told: str) -> None:
    text = changed(TRAP, trap)
    found = known.problems(text)
    where = f"{PATH}:{line_of(text, '  - id: rye' + chr(10) + '    text')}: "
    assert [each for each in found if each.startswith(where) and f'the trap "rye" {told}' in each]


def test_a_gate_that_contradicts_a_trap_is_named_with_its_line(known: Known) -> None:
    text = changed(TRAP, "    when: {oven: [stone], flour: [rye]}\n    always: [school]\n")
    assert known.problems(text) == []
    text = changed("rules_out: [hands]", "rules_out: [hands, school]", text)
    (problem,) = (each for each in known.problems(text) if "trap" in each)
    line = line_of(text, "  - id: no-rye")
    assert problem.startswith(f"{PATH}:{line_of(text, '  - id: rye' + chr(10) + '    text')}: ")
    assert f'by the gate "no-rye" on line {line}; expected Rye is never' in problem
    assert problem.endswith("change the gate or the trap: they contradict each other")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '"coder_b": {"flour"',
            '"coder_c": {"flour"',
            '1: found the unknown coder "coder_c" in case-1; expected one of "coder_a", "coder_b"; '
            'write "coder_',
        ),
        (
            ', "coder_b": {"flour": "rye", "oven": "steel"}',
            "",
            '1: found case-1 without answers of "coder_b"; expected answers of each coder; add '
            '"coder_b" to its answers',
        ),
    ],
)
def test_coders_are_those_that_the_quiz_lists(known: Known, old: str, new: str, told: str) -> None:
    listed = "cases:\n  coders:\n    - {id: coder_a, name: A}\n    - {id: coder_b, name: B}\n"
    assert known.problems(QUIZ + listed) == []
    found = known.problems(QUIZ + listed, changed(old, new, CASE))
    assert any(each.startswith(f"{CASES_PATH}:{told}") for each in found), found


def test_one_bad_line_gives_one_problem(known: Known) -> None:
    for bad in ("{", CASE.replace('"org": "Baker", ', ""), CASE.replace('"rye"}', '"oats"}')):
        other = CASE.replace("case-1", "case-2")
        assert len(known.problems(QUIZ, f"{bad}\n{other}")) == 1


@pytest.mark.parametrize("text", ["", "\n\n  \n"])
def test_a_file_without_cases_is_told_by_its_name(text: str) -> None:
    with pytest.raises(ContentError) as error:
        parse_cases(text, CASES_PATH)
    (problem,) = error.value.problems
    assert str(problem).startswith(f"{CASES_PATH}:1: found no case; expected one case a line; ")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"id": 1e999}', "\ud800", "[1, 2", "\x00"])
def test_no_line_breaks_the_reading_of_cases(text: str) -> None:
    with pytest.raises(ContentError):
        parse_cases(text, CASES_PATH)
