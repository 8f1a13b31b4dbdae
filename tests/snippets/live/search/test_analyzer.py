import pytest

from live.search.analyzer import LONGEST_WORD, query_terms, spans, terms


def test_terms_are_folded_stemmed_and_without_stop_words() -> None:
    assert terms("The Chatbot's answers, cafés AND fine-tuning") == [
        "chatbot",
        "answer",
        "cafe",
        "fine",
        "tune",
    ]


def test_scripts_without_spaces_are_counted_by_character() -> None:
    assert terms("日本語 guide") == ["日", "本", "語", "guid"]


def test_a_question_of_stop_words_keeps_them() -> None:
    assert terms("What is it?") == []
    assert query_terms("What is it?") == ["what", "is", "it"]


def test_spans_name_the_place_of_each_word() -> None:
    text = "Passages: found, passage by passage."
    assert [text[start:end] for start, end, term in spans(text) if term == "passag"] == [
        "Passages",
        "passage",
        "passage",
    ]


@pytest.mark.parametrize("text", ["", " \n\t", "!?…", "😀🎉", "\x00\x07", "<>&\"'"])
def test_text_without_words_has_no_terms(text: str) -> None:
    assert query_terms(text) == []


def test_words_of_any_length_are_cut() -> None:
    assert terms("x" * 10_000) == ["x" * LONGEST_WORD]
