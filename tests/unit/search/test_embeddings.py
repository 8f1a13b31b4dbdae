from pathlib import Path

import numpy as np
import pytest
from tests.hash_teacher import HashTeacher

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.search.embeddings import encode_cached
from mkdocs_liveguide.search.teacher import BATCH

TEXTS = [f"loaf number {n} " + "rises " * (n % 7) for n in range(5 * BATCH + 3)]


class EndedError(Exception):
    """The build was ended."""


class EndingTeacher(HashTeacher):
    """Is ended while it embeds its third batch."""

    def encode(self, texts: list[str]) -> Floats:
        if len(self.asked) >= 2 * BATCH:
            raise EndedError
        return super().encode(texts)


def test_vectors_are_those_of_the_teacher_in_the_order_of_the_texts(tmp_path: Path) -> None:
    vectors = encode_cached(HashTeacher(), TEXTS, Cache(tmp_path))
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors, HashTeacher().encode(TEXTS))


def test_kept_vectors_have_the_bytes_of_new_ones(tmp_path: Path) -> None:
    first = encode_cached(HashTeacher(), TEXTS, Cache(tmp_path))
    teacher = HashTeacher()
    assert np.array_equal(encode_cached(teacher, TEXTS, Cache(tmp_path)), first)
    assert teacher.asked == []


def test_a_build_that_is_ended_loses_one_batch_at_most(tmp_path: Path) -> None:
    with pytest.raises(EndedError):
        encode_cached(EndingTeacher(), TEXTS, Cache(tmp_path))
    teacher = HashTeacher()
    encode_cached(teacher, TEXTS, Cache(tmp_path))
    assert len(teacher.asked) == len(TEXTS) - 2 * BATCH


def test_equal_texts_are_embedded_once(tmp_path: Path) -> None:
    teacher = HashTeacher()
    vectors = encode_cached(teacher, ["crust", "crumb", "crust"], Cache(tmp_path))
    assert sorted(teacher.asked) == ["crumb", "crust"]
    assert np.array_equal(vectors[0], vectors[2])


def test_another_teacher_shares_no_vector(tmp_path: Path) -> None:
    encode_cached(HashTeacher("one"), TEXTS, Cache(tmp_path))
    other = HashTeacher("other")
    encode_cached(other, TEXTS, Cache(tmp_path))
    assert len(other.asked) == len(TEXTS)


def test_progress_is_told_while_it_goes_on(tmp_path: Path) -> None:
    told: list[str] = []
    texts = [f"loaf {n}" for n in range(600)]
    encode_cached(HashTeacher(), texts, Cache(tmp_path), told.append)
    assert told == [
        "embedding 1 of 600 new texts",
        "embedding 257 of 600 new texts",
        "embedding 513 of 600 new texts",
    ]
    encode_cached(HashTeacher(), texts, Cache(tmp_path), told.append)
    assert len(told) == 3, "nothing is new the second time"


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert encode_cached(HashTeacher(), [], Cache(tmp_path)).shape == (0, 0)
