"""The vectors that the guide's notebooks keep are proven too."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from tests.damage import DAMAGES, Damage
from tests.hash_teacher import HashTeacher

TEXTS = ["the loaf", "the crust", "the loaf"]


class Model(HashTeacher):
    """In the place of the embedding model."""

    def encode(self, texts: list[str], **_: object) -> np.ndarray:  # type: ignore[override]
        return super().encode(texts)


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def data(root: Path, tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The notebooks' module, which keeps its vectors in a folder of the test."""
    file = root / "docs/notebooks/guide_data.py"
    spec = importlib.util.spec_from_file_location("guide_data_of_a_test", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VECTORS", tmp_path / "vectors")
    stub = SimpleNamespace(SentenceTransformer=lambda *_, **__: model)
    monkeypatch.setitem(sys.modules, "sentence_transformers", stub)
    return module


def test_each_text_is_embedded_once(data: ModuleType, model: Model) -> None:
    found = data.embed(TEXTS)
    assert np.array_equal(found, HashTeacher().encode(TEXTS))
    assert np.array_equal(data.embed(TEXTS), found)
    assert model.asked == ["the loaf", "the crust"]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_vector_is_embedded_again(data: ModuleType, model: Model, damage: Damage) -> None:
    right = data.embed(TEXTS)
    for file in sorted(data.VECTORS.iterdir()):
        damage(file)
        model.asked.clear()
        assert np.array_equal(data.embed(TEXTS), right)
        assert model.asked
        assert not list(data.VECTORS.glob(".*"))


def test_a_vector_of_another_text_is_none(data: ModuleType) -> None:
    right = data.embed(TEXTS)
    one, other = sorted(data.VECTORS.iterdir())
    one.write_bytes(other.read_bytes())
    assert np.array_equal(data.embed(TEXTS), right)


def test_where_no_vector_can_be_kept_the_notebook_runs(data: ModuleType) -> None:
    data.VECTORS.write_bytes(b"a file of somebody")
    assert data.embed(TEXTS).shape == (3, 384)
    assert data.VECTORS.read_bytes() == b"a file of somebody"
