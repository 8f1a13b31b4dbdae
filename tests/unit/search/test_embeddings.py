import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from tests.hash_teacher import HashTeacher

from mkdocs_liveguide.building import progress
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


EMBEDDING = """
import sys
import time
from pathlib import Path
from tests.hash_teacher import HashTeacher
from tests.unit.search.test_embeddings import TEXTS
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.embeddings import encode_cached

class Slow(HashTeacher):
    def encode(self, texts):
        if len(self.asked) >= 64:
            time.sleep(600)
        return super().encode(texts)

encode_cached(Slow(), TEXTS, Cache(Path(sys.argv[1])))
"""


def test_what_was_embedded_before_a_kill_is_not_embedded_again(tmp_path: Path, root: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", EMBEDDING, str(tmp_path)], cwd=root)
    try:
        while len(list(tmp_path.glob("teacher/[!.]*"))) < 2 * BATCH:
            assert process.poll() is None, "it ended by itself"
            time.sleep(0.02)
    finally:
        process.kill()
        process.wait()
    teacher = HashTeacher()
    vectors = encode_cached(teacher, TEXTS, Cache(tmp_path))
    assert len(teacher.asked) == len(TEXTS) - 2 * BATCH
    assert np.array_equal(vectors, HashTeacher().encode(TEXTS))


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


def test_progress_is_told_while_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_FIRST", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    told: list[str] = []
    begun = Event()

    def say(line: str) -> None:
        told.append(line)
        begun.set()

    class Slow(HashTeacher):
        def encode(self, texts: Sequence[str]) -> Floats:
            assert begun.wait(60)
            return super().encode(texts)

    encode_cached(Slow(), [f"loaf {n}" for n in range(80)], Cache(tmp_path), say)
    assert told == [f"embedding texts: {n} of 80" for n in (0, 32, 64)]


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert encode_cached(HashTeacher(), [], Cache(tmp_path)).shape == (0, 0)
