"""What readers get: misspelt words put right, one result of a page, questions, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.guide import page, pages
from tests.unit.search.test_engine import make

from live.runtime import api as registry
from live.runtime import artefacts
from live.search import api as search
from live.search.index import Index
from live.search.layout import WORDS, PageEntry
from live.search.nearest import NONE, nearest_question
from live.search.pasted import prepare
from live.search.query import answer
from live.search.ranking import fuse, keyword_scores
from live.search.reading import DISCOUNT, read
from mkdocs_liveguide.search.passages import SearchPage, cut_pages

ASKED = {"rising": ["when do I knead", "bread stays flat"], "baking": ["crumb too pale"]}
MORE = "# Loaf\n\n" + "".join(
    f"## Part {at}\n\nOf dough and stone number {at}.\n\n" for at in range(9)
)


def index_of(pages: Sequence[SearchPage]) -> Index:
    entries = [PageEntry(each.title, each.url, each.kind, each.boost) for each in pages]
    files = {file.name: file.content for file in make(cut_pages(pages), entries)}
    return Index(files.__getitem__)


def asked() -> list[SearchPage]:
    bread, *others = pages()
    return [replace(bread, questions=ASKED), *others, page("loaf.md", "loaf/", "Loaf", MORE)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    entries = [PageEntry(each.title, each.url, each.kind) for each in asked()]
    return {file.name: file.content for file in make(cut_pages(asked()), entries)}


@pytest.fixture
def folder(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    (tmp_path / "search").mkdir()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(artefacts, "root", tmp_path)
    search.close()
    yield tmp_path
    search.close()


def ask(text: str, **options: object) -> dict[str, Any]:
    found: dict[str, Any] = registry.call("search.query", {"query": text, **options})
    json.dumps(found, allow_nan=False)
    return found


def share(told: dict[str, Any], word: str) -> float:
    """What a word adds to the passage where it adds most."""
    found = [dict(result["matches"]) for result in told["results"]]
    return max(each.get(word, 0.0) for each in found)


@pytest.mark.usefixtures("folder")
def test_a_misspelt_word_is_put_right_and_told() -> None:
    found = ask("Where should the Douhg rise?")
    assert list(map(tuple, found["corrected"])) == [("Douhg", "dough")]
    assert found["results"][0]["url"] == "bread/#rising"
    assert found["query"] == "Where should the Douhg rise?"
    assert "Question: Where should the Douhg rise?" in found["copy_text"]


@pytest.mark.usefixtures("folder")
def test_a_word_that_was_put_in_counts_less_than_one_that_was_typed() -> None:
    typed, meant = share(ask("yeast oven"), "yeast"), share(ask("yeasst oven"), "yeast")
    assert meant == pytest.approx(DISCOUNT * typed, abs=0.002)
    assert share(ask("yeasst oven"), "oven") == share(ask("yeast oven"), "oven")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["baker yeats", "foil", "Glaze a little", "code5 oven"])
def test_right_words_are_not_replaced(text: str) -> None:
    assert ask(text)["corrected"] == []


@pytest.mark.usefixtures("folder")
def test_right_words_are_fetched_only_for_a_word_that_no_passage_has(folder: Path) -> None:
    (folder / WORDS).unlink()
    assert ask("warm dough of the loaf")["results"]
    assert ask("warm douhg") == {"need": [WORDS]}
    assert ask("warm douhg", spelling=False)["results"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "text", ["Почему хлеб не поднимается?", "パンはなぜ", "لماذا", "빵은 왜", "ﬁ½ ª", "a" * 4_000]
)
def test_a_query_in_any_script_is_taken_as_it_was_typed(text: str) -> None:
    found = ask(text)
    assert found["corrected"] == []
    assert found["query"] == text


@pytest.mark.usefixtures("folder")
def test_an_accent_is_no_mistake() -> None:
    found = ask("glazé")
    assert found["corrected"] == []
    assert found["results"][0]["url"] == "cake/#icing"


@pytest.mark.usefixtures("folder")
def test_words_of_a_pasted_text_are_right() -> None:
    registry.call("search.paste", {"text": "The doughy bakker sells stones.", "key": "own"})
    found = ask("bakker", pasted="own")
    assert found["corrected"] == []
    assert found["results"][0]["pasted"]


@pytest.fixture(scope="module")
def index(files: dict[str, bytes]) -> Index:
    return Index(files.__getitem__)


def test_words_of_a_pasted_text_count_whole_where_another_is_put_right(index: Index) -> None:
    own = prepare("The bakker sells stones.", None)
    reading = read(index, "bakker douhg", own.terms[0])
    assert reading.corrected == [("douhg", "dough")]
    assert reading.discounted == {"dough"}
    scores = keyword_scores(index, reading.terms, own, reading.discounted)
    assert scores.weights["bakker"] > scores.weights["dough"]


def test_one_reading_leaves_the_next_as_it_was(index: Index) -> None:
    before = keyword_scores(index, ["dough"]).totals()
    reading = read(index, "douhg")
    less = keyword_scores(index, reading.terms, discounted=reading.discounted).totals()
    assert less == {number: pytest.approx(DISCOUNT * total) for number, total in before.items()}
    assert keyword_scores(index, ["dough"]).totals() == before


def test_what_stands_around_a_misspelt_word_is_kept(index: Index) -> None:
    reading = read(index, "(Why) doesn't my 'douhg' rise — or the yeasst?!")
    assert reading.text == "(Why) doesn't my 'dough' rise — or the yeast?!"


def test_misspelt_words_that_say_nothing_by_themselves_are_no_terms(index: Index) -> None:
    assert read(index, "dough where").terms == ["dough"]
    assert read(index, "what is it").corrected == []


@pytest.mark.usefixtures("folder")
def test_a_page_comes_once_and_tells_of_its_further_passages() -> None:
    found = ask("dough and stone")
    urls = [result["url"].partition("#")[0] for result in found["results"]]
    assert len(urls) == len(set(urls)) > 1
    (loaf,) = (result for result in found["results"] if result["url"].startswith("loaf/"))
    places = [more["url"] for more in loaf["more"]]
    assert len(places) == 2
    assert loaf["url"] not in places
    assert all(place.startswith("loaf/#part-") for place in places)


@pytest.mark.usefixtures("folder")
def test_where_more_of_a_page_is_wanted_nothing_is_told_beside() -> None:
    found = ask("dough and stone", per_page=3)
    urls = [result["url"].partition("#")[0] for result in found["results"]]
    assert urls.count("loaf/") == 3
    assert all(result["more"] == [] for result in found["results"])


@pytest.mark.usefixtures("folder")
def test_a_passage_is_found_by_a_question_that_no_page_shows() -> None:
    first = ask("bread stays flat")["results"][0]
    assert first["url"] == "bread/#rising"
    assert (first["led"], first["asked"]) == ("question", "bread stays flat")
    assert "flat" not in "".join(each["text"] for each in first["text"])


@pytest.mark.usefixtures("folder")
def test_a_passage_without_questions_names_none() -> None:
    first = ask("royal icing sugar")["results"][0]
    assert first["url"] == "cake/#icing"
    assert first["asked"] == ""
    assert first["led"] in ("text", "words")


@pytest.mark.usefixtures("folder")
def test_by_words_alone_no_question_is_told() -> None:
    found = ask("bread stays flat", meaning=False)
    assert found["results"][0]["url"] == "bread/#rising"
    assert (found["results"][0]["led"], found["results"][0]["asked"]) == ("words", "")


@pytest.mark.usefixtures("folder")
def test_the_sentence_that_says_most_is_told_in_excerpt_and_text() -> None:
    first = ask("steam in the first minutes")["results"][0]
    for segments in (first["excerpt"], first["text"]):
        told = "".join(each["text"] for each in segments if each["telling"])
        assert told == "Steam in the first ten minutes keeps it thin."


def test_the_nearest_of_some_questions_is_found(index: Index) -> None:
    encoder = index.encoder()
    query = encoder.embed("the bread is flat")
    found = nearest_question(encoder, query, ["crumb too pale", "bread stays flat", "zzyzx"])
    assert found.text == "bread stays flat"
    assert 0 < found.cosine <= 1
    assert nearest_question(encoder, query, []) == NONE
    assert nearest_question(encoder, None, ["bread"]) == NONE
    assert nearest_question(encoder, encoder.embed("zzyzx"), ["bread"]) == NONE


def scores_of(index: Index, query: str) -> dict[int, float]:
    return {each["number"]: each["score"] for each in answer(lambda: index, query)["results"]}


def test_a_boost_multiplies_the_scores_of_a_page_and_of_no_other() -> None:
    bread, *others = pages()
    plain = index_of([bread, *others])
    held = index_of([replace(bread, boost=0.5), *others])
    assert plain.boosts == []
    assert held.boosts == [0.5, 0.5, 0.5, 1, 1, 1]
    before, after = (scores_of(each, "steam keeps the crust thin") for each in (plain, held))
    assert before.keys() == after.keys()
    assert max(before, key=lambda number: before[number]) == 2
    for number, score in before.items():
        expected = score / 2 if number < 3 and score > 0 else score
        assert after[number] == pytest.approx(expected, abs=0.002)


def test_what_lies_below_the_mean_is_not_lifted_by_a_low_boost() -> None:
    index = index_of(pages())
    keywords = keyword_scores(index, ["crust"])
    boosts = [0.5] * index.n_passages
    plain, held = fuse(index.n_passages, keywords), fuse(index.n_passages, keywords, boosts=boosts)
    for before, after in zip(plain.words, held.words, strict=True):
        assert after == (before / 2 if before > 0 else before)


def test_a_guide_without_questions_has_the_words_of_its_pages_only(index: Index) -> None:
    plain = index_of(pages())
    texts = plain.texts(range(plain.n_passages))
    assert [text.questions for text in texts.values()] == [[]] * plain.n_passages
    assert plain.postings(["knead"]) == {"knead": []}
    assert index.postings(["knead"])["knead"]
