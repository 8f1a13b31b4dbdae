from retrieval import read_or_remember

ASKED = ["How much is the card fee?", "What do I pay for a card?"]


def test_reading_follows_the_update_in_any_wording() -> None:
    for question in ASKED:
        assert "8 pounds" in read_or_remember.read(question)


def test_remembering_keeps_the_old_answer_in_any_wording() -> None:
    for question in ASKED:
        assert read_or_remember.remember(question) == "5 pounds"


def test_what_did_not_change_is_the_same_for_both() -> None:
    question = "When does the desk open?"
    assert read_or_remember.remember(question) in read_or_remember.read(question)
