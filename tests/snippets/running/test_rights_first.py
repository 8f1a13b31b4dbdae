from running.rights_first import CHUNKS, filter_first, filter_last

QUESTION = "merger plan of the board"


def test_staff_never_see_what_only_the_board_may_read() -> None:
    secret = {chunk.text for chunk in CHUNKS if "staff" not in chunk.readers}
    assert secret
    assert not secret & set(filter_first(QUESTION, {"staff"}, k=9))


def test_filtering_first_finds_what_filtering_last_loses() -> None:
    assert filter_last(QUESTION, {"staff"}) == []
    assert filter_first(QUESTION, {"staff"}) == ["what a merger means for your contract"]


def test_for_those_who_may_see_all_both_agree() -> None:
    assert filter_first(QUESTION, {"board"}) == filter_last(QUESTION, {"board"})


def test_no_group_sees_nothing() -> None:
    assert filter_first(QUESTION, set()) == []
