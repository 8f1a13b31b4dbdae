from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.yaml_source import load_yaml, parse


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    push: int


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    answers: list[Answer]


SOURCE = """\
id: freshness
answers:
  - id: hourly
    push: 3
  - id: daily
    push: much
    colour: red
  - push: 1
"""


def told(text: str, first_line: int = 1) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as error:
        load_yaml(text, "quiz.yml", first_line)
    return error.value.problems


def test_values_come_with_their_lines() -> None:
    tree = load_yaml(SOURCE, "quiz.yml")
    assert tree.value["answers"][0] == {"id": "hourly", "push": 3}
    assert tree.line_of(["answers", 1, "push"]) == 6
    assert tree.line_of(["answers", 1, "unknown"]) == 5


def test_lines_count_from_where_the_text_starts_in_its_file() -> None:
    assert load_yaml(SOURCE, "quiz.yml", first_line=10).line_of(["answers", 0, "push"]) == 13


def test_all_mistakes_of_a_file_are_told_with_their_lines() -> None:
    question, problems = parse(Question, load_yaml(SOURCE, "quiz.yml"), "quiz.yml")
    assert question is None
    assert sorted((problem.line, problem.found) for problem in problems) == [
        (6, "'much' at \"answers.1.push\""),
        (7, 'the unknown key "answers.1.colour"'),
        (8, 'no "answers.2.id"'),
    ]


def test_a_word_that_yaml_takes_for_something_else_is_to_be_quoted() -> None:
    _, problems = parse(Answer, load_yaml("id: No\npush: 1\n", "quiz.yml"), "quiz.yml")
    assert [(problem.found, problem.fix) for problem in problems] == [
        ('False at "id"', "put it in quotes")
    ]


def test_a_correct_tree_becomes_a_model() -> None:
    tree = load_yaml("{id: a, answers: [{id: b, push: 1}]}", "quiz.yml")
    question, problems = parse(Question, tree, "quiz.yml")
    assert problems == []
    assert question == Question(id="a", answers=[Answer(id="b", push=1)])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("[3, No, yes, 12:30, 010]", [3, False, True, 750, 8]),
        ("[1e3, 1.5, '3', ~, .5]", ["1e3", 1.5, "3", None, 0.5]),
        ("a: 2026-11-22", {"a": datetime.date(2026, 11, 22)}),
        ("a: |\n  one\n  two\nb: >-\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two"}),
        ("a: !!str 3\n", {"a": "3"}),
        ("---\na: 1\n...\n", {"a": 1}),
    ],
)
def test_values_are_those_that_mkdocs_reads(text: str, value: object) -> None:
    assert load_yaml(text, "quiz.yml").value == value


def test_anchors_and_merged_keys_are_written_out() -> None:
    text = "base: &base {a: 1, b: 2}\none:\n  <<: *base\n  b: 3\ntwo:\n  <<: [*base, {c: 4}]\n"
    tree = load_yaml(text, "quiz.yml")
    assert tree.value["one"] == {"b": 3, "a": 1}
    assert tree.value["two"] == {"a": 1, "b": 2, "c": 4}
    assert tree.line_of(["one", "b"]) == 4


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, 'the key "a" a second time (first on line 1)'),
        ("a: 'open\n", 1, "not YAML"),
        ("a: 1\nb: 'open\nc: 2\nd: 3\ne: 'x'\nf: 1\n", 2, "a quote opens here"),
        ('a: 1\nb: "open\nc: 2\nd: 3\ne: "x y"\nf: 1\n', 2, "a quote opens here"),
        ("a: 'it's'\n", 1, "not YAML"),
        ("a: one: two\n", 1, "a second colon"),
        ("a: 1\n  b: 2\n", 2, "a line that is indented"),
        ("a:\n\tb: 1\n", 2, "a tab"),
        ("a: 1\nb: @x\n", 2, "begins with a sign of YAML"),
        ("a: `x`\n", 1, "begins with a sign of YAML"),
        ("a: **bold** text\n", 1, "begins with *"),
        ("a: *nowhere\n", 1, "begins with *"),
        ("a: > quoted\n", 1, "begins with > or |"),
        ('a: "C:\\dir"\n', 1, "a backslash in double quotes"),
        ("a: 1\nno colon\nb: 2\n", 2, "a line without a colon"),
        ("- a\nb: 1\n", 2, "a key among the items of a list"),
        ("a: 1\n---\nb: 1\n", 2, "a second line of ---"),
        ("a: [1, 2}\n", 1, "a bracket that is not closed"),
        ("a: x ]\nb: ]\n", 2, "a bracket that was not opened"),
        ("%YAML 1.9\n---\na: 1\n", 1, "not YAML"),
        ("[" * 5000, 1, ""),
        ("a: 1\nb: !word x\n", 2, 'the tag "!word"'),
        ("a: !!python/object:os.system x\n", 1, 'the tag "!!python/object:os.system"'),
        ("a: !set {b}\n", 1, 'the tag "!set"'),
        ("a: 1\nb: {{ x }}\n", 2, "a brace where a key must stand"),
        ("? [a, b]\n: 1\n", 1, "a list where a key must stand"),
        ("a: 1\non: 2\n", 2, '"on" as a key'),
        ("a: 1\n: 2\n", 2, "a colon without a name"),
        ("a: 1\n? ~\n: 2\n", 2, '"~" as a key'),
        ("2026-11-22: 2\n", 1, '"2026-11-22" as a key'),
        ("a: &x [*x]\n", 1, "an alias of what it stands in"),
        ("a:\n  <<: word\n", 2, 'a value after "<<"'),
        ("a: 1\nb: 2026-13-22\n", 2, "2026-13-22 as a date"),
        ("a: 2026-02-30\n", 1, "2026-02-30 as a date"),
        ("a: 2026-02-03 25:00:00\n", 1, "as a date"),
        ("a: 0b_\n", 1, "0b_ as a number"),
        (f"a: {'9' * 5000}\n", 1, "as a number"),
        ("a: 1\nb: x\x0by\n", 2, "U+000B, a vertical tab"),
        ("a: 1\nb: x\x00y\n", 2, "U+0000, NUL"),
        ("a: x\x85y\n", 1, "U+0085"),
        ('a: "\\x00"\n', 1, "an escape for a character that is no text (U+0000)"),
        ('a: "\\ud800"\n', 1, "(U+D800)"),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, line: int, part: str) -> None:
    (problem,) = told(text)
    assert problem.line == line
    assert part in problem.found
    assert told(text, first_line=10)[0].line == line + 9


def test_aliases_of_aliases_do_not_fill_the_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for at in range(1, 12):
        lines.append(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]")
    assert told("\n".join(lines))[0].found == "aliases of aliases without end"


def test_several_mistakes_in_values_are_told_together() -> None:
    problems = told("a: !x 1\nb: 2026-13-01\nc: 1\nc: 2\nd: one #2\n")
    assert [problem.line for problem in problems] == [1, 2, 4, 5]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("because: people #1 wish is speed\n", 1),
        ("a: 1\nbecause: people\n  of all kinds #1 wish\n", 3),
        ("a:\n  - one\n  - issue #12 of two\n", 3),
        ("colour: #fff\n", 1),
    ],
)
def test_a_sentence_that_a_hash_cuts_is_told(text: str, line: int) -> None:
    (problem,) = told(text)
    assert (problem.line, problem.expected) == (line, "the whole text")
    assert problem.fix.startswith("put the text in quotes")


def test_a_hash_that_cuts_a_sentence_of_several_lines_is_told_on_its_line() -> None:
    (problem,) = told("a: 1\nbecause: people of\n  all kinds #1 wish\n  is speed\n")
    assert (problem.line, problem.fix) == (3, "put the text in quotes")


@pytest.mark.parametrize(
    "text",
    [
        "a: one # a comment\n",
        "a: one\n# a comment\n#another\n",
        "a: one  ## loud\n",
        "a: 'people #1 wish'  # a comment\n",
        'a: "people #1 wish" #comment\n',
        "a: C# and #1\n".replace(" #1", "#1"),
        "a: 3 #three\n",
        "a:  #comment of the list\n  - one\n".replace("#c", "# c"),
        "a: |\n  people #1 wish\n",
        "a: >\n  people #1 wish\n",
    ],
)
def test_comments_and_hashes_in_quotes_are_left_alone(text: str) -> None:
    load_yaml(text, "quiz.yml")


_PIECES = st.sampled_from(
    [
        *"abk:#-?'\"[]{},&*!|>%@`~=<\\ \n\t",
        *(": ", "- ", " #", "\n  ", "<<", "!x ", "&a ", "*a", "---\n", "...", "é", "\x0b"),
        *("2026-13-22", "{{ x }}", "0b_", "1e3", "\\x0", "\ud800"),
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join))
@settings(max_examples=600, deadline=None)
def test_whatever_is_written_there_is_a_tree_or_a_problem_on_a_line_of_it(text: str) -> None:
    try:
        load_yaml(text, "quiz.yml")
    except ContentError as error:
        for problem in error.problems:
            assert 1 <= problem.line <= text.count("\n") + 1
            assert problem.found
            assert problem.fix
