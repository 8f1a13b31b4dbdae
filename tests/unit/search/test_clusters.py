import numpy as np
import pytest

from mkdocs_liveguide.search import clusters
from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.clusters import FEWEST, assign


def around(centres: int, each: int, seed: int = 3) -> Floats:
    """Vectors around some directions."""
    draw = np.random.default_rng(seed)
    middle = np.repeat(draw.standard_normal((centres, 16)), each, axis=0)
    return unit((middle + 0.2 * draw.standard_normal(middle.shape)).astype(np.float32))


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "LARGE", 1_000)


def test_a_small_site_is_one_cluster() -> None:
    assert assign(around(3, 100)).tolist() == [0] * 300


def test_numbers_have_no_gaps_and_equal_input_equal_clusters() -> None:
    vectors = around(20, 100)
    found = assign(vectors)
    assert set(found) == set(range(found.max() + 1))
    assert found.max() < len(vectors) // FEWEST
    assert np.array_equal(assign(vectors.copy()), found)


def test_passages_of_one_direction_meet() -> None:
    found = assign(around(20, 100)).reshape(20, 100)
    together = [np.bincount(row).max() for row in found]
    assert np.mean(together) > 80


def test_a_site_that_repeats_itself_has_fewer_clusters() -> None:
    vectors = np.repeat(around(2, 1), 600, axis=0)
    found = assign(vectors)
    assert len(set(found)) == 2
    assert len(set(found[:600])) == 1
