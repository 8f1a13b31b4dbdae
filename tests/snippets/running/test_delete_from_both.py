from running.delete_from_both import documents, found, go_on, learn, model


def test_the_index_no_longer_holds_the_document() -> None:
    assert "8812" not in documents
    assert found == []


def test_the_learned_numbers_still_give_it_back() -> None:
    assert go_on(model, "mara") == "mara lives in elm street"


def test_learning_again_without_it_forgets_it_and_keeps_the_rest() -> None:
    again = learn(list(documents.values()))
    assert go_on(again, "mara") == "mara"
    assert go_on(again, "meeting") == "meeting room is open"


def test_the_likelier_word_is_said() -> None:
    assert go_on(learn(["a b", "a c", "a c"]), "a") == "a c"
