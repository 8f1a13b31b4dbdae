from hypothesis import given
from hypothesis import strategies as st

from live.search.passages import MOST_WORDS, join_blocks, split_paragraphs


def test_paragraphs_are_parted_at_empty_lines() -> None:
    assert split_paragraphs("One\ntwo.\n\n \nThree.\n") == ["One two.", "Three."]


def test_small_blocks_share_a_passage() -> None:
    assert join_blocks(["a b", "c d"]) == ["a b\n\nc d"]


def test_long_blocks_are_cut_between_sentences() -> None:
    sentence = "word " * 49 + "end."
    assert [len(part.split()) for part in join_blocks([f"{sentence} " * 8])] == [150, 150, 100]


def test_nothing_gives_nothing() -> None:
    assert join_blocks([]) == []
    assert join_blocks(["", "  "]) == []


@given(st.lists(st.text(alphabet="ab .\n", max_size=2_000), max_size=6))
def test_no_word_is_lost_and_no_passage_is_too_long(blocks: list[str]) -> None:
    passages = join_blocks(blocks)
    assert " ".join(passages).split() == " ".join(blocks).split()
    assert all(0 < len(part.split()) <= MOST_WORDS for part in passages)
