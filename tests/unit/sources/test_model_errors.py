"""Each kind of mistake in a part of a file is told in an author's words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from mkdocs_liveguide.sources.problems import Problem
from mkdocs_liveguide.sources.yaml_source import load_yaml, parse

Name = Annotated[
    str,
    Field(
        pattern=r"^[a-z]+(-[a-z]+)*$",
        description="lower-case words with hyphens between them",
        examples=["rye-bread"],
    ),
]


class Oven(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    heat: Annotated[int, Field(ge=100, le=300)]
    fan: bool = False


class Loaf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Annotated[str, Field(min_length=1, max_length=20)] = "Loaf"
    short: Annotated[str, Field(min_length=3)] = "loaf"
    name: Name = "loaf"
    number: Annotated[str, Field(pattern=r"^L[0-9]+$")] = "L1"
    parts: Annotated[list[Name], Field(min_length=2)] = ["a", "b"]
    three: Annotated[list[int], Field(min_length=3, max_length=3)] = [1, 2, 3]
    few: Annotated[tuple[str, ...], Field(max_length=2)] = ()
    pair: tuple[int, str] = (1, "")
    crumb: Literal["open", "close"] = "open"
    share: Annotated[float, Field(gt=0, lt=1)] = 0.5
    most: Annotated[int, Field(le=5)] = 1
    least: Annotated[float, Field(ge=5)] = 5
    finite: Annotated[float, Field(allow_inf_nan=False)] = 1
    baked: datetime.date | None = None
    at: datetime.datetime | None = None
    rye: bool = False
    oven: Oven | None = None
    ovens: dict[Name, Oven] = {}
    any_ovens: Annotated[Mapping[str, int], Field(min_length=1)] = {"a": 1}
    either: int | Oven | list[int] = 1
    even: int = 2

    @field_validator("even")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError("an even number")
        return value


class Need(BaseModel):
    model_config = ConfigDict(extra="forbid")
    crumb: Literal["open", "close"]
    name: Name
    oven: Oven


def told(text: str, model: type[BaseModel] = Loaf) -> list[Problem]:
    made, problems = parse(model, load_yaml(text, "bread.yml"), "bread.yml")
    assert (made is None) == bool(problems)
    return problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: 3", '3 at "title"; expected a text of 1 to 20 characters; put it in quotes'),
        (
            "title: 2026-11-22",
            'the date 2026-11-22 at "title"; expected a text of 1 to 20 characters; '
            "put it in quotes",
        ),
        (
            "title: [x]",
            'a list of 1 at "title"; expected a text of 1 to 20 characters; '
            "put it in quotes, if it is one text",
        ),
        (
            "title:",
            'nothing at "title"; expected a text of 1 to 20 characters; write it after the colon',
        ),
        ("title: ''", "'' at \"title\"; expected a text of 1 to 20 characters; add to it"),
        ("short: ab", "'ab' at \"short\"; expected a text of at least 3 characters; add to it"),
        (
            "title: A title that is much too long",
            "'A title that is much too long' at \"title\"; expected a text of 1 to 20 "
            "characters; shorten it",
        ),
        (
            "name: Rye Bread",
            "'Rye Bread' at \"name\"; expected lower-case words with hyphens between them, such "
            'as "rye-bread"; write it in that form',
        ),
        (
            "number: seven",
            "'seven' at \"number\"; expected a text of the form ^L[0-9]+$; write it in that form",
        ),
        (
            "parts: [a, B]",
            "'B' at \"parts.1\"; expected lower-case words with hyphens between them, such as "
            '"rye-bread"; write it in that form',
        ),
        ("parts: [a]", 'a list of 1 at "parts"; expected a list of at least 2 items; add to it'),
        (
            "three: [1, 2, 3, 4]",
            'a list of 4 at "three"; expected a list of exactly 3 items; shorten it',
        ),
        ("few: [a, b, c]", 'a list of 3 at "few"; expected a list of at most 2 items; shorten it'),
        (
            "few: word",
            "'word' at \"few\"; expected a list of at most 2 items; write a list, such as "
            '["one", "two"]',
        ),
        (
            "pair: [1]",
            'no "pair.1"; expected a text as item 2 of the list; add it',
        ),
        ("crumb: opne", "'opne' at \"crumb\"; expected 'open' or 'close'; write \"open\""),
        ("crumb: 3", "3 at \"crumb\"; expected 'open' or 'close'; write one of these"),
        (
            "share: 1",
            '1 at "share"; expected a number, greater than 0 and less than 1; write such a number',
        ),
        (
            "share: half",
            "'half' at \"share\"; expected a number, greater than 0 and less than 1; write such a "
            "number, without quotes",
        ),
        ("most: 6", '6 at "most"; expected a whole number, at most 5; write such a number'),
        ("most: 1.5", '1.5 at "most"; expected a whole number, at most 5; write such a number'),
        ("least: 4", '4 at "least"; expected a number, at least 5; write such a number'),
        ("finite: .inf", 'inf at "finite"; expected a number; write such a number'),
        (
            "baked: yesterday",
            "'yesterday' at \"baked\"; expected a day, such as 2026-11-22; write it in that form",
        ),
        (
            "baked: '2026-13-22'",
            "'2026-13-22' at \"baked\"; expected a day, such as 2026-11-22; write it in that form",
        ),
        (
            "baked: 2026-11-22 12:30:00",
            'the date 2026-11-22 12:30:00 at "baked"; expected a day, such as 2026-11-22; '
            "write it in that form",
        ),
        (
            "at: noon",
            "'noon' at \"at\"; expected a day and a time, such as 2026-11-22 12:30:00; write it "
            "in that form",
        ),
        (
            "rye: perhaps",
            "'perhaps' at \"rye\"; expected true or false; write true or false, without quotes",
        ),
        (
            "oven: hot",
            '\'hot\' at "oven"; expected a part with the keys "heat", "fan"; write '
            '"heat: …" and so on, each key with its value',
        ),
        (
            "oven: {heat: 99}",
            '99 at "oven.heat"; expected a whole number from 100 to 300; write such a number',
        ),
        (
            "oven: {heat: '220'}",
            "'220' at \"oven.heat\"; expected a whole number from 100 to 300; write such a "
            "number, without quotes",
        ),
        (
            "oven: {}",
            'no "oven.heat"; expected a value for "heat"; add "heat:" with a whole number from '
            "100 to 300",
        ),
        (
            "oven: {heat: 220, fun: true}",
            'the unknown key "oven.fun"; expected one of "fan", "heat"; write "fan"',
        ),
        (
            "oven: {heat: 220, steam: 1}",
            'the unknown key "oven.steam"; expected one of "fan", "heat"; mend its spelling or '
            "remove it",
        ),
        (
            "ovens: {Big: {heat: 220}}",
            'the key "Big"; expected lower-case words with hyphens between them, such as '
            '"rye-bread"; rename it',
        ),
        (
            "ovens: {3: {heat: 220}}",
            'the key "3"; expected lower-case words with hyphens between them, such as '
            '"rye-bread"; put it in quotes',
        ),
        ("ovens: {big: {heat: 9}}", '9 at "ovens.big.heat"; expected a whole number from 100 to'),
        ("ovens: [a]", 'a list of 1 at "ovens"; expected a part with keys; write "key: …" and'),
        ("any_ovens: {}", 'a part without keys at "any_ovens"; expected a part with at'),
        ("3: x", 'the key "3"; expected a name; put it in quotes'),
        (
            "either: word",
            '\'word\' at "either"; expected a whole number or a part with the keys "heat", '
            '"fan" or a list; write it so',
        ),
        ("either: {heat: 9}", '9 at "either.heat"; expected a whole number from 100 to 300;'),
        ("either: [x]", "'x' at \"either.0\"; expected a whole number; write such a number,"),
        ("even: 3", '3 at "even"; expected an even number; mend the value'),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(text: str, said: str) -> None:
    (problem,) = told(text)
    assert said in str(problem)
    assert str(problem).startswith("bread.yml:1: found ")


def test_what_is_missing_is_told_with_what_to_write() -> None:
    problems = told("name: x", Need)
    assert [str(problem) for problem in problems] == [
        'bread.yml:1: found no "crumb"; expected a value for "crumb"; add "crumb:" with '
        "'open' or 'close'",
        'bread.yml:1: found no "oven"; expected a value for "oven"; add "oven:" with a part with '
        'the keys "heat", "fan"',
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "word", "3"])
def test_a_file_of_another_form_is_told(text: str) -> None:
    (problem,) = told(text, Need)
    assert "as the whole of it" in problem.found
    assert problem.expected == 'a part with the keys "crumb", "name", "oven"'


def test_no_sentence_of_the_library_reaches_an_author() -> None:
    english = re.compile(
        r"Input should|valid (string|integer|dictionary)|Field required|validation"
    )
    text = "title: [1]\nparts: 3\noven: 3\nbaked: x\nshare: x\npair: [x, 1, 2]\nmore: 1\neven: x\n"
    problems = told(text)
    assert len(problems) == 8
    assert not [problem for problem in problems if english.search(str(problem))]
