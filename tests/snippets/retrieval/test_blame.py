from retrieval.blame import Wrong, blame


def wrong(written: bool = True, place: int | None = 1, in_answer: bool = False) -> Wrong:
    return Wrong("?", written, place, in_answer)


def test_the_first_no_is_named() -> None:
    assert blame(wrong(written=False, place=None)).startswith("documents")
    assert blame(wrong(place=None)).startswith("search")
    assert blame(wrong(place=6)).startswith("ranking")
    assert blame(wrong(place=5)).startswith("reading")
    assert blame(wrong(in_answer=True)).startswith("form")


def test_showing_more_passages_moves_the_blame_to_reading() -> None:
    assert blame(wrong(place=9), shown=5).startswith("ranking")
    assert blame(wrong(place=9), shown=10).startswith("reading")


def test_a_fact_in_the_answer_does_not_excuse_a_missing_document() -> None:
    assert blame(wrong(written=False, place=None, in_answer=True)).startswith("documents")
