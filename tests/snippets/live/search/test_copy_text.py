from live.search.copy_text import Source, fill

SOURCES = [Source("Bread › Rising", "bread/#rising", "An hour."), Source("Cake", "cake/", "Sugar.")]


def test_sources_are_numbered_and_stand_where_the_template_has_them() -> None:
    text = fill("Bake.\n\n$sources\n\nAsked: $query", "How long?", SOURCES)
    assert text == (
        "Bake.\n\n[1] Bread › Rising (bread/#rising)\nAn hour.\n\n[2] Cake (cake/)\nSugar.\n\n"
        "Asked: How long?"
    )


def test_what_readers_and_pages_write_fills_nothing_in() -> None:
    sources = [Source("Cake", "cake/", "It costs $5; $query is no question.")]
    text = fill("$sources | $query | $10", "$sources", sources)
    assert text == "[1] Cake (cake/)\nIt costs $5; $query is no question. | $sources | $10"


def test_without_a_template_there_is_nothing_to_copy() -> None:
    assert fill("", "How long?", SOURCES) == ""
