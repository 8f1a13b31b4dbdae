import pytest
from pydantic import BaseModel, ConfigDict

from mkdocs_liveguide.sources.problems import ContentError
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
    ("text", "line", "part"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, 'the key "a" a second time (first on line 1)'),
        ("a: 'open\n", 2, "not YAML"),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, line: int, part: str) -> None:
    with pytest.raises(ContentError) as error:
        load_yaml(text, "quiz.yml")
    (problem,) = error.value.problems
    assert problem.line == line
    assert part in problem.found
