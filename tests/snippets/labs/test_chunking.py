import json

import pytest

from labs import chunking
from labs.chunking import SAME_CHUNKS, SAME_WORDS, Settings, Span, coverage, cut
from labs.parts import defaults
from live.runtime import artefacts

DEFAULTS = defaults(chunking.CONTROLS)
FILLER = ["plain", "words", "about", "nothing", "that", "fill", "the", "page"]
FACTS = [
    "The kettle boils in ninety seconds.",
    "Herons nest in tall poplars.",
    "Brass dulls with age.",
]


@pytest.fixture
def guide(tmp_path, monkeypatch):
    pages, questions = [], []
    for number, fact in enumerate(FACTS):
        words = FILLER * 30 + fact.split() + FILLER * 30
        pages.append({"url": f"{number}/", "title": f"Page {number}", "text": " ".join(words)})
        span = [number, 240, 240 + len(fact.split())]
        questions.append({"question": fact.replace(".", "?"), "answers": [span]})
    (tmp_path / "labs").mkdir()
    (tmp_path / chunking.ARTEFACTS[0]).write_text(
        json.dumps({"pages": pages, "questions": questions})
    )
    monkeypatch.setattr(artefacts, "root", tmp_path)
    return chunking.read_guide(str(tmp_path))


@pytest.mark.parametrize("size", [1, 3, 10, 50])
@pytest.mark.parametrize("overlap", [0, 0.25, 0.9])
def test_chunks_hold_every_word_and_are_no_longer_than_asked(size, overlap):
    pages = [["word"] * 10, [], ["word"] * 3]
    chunks = cut(pages, size, overlap)
    for page, words in enumerate(pages):
        held = {
            at for chunk in chunks if chunk.page == page for at in range(chunk.start, chunk.end)
        }
        assert held == set(range(len(words)))
    assert all(0 < end - start <= size for _, start, end in chunks)


def test_without_overlap_no_word_is_held_twice():
    chunks = cut([["word"] * 100], 7, 0)
    assert sum(end - start for _, start, end in chunks) == 100


def test_overlap_repeats_its_share():
    first, second = cut([["word"] * 100], 20, 0.25)[:2]
    assert first.end - second.start == 5


def test_coverage_counts_each_word_of_the_best_answer_once():
    answers = [Span(0, 10, 20), Span(1, 0, 4)]
    assert coverage([Span(0, 15, 30), Span(0, 12, 18)], answers) == pytest.approx(0.8)
    assert coverage([Span(1, 0, 50)], answers) == 1
    assert coverage([Span(2, 0, 50)], answers) == 0
    assert coverage([], answers) == 0


def test_a_word_budget_buys_fewer_of_the_larger_chunks():
    settings = Settings(0, SAME_WORDS, budget=400, k=9, titles=False)
    assert [settings.chunks(size) for size in (25, 100, 400, 800)] == [16, 4, 1, 1]
    assert chunking.sizes(settings) == [25, 50, 100, 200, 400]
    assert settings._replace(alike=SAME_CHUNKS).chunks(800) == 9


def test_the_fact_is_found(guide):
    settings = Settings(0, SAME_CHUNKS, budget=0, k=1, titles=False)
    measured = chunking.measure(guide, guide.questions, settings)
    assert set(measured) == set(chunking.SIZES)
    assert all(share > 0.4 for share in measured.values())


def test_overlap_saves_an_answer_that_a_cut_goes_through(guide):
    # The answer of page 0 is the words 240 to 245: a cut at 243 goes through it.
    cut_through, lapped = (chunking.Searched(guide, 27, overlap, False) for overlap in (0, 0.5))
    question = guide.questions[0]
    shares = [
        coverage(index.find(question.text, 1), question.answers) for index in (cut_through, lapped)
    ]
    assert shares[0] < shares[1] == 1


def test_titles_can_be_indexed_too(guide):
    assert chunking.Searched(guide, 50, 0, titles=False).find("page 2", 1)[0].page != 2
    assert chunking.Searched(guide, 50, 0, titles=True).find("page 2", 1)[0].page == 2


def test_run_is_the_same_each_time_and_shows_all(guide):
    parts = chunking.run(**DEFAULTS | {"question": "Where do herons nest?"})
    assert parts == chunking.run(**DEFAULTS | {"question": "Where do herons nest?"})
    assert [part["kind"] for part in parts] == ["text", "svg", "table", "table"]
    assert {row[1] for row in parts[3]["rows"]} == {"Page 1"}


def test_a_question_without_known_words_gets_an_answer_that_says_so(guide):
    settings = Settings(0, SAME_WORDS, 400, 4, False)
    assert chunking.own_question(guide, "xyzzy 🙂", settings)["rows"][0][1] == "nothing"
