"""A passage with questions lies between its text and them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.hash_teacher import HashTeacher, table

from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.directions import Embeddable
from mkdocs_liveguide.search.passages import Passage


def passage(text: str, *questions: str) -> Passage:
    return Passage(0, "Bread", (), "", text, questions=questions)


BOTH = Embeddable(
    [passage("dough rises"), passage("hot oven", "crust pale", "how warm"), passage("salt", "sea")]
)
EMBEDDED: Floats = unit(np.random.default_rng(7).standard_normal((6, 5)).astype(np.float32))


def test_questions_follow_the_passages_and_know_their_own() -> None:
    assert BOTH.all_texts == [
        *("Bread\ndough rises", "Bread\nhot oven", "Bread\nsalt"),
        *("crust pale", "how warm", "sea"),
    ]
    assert BOTH.owners.tolist() == [1, 1, 2]


def test_a_passage_with_questions_lies_half_way_to_their_mean() -> None:
    mixed = BOTH.mix(EMBEDDED)
    mean = unit(EMBEDDED[3:5].sum(axis=0, keepdims=True))[0]
    assert mixed[1] @ EMBEDDED[1] == pytest.approx(float(mixed[1] @ mean), abs=1e-5)
    assert mixed[2] @ EMBEDDED[2] == pytest.approx(float(mixed[2] @ EMBEDDED[5]), abs=1e-5)
    assert np.linalg.norm(mixed, axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_a_passage_without_questions_stays_where_its_text_is() -> None:
    assert np.allclose(BOTH.mix(EMBEDDED)[0], EMBEDDED[0], atol=1e-6)
    plain = Embeddable([passage("dough"), passage("oven")])
    assert np.array_equal(plain.mix(EMBEDDED[:2]), unit(EMBEDDED[:2]))
    assert np.array_equal(plain.targets(EMBEDDED[:2], EMBEDDED[:2]), EMBEDDED[:2])


def test_the_encoder_aims_a_question_between_itself_and_its_passage() -> None:
    mixed = BOTH.mix(EMBEDDED)
    targets = BOTH.targets(EMBEDDED, mixed)
    assert np.array_equal(targets[:3], mixed)
    for at, owner in enumerate(BOTH.owners, start=3):
        to_itself, to_passage = targets[at] @ EMBEDDED[at], targets[at] @ mixed[owner]
        assert to_itself == pytest.approx(float(to_passage), abs=1e-5)
        assert np.linalg.norm(targets[at]) == pytest.approx(1, abs=1e-5)


def test_where_nothing_is_embedded_there_is_nothing_to_mix() -> None:
    none = Embeddable([])
    empty = np.zeros((0, 5), dtype=np.float32)
    assert none.mix(empty).shape == (0, 5)
    assert none.targets(empty, empty).shape == (0, 5)


def test_a_passage_that_has_its_own_question_lies_nearer_to_it() -> None:
    with_question = Embeddable([passage("hot oven", "crust stays pale"), passage("dough rises")])
    plain = Embeddable([passage("hot oven"), passage("dough rises")])
    teacher, general = HashTeacher(), table()
    asked = general.project(teacher.encode(["my crust is pale"]))[0]
    cosines = [
        float(each.mix(general.project(teacher.encode(each.all_texts)))[0] @ asked)
        for each in (plain, with_question)
    ]
    assert cosines[1] > cosines[0] + 0.2
