from retrieval.label_by_neighbours import LABELLED, label, overlap


def test_overlap_runs_from_nothing_to_the_same() -> None:
    assert overlap("a b", "c d") == 0
    assert overlap("a b", "b a") == 1
    assert overlap("a b", "b c") == 1 / 3


def test_a_known_message_gets_its_own_label() -> None:
    for text, its_label in LABELLED:
        answer, nearest = label(text, k=1)
        assert answer == its_label
        assert nearest == [text]


def test_a_label_that_was_just_added_is_used() -> None:
    assert label("my badge does not work")[0] == "access"


def test_near_neighbours_outweigh_many_far_ones() -> None:
    assert label("please refund the second payment", k=len(LABELLED))[0] == "billing"
