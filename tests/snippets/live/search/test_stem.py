import pytest

from live.search.stem import stem


# Examples of Porter's paper, step by step.
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("cats", "cat"),
        ("agreed", "agre"),
        ("plastered", "plaster"),
        ("bled", "bled"),
        ("sing", "sing"),
        ("conflated", "conflat"),
        ("hopping", "hop"),
        ("falling", "fall"),
        ("filing", "file"),
        ("happy", "happi"),
        ("sky", "sky"),
        ("relational", "relat"),
        ("rational", "ration"),
        ("vietnamization", "vietnam"),
        ("sensibiliti", "sensibl"),
        ("triplicate", "triplic"),
        ("hopefulness", "hope"),
        ("adoption", "adopt"),
        ("adjustable", "adjust"),
        ("effective", "effect"),
        ("probate", "probat"),
        ("cease", "ceas"),
        ("controll", "control"),
        ("roll", "roll"),
    ],
)
def test_stems_as_the_paper_does(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["", "a", "is", "gpt4", "größe", "日本"])
def test_words_that_are_no_plain_english_stay(word: str) -> None:
    assert stem(word) == word


def test_forms_of_one_word_meet() -> None:
    assert len({stem(word) for word in ("retrieve", "retrieved", "retrieving", "retrieves")}) == 1
