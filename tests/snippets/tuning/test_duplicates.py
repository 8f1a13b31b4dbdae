from tuning.duplicates import EXAMPLES, likeness, runs


def test_case_and_spaces_do_not_hide_a_copy() -> None:
    assert likeness("Dear Ms Lee, thank you", "dear ms  lee, thank you") == 1


def test_other_texts_share_nothing() -> None:
    assert likeness("one two three four", "five six seven eight") == 0


def test_a_near_copy_lies_between() -> None:
    assert 0 < likeness(EXAMPLES[0], EXAMPLES[1]) < 1


def test_runs_are_words_in_a_row() -> None:
    assert runs("A b c d") == {("a", "b", "c"), ("b", "c", "d")}


def test_texts_too_short_for_a_run_are_compared_whole() -> None:
    assert likeness("hello", "hello") == 1
    assert likeness("hello", "goodbye") == 0
