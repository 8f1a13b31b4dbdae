from itertools import pairwise

import pytest

from retrieval.chunking import split

WORDS = [f"w{i}" for i in range(50)]
TEXT = " ".join(WORDS)


def test_neighbours_share_the_overlap() -> None:
    chunks = [chunk.split() for chunk in split(TEXT, size=10, overlap=3)]
    for left, right in pairwise(chunks):
        assert left[-3:] == right[:3]


def test_without_their_overlap_the_chunks_are_the_text() -> None:
    for size, overlap in [(10, 3), (7, 0), (12, 11), (50, 5), (80, 20)]:
        chunks = [chunk.split() for chunk in split(TEXT, size, overlap)]
        assert chunks[0] + [w for chunk in chunks[1:] for w in chunk[overlap:]] == WORDS
        assert max(map(len, chunks)) <= size


def test_every_chunk_says_something_new() -> None:
    chunks = [chunk.split() for chunk in split(TEXT, size=10, overlap=5)]
    assert all(chunk[-1] != before[-1] for before, chunk in pairwise(chunks))


def test_a_short_text_is_one_chunk() -> None:
    assert split("three short words", size=10, overlap=4) == ["three short words"]


@pytest.mark.parametrize("overlap", [-1, 10, 12])
def test_an_overlap_that_cannot_be_is_refused(overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        split(TEXT, size=10, overlap=overlap)
