"""The sentence of a passage that answers a query best, and how it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.search.excerpt import LONGEST, excerpt, mark
from live.search.telling import most_telling, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def told(text: str, *terms: str) -> str | None:
    """The most telling sentence, by words alone."""
    place = most_telling(text, dict.fromkeys(terms, 1.0), None, None)
    return place and text[slice(*place)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One comes. Two follow! Three?", ["One comes.", "Two follow!", "Three?"]),
        ("It costs 3.5 cents. So v1.2 pays.", ["It costs 3.5 cents.", "So v1.2 pays."]),
        ("Use it, e.g. BM25, i.e. words, etc. as well.", None),
        ("J. Smith et al. 2020 say so.", None),
        ("“It works.” He said so. (She too.)", ["“It works.”", "He said so.", "(She too.)"]),
        ("Well… yes. No", ["Well… yes.", "No"]),
        ("• First item\n\n• Second. It ends.", ["First item", "Second.", "It ends."]),
        ("Kind | Sugar\n\nRoyal | a lot", ["Kind | Sugar", "Royal | a lot"]),
        ("火を使う。水を加える！次に", ["火を使う。", "水を加える！", "次に"]),
        ("no sentence end at all", None),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_a_text_is_cut_at_the_ends_of_sentences(text: str, parts: list[str] | None) -> None:
    assert cut(text) == ([text] if parts is None else parts)


@given(st.text(alphabet="aB.!?…”) \n|。"))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    places = list(sentences(text))
    assert all(start < end for start, end in places)
    assert places == sorted(places)


def test_the_sentence_with_the_weightiest_words_is_told() -> None:
    text = "The dough is warm today. The yeast in the dough needs an hour. Bake it hot."
    assert told(text, "dough", "yeast") == "The yeast in the dough needs an hour."


def test_a_rare_word_says_more_than_a_common_one() -> None:
    text = "The dough needs some yeast. The oven must be hot."
    place = most_telling(text, {"dough": 1.0, "oven": 9.0}, None, None)
    assert place is not None
    assert text[slice(*place)] == "The oven must be hot."


def test_the_first_of_equals_is_told() -> None:
    assert told("Dough is made here. Dough is sold here.", "dough") == "Dough is made here."


def test_where_no_sentence_has_anything_of_the_query_none_is_told() -> None:
    assert told("The dough is warm today.", "sugar") is None
    assert told("", "sugar") is None


def test_labels_and_cells_are_no_sentences() -> None:
    assert told("Royal | a sugar\n\nAnother icing has less sugar.", "sugar") == (
        "Another icing has less sugar."
    )
    assert told("Sugar.\n\nRoyal sugar", "sugar") is None


def test_a_row_of_a_table_can_be_told_whole() -> None:
    row = "Royal icing | a lot of sugar | dries hard"
    assert told(f"Kind | Sugar | Then\n\n{row}", "sugar") == row


def test_a_bullet_is_no_part_of_what_is_told() -> None:
    assert told("• Cover the loaf with foil.\n\n• Wait.", "foil") == "Cover the loaf with foil."


def test_a_text_without_any_end_is_told_whole() -> None:
    assert told("cover the loaf with foil", "foil") == "cover the loaf with foil"


def test_scripts_without_spaces_have_sentences_too() -> None:
    assert told("火を使う。水を加える。", "水") == "水を加える。"


def test_a_sentence_that_asks_gives_way_to_one_that_answers() -> None:
    text = "How long does dough rise? The dough rises an hour."
    assert told(text, "dough") == "The dough rises an hour."


def test_what_is_told_is_marked_beside_the_words() -> None:
    text = "Heat the stone. Leave the dough alone. Wait."
    segments = mark(text, {"dough"}, telling=(16, 38))
    assert "".join(each["text"] for each in segments) == text
    assert "".join(each["text"] for each in segments if each["telling"]) == text[16:38]
    assert [each["text"] for each in segments if each["match"]] == ["dough"]


@given(st.text(alphabet="ab .", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_marks_of_both_kinds_keep_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    segments = mark(text, {"ab"}, telling=(start, end))
    assert "".join(each["text"] for each in segments) == text
    assert "".join(each["text"] for each in segments if each["telling"]) == text[start:end]
    assert all(each["text"] for each in segments)


FAR = "Plain words stand here first. " * 20
SENTENCE = "The dough rises for an hour."


def test_an_excerpt_shows_the_sentence_that_is_told() -> None:
    text = f"Dough, dough. {FAR}{SENTENCE} {FAR}"
    start = text.index(SENTENCE)
    segments = excerpt(text, {"dough": 1.0}, telling=(start, start + len(SENTENCE)))
    assert "".join(each["text"] for each in segments if each["telling"]) == SENTENCE
    assert sum(len(each["text"]) for each in segments) <= LONGEST + LONGEST // 3 + 8


def test_a_long_sentence_is_not_cut_in_its_middle() -> None:
    long = f"The dough {'slowly and surely ' * 30}rises."
    text = f"{FAR}{long} {FAR}"
    segments = excerpt(text, {}, telling=(len(FAR), len(FAR) + len(long)))
    assert "".join(each["text"] for each in segments if each["telling"]) == long
