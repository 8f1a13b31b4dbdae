"""Misspelt words are taken for near ones of the guide, and right words are left alone."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.search import spelling
from live.search.container import ContainerError
from live.search.spelling import MOST_COUNTED, Words, edits

COUNTS = {
    "retrieval": 9,
    "chunk": 5,
    "chunking": 4,
    "embedding": 7,
    "quantisation": 2,
    "train": 6,
    "brain": 1,
    "rag": 12,
    "tuning": 8,
    "fine": 8,
    "cafe": 1,
    "trait": 0,
    "retrieve": 0,
}
"""Some words of a guide, and two that are right and stand in none of its passages."""


def words(counts: dict[str, int] = COUNTS, joined: tuple[str, ...] = ("fine-tuning",)) -> Words:
    return Words.from_bytes(spelling.write(counts, joined))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("retreival", "retrieval"),
        ("retrieva", "retrieval"),
        ("retrrieval", "retrieval"),
        ("retrievel", "retrieval"),
        ("chunkng", "chunking"),
        ("chunnking", "chunking"),
        ("hcunk", "chunk"),
        ("shunk", "chunk"),
        ("etrieval", "retrieval"),
        ("retreivel", "retrieval"),
        ("quantizatoin", "quantisation"),
        ("embbedding", "embedding"),
        ("embeding", "embedding"),
        ("acfe", "cafe"),
    ],
)
def test_a_misspelt_word_is_put_right(typed: str, meant: str) -> None:
    assert words().correct(typed) == meant


@pytest.mark.parametrize("typed", [*COUNTS, "trait", "retrieve"])
def test_a_word_that_is_known_stays_however_rare(typed: str) -> None:
    assert words().correct(typed) is None


def test_a_right_word_that_no_passage_has_is_never_put_in() -> None:
    assert words({"trait": 0, "train": 3}).correct("traitn") == "train"
    assert words({"trait": 0, "brine": 3}).correct("traitt") is None


@pytest.mark.parametrize(
    "typed", ["rga", "rg", "r", "", "gpt4", "chunk5", "lora2", "ch'nk", "日本"]
)
def test_short_words_and_those_with_digits_stay(typed: str) -> None:
    assert words().correct(typed) is None


def test_of_four_letters_only_the_order_may_be_wrong() -> None:
    assert words({"cafe": 1}).correct("caef") == "cafe"
    assert words({"cafe": 1}).correct("cape") is None


def test_two_mistakes_are_looked_for_in_long_words_only() -> None:
    assert words().correct("chnukk") is None
    assert words().correct("embedidngg") == "embedding"
    assert words().correct("embxdixxg") is None


def test_fewer_mistakes_go_before_a_common_word() -> None:
    assert words({"chunking": 1, "chunk": 900}).correct("chunkin") == "chunking"


def test_the_first_letter_is_seldom_wrong() -> None:
    assert words({"brain": 900, "train": 1}).correct("trrain") == "train"
    assert words({"grain": 900, "train": 1}).correct("tgain") == "train"


def test_among_equals_the_word_of_more_passages_is_meant() -> None:
    assert words({"brick": 2, "brisk": 7}).correct("brixk") == "brisk"
    assert words({"brick": 7, "brisk": 7}).correct("brixk") == "brick"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("finetuning", "fine-tuning"), ("stateoftheart", "state-of-the-art"), ("fine", None)],
)
def test_words_with_hyphens_may_be_written_as_one(typed: str, meant: str | None) -> None:
    assert words(joined=("fine-tuning", "state-of-the-art")).correct(typed) == meant


def test_there_may_be_no_words_at_all() -> None:
    none = words({}, ())
    assert none.words == []
    assert none.correct("retrievel") is None


def test_a_word_of_very_many_passages_is_kept_with_the_highest_count() -> None:
    assert words({"model": MOST_COUNTED + 1}).count("model") == MOST_COUNTED


def test_a_list_that_is_longer_than_its_counts_is_damage() -> None:
    with pytest.raises(ContainerError):
        words({"one\ntwo": 1})


LETTERS = st.text(alphabet="abc", max_size=6)


def distance(one: str, other: str) -> int:
    """The distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    found = [
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and one[:2] == other[1::-1]:
        found.append(distance(one[2:], other[2:]) + 1)
    return min(found)


@given(LETTERS, LETTERS, st.integers(0, 3))
def test_mistakes_are_counted_up_to_the_most_that_are_wanted(
    one: str, other: str, most: int
) -> None:
    right = distance(one, other)
    assert edits(one, other, most) == (right if right <= most else None)


@given(
    st.dictionaries(st.text(alphabet="abcde", min_size=1, max_size=9), st.integers(0, 3)), LETTERS
)
def test_what_is_put_in_is_a_near_word_of_the_guide(counts: dict[str, int], typed: str) -> None:
    meant = words(counts, ()).correct(typed)
    assert typed not in counts or meant is None
    if meant is not None:
        assert counts[meant] > 0
        assert distance(typed, meant) <= 2


def test_of_thirty_thousand_words_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = ["".join(each) for each in itertools.product("bdfglmnprst", "aeiou")]
    many = ["".join(each) for each in itertools.product(parts, parts, parts)][::6][:30_000]
    found = words(dict.fromkeys([*many, "retrieval"], 1))
    compared: list[str] = []

    def noted(one: str, other: str, most: int) -> int | None:
        compared.append(other)
        return edits(one, other, most)

    monkeypatch.setattr(spelling, "edits", noted)
    assert found.correct("retrievel") == "retrieval"
    assert len(many) > 25_000
    assert len(compared) < len(many) / 20
