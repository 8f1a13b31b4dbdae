from live.search.excerpt import LONGEST, excerpt, mark
from live.search.wire import Segment

TEXT = (
    "Plain words to begin with. " * 20
    + "The retrieval step finds passages. "
    + "More plain words follow here. " * 20
)


def joined(segments: list[Segment]) -> str:
    return "".join(segment["text"] for segment in segments)


def test_marking_keeps_the_text() -> None:
    segments = mark(TEXT, {"retriev", "passag"})
    assert joined(segments) == TEXT
    assert [segment["text"] for segment in segments if segment["match"]] == [
        "retrieval",
        "passages",
    ]


def test_markup_is_text_like_any_other() -> None:
    assert joined(mark("<b>cost</b>", {"cost"})) == "<b>cost</b>"


def test_an_excerpt_shows_the_matching_sentence() -> None:
    segments = excerpt(TEXT, {"retriev": 2.0, "passag": 1.0})
    text = joined(segments)
    assert text.startswith("… The retrieval step finds passages.")
    assert text.endswith(" …")
    assert len(text) <= LONGEST + LONGEST // 3 + 8


def test_a_short_text_is_shown_whole() -> None:
    assert joined(excerpt("Short text.", {"text": 1.0})) == "Short text."


def test_without_a_match_the_beginning_is_shown() -> None:
    assert joined(excerpt(TEXT, {})).startswith("Plain words to begin with.")
