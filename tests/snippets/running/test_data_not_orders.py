from running.data_not_orders import PASSAGES, closes_early, marked, naive


def test_a_fixed_mark_can_be_closed_by_the_passage() -> None:
    assert [closes_early(p, naive(p)) for p in PASSAGES] == [False, True, False]


def test_a_secret_mark_cannot() -> None:
    for passage in PASSAGES:
        assert not closes_early(passage, marked(passage, "a secret"))


def test_the_mark_changes_with_the_secret_and_opens_as_it_closes() -> None:
    one, other = marked("text", "first"), marked("text", "second")
    assert one != other
    assert one[1 : one.index(">")] == one[one.rindex("</") + 2 : -1]


def test_the_passage_itself_is_unchanged() -> None:
    for passage in PASSAGES:
        assert passage in marked(passage, "a secret")
