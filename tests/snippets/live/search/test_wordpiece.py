import pytest

from live.search.wordpiece import LONGEST_WORD, basic_words, tokenise

TOKENS = ["fine", "un", "##able", "##s", "tun", "##ing", "-", "a"]
VOCABULARY = {token: number for number, token in enumerate(TOKENS)}


def test_the_longest_pieces_are_taken_first() -> None:
    assert tokenise("unable tuning", VOCABULARY) == [1, 2, 4, 5]


def test_punctuation_is_a_word_of_its_own() -> None:
    assert list(basic_words("fine-tuning (RAG)!")) == ["fine", "-", "tuning", "(", "rag", ")", "!"]
    assert tokenise("Fine-tuning", VOCABULARY) == [0, 6, 4, 5]


def test_words_with_an_unknown_part_are_left_out() -> None:
    assert tokenise("fine quux unquux a", VOCABULARY) == [0, 7]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café ÅNGSTRÖM", ["cafe", "angstrom"]),
        ("a\u200bb\x07c", ["abc"]),
        ("日本a", ["日", "本", "a"]),
        ("one\u00a0two\tthree", ["one", "two", "three"]),
        ("ΟΔΟΣ", ["οδοσ"]),
        ("", []),
    ],
)
def test_text_is_cleaned_as_the_reference_does(text: str, words: list[str]) -> None:
    assert list(basic_words(text)) == words


def test_words_that_are_too_long_have_no_pieces() -> None:
    assert tokenise("a" + "s" * LONGEST_WORD, {"a": 0, "##s": 1}) == []
