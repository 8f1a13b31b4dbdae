"""JSON is read with the lines of its parts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_liveguide.sources.json_source import load_json
from mkdocs_liveguide.sources.problems import ContentError

TEXT = """\
{
  "a": 1,
  "list": [
    "x",
    {"b": [true, null]}
  ]
}
"""


def test_values_come_with_their_lines() -> None:
    tree = load_json(TEXT, "a.json")
    assert tree.value == json.loads(TEXT)
    assert tree.line_of(["list", 0]) == 4
    assert tree.line_of(["list", 1, "b", 1]) == 5
    assert tree.parts["list"].line == 3


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_values_are_those_of_the_library(
    value: object, indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert load_json(text, "a.json").value == value


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ('{"a": [1,\n}', 2),
        ('{\n"a": 1\n"b": 2}', 3),
        ("[1] 2", 1),
        ("[" * 200_000, 1),
        ("9" * 5000, 1),
        ('{"a": 1,\n"b": ["\\ud83d"]}', 2),
        ('{"\\udc00": 1}', 1),
    ],
)
def test_what_is_not_json_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ContentError) as error:
        load_json(text, "a.json")
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("a.json", line)
