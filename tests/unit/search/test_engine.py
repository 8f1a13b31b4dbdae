"""The engine over files that the build wrote: answers, missing files, damage, bad input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.hash_teacher import HashTeacher, table
from tests.unit.search.guide import MARKDOWN, pages

from live.runtime import api as registry
from live.runtime import artefacts
from live.search import api as search
from live.search.answerability import DEFAULT_WEIGHTS, Weights
from live.search.encoder import Encoder
from live.search.index import Index
from live.search.layout import ENCODER, INDEX, PageEntry
from live.search.query import answer as answer_query
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.search import clusters, index_files
from mkdocs_liveguide.search.directions import Embeddable
from mkdocs_liveguide.search.index_files import IndexOptions, write_index
from mkdocs_liveguide.search.passages import Passage, cut_pages
from mkdocs_liveguide.search.training import Recipe
from mkdocs_liveguide.search.tuning import tune

TEACHER = HashTeacher()
WEIGHTS: Weights = {**DEFAULT_WEIGHTS, "intercept": -3.0}
TEMPLATE = "Bake from these recipes.\n\n$sources\n\nQuestion: $query"
WORDS = tuple(
    sorted({word for text in MARKDOWN.values() for word in text.lower().split() if word.isalpha()})
)


RIGHT = ("yeats", "baker")
"""Right words that stand in no passage, and are near to some that do."""


def make(passages: list[Passage], entries: list[PageEntry]) -> list[Artefact]:
    both = Embeddable(passages)
    embedded = table(WORDS).project(TEACHER.encode(both.all_texts))
    vectors = both.mix(embedded)
    site = tune(table(WORDS), both.all_texts, both.targets(embedded, vectors), Recipe(epochs=2))
    files = write_index(entries, passages, vectors, IndexOptions(WEIGHTS, TEMPLATE), RIGHT)
    return [*files, Artefact(ENCODER, site.to_bytes())]


@pytest.fixture(scope="module")
def files() -> list[Artefact]:
    entries = [PageEntry(each.title, each.url, each.kind) for each in pages()]
    return make(cut_pages(pages()), entries)


@pytest.fixture
def folder(
    files: list[Artefact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    for file in files:
        (tmp_path / file.name).parent.mkdir(exist_ok=True)
        (tmp_path / file.name).write_bytes(file.content)
    monkeypatch.setattr(artefacts, "root", tmp_path)
    search.close()
    yield tmp_path
    search.close()


def ask(text: str, **options: object) -> dict[str, object]:
    answer: dict[str, object] = registry.call("search.query", {"query": text, **options})
    json.dumps(answer, allow_nan=False)
    return answer


def urls(answer: dict[str, object]) -> list[str]:
    results = answer["results"]
    assert isinstance(results, list)
    return [result["url"] for result in results]


@pytest.mark.usefixtures("folder")
def test_the_passage_comes_first_with_its_place_and_scores() -> None:
    answer = ask("How long must the yeast dough rise in a warm place?")
    assert urls(answer)[0] == "bread/#rising"
    first = answer["results"][0]  # type: ignore[index]
    assert first["headings"] == ["Rising"]
    assert first["score"] == pytest.approx(first["meaning"] + first["words"], abs=0.002)
    assert any(segment["match"] for segment in first["excerpt"])
    assert answer["answered"] is True
    assert "[1] Bread › Rising (bread/#rising)" in str(answer["copy_text"])
    assert str(answer["copy_text"]).endswith(
        "Question: How long must the yeast dough rise in a warm place?"
    )


@pytest.mark.usefixtures("folder")
def test_pulls_add_up_to_the_cosine() -> None:
    first = ask("warm dough")["results"][0]  # type: ignore[index]
    assert sum(share for _, share in first["pulls"]) == pytest.approx(first["cosine"], abs=0.01)


@pytest.mark.usefixtures("folder")
def test_the_faq_can_be_asked_alone() -> None:
    assert urls(ask("Why did the oven loaf collapse?", kind="faq")) == ["faq/#collapsed"]


@pytest.mark.usefixtures("folder")
def test_a_question_that_shares_nothing_is_not_answered() -> None:
    answer = ask("zzyzx quux")
    assert answer["answered"] is False
    assert answer["keyword"] == []
    assert answer["notices"] == ["no-meaning"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("😀🎉🥖", "no-words"),
        ("\x00\x01\x1b", "no-words"),
        ("dough " * 5_000, "cut"),
        ("Почему хлеб не поднимается?", "no-meaning"),
        ("パンはなぜ", "no-meaning"),
    ],
)
def test_any_input_gets_an_answer_or_a_notice(text: str, notice: str) -> None:
    assert notice in ask(text)["notices"]  # type: ignore[operator]


@pytest.mark.usefixtures("folder")
def test_markup_stays_text() -> None:
    answer = ask("<img src=x onerror=alert(1)> dough")
    assert answer["query"] == "<img src=x onerror=alert(1)> dough"
    assert urls(answer)[0] == "bread/#rising"


@pytest.mark.usefixtures("folder")
def test_what_is_missing_is_asked_for_and_then_found(folder: Path) -> None:
    hidden = {path: path.read_bytes() for path in folder.rglob("*.bin")}
    for path in hidden:
        path.unlink()
    for _ in range(6):
        answer = ask("warm dough")
        if "need" not in answer:
            break
        for name in answer["need"]:  # type: ignore[attr-defined]
            (folder / name).write_bytes(hidden[folder / name])
    assert urls(answer)[0] == "bread/#rising"


@pytest.mark.parametrize("cut", [0, 10, 100, -20])
@pytest.mark.parametrize(
    ("name", "notice"),
    [
        (ENCODER, "damaged-meaning"),
        ("search/vectors-0.bin", "damaged-meaning"),
        ("search/postings-0.bin", "damaged-words"),
        ("search/texts-0.bin", "damaged-index"),
        (INDEX, "damaged-index"),
    ],
)
def test_damage_is_noticed_and_the_other_half_answers(
    folder: Path, name: str, notice: str, cut: int
) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:cut])
    answer = ask("warm dough")
    assert notice in answer["notices"]  # type: ignore[operator]
    if notice != "damaged-index":
        assert urls(answer)[0] == "bread/#rising"


@pytest.mark.usefixtures("folder")
def test_keywords_alone_need_neither_encoder_nor_vectors(folder: Path) -> None:
    (folder / ENCODER).unlink()
    (folder / "search/vectors-0.bin").unlink()
    answer = ask("warm dough", meaning=False)
    assert urls(answer)[0] == "bread/#rising"


@pytest.mark.usefixtures("folder")
def test_a_pasted_text_is_found_at_once_and_can_be_removed() -> None:
    text = "Parrots are fed at nine.\n\nThe oven in the office is broken."
    pasted = registry.call("search.paste", {"text": text, "key": "own"})
    assert pasted["passages"][0]["words"] == 12
    assert ask("When are parrots fed?", pasted="own")["results"][0]["pasted"] is True  # type: ignore[index]
    registry.call("search.forget", {})
    assert "paste-again" in ask("When are parrots fed?", pasted="own")["notices"]  # type: ignore[operator]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["", "\n\n", "😀", "<script>alert(1)</script>", "\x00"])
def test_any_text_can_be_pasted(text: str) -> None:
    assert "passages" in registry.call("search.paste", {"text": text, "key": "own"})


@pytest.mark.usefixtures("folder")
def test_a_pasted_text_of_five_megabytes_is_cut_short_and_said_so() -> None:
    pasted = registry.call("search.paste", {"text": "dough " * 850_000, "key": "own"})
    assert pasted["whole"] is False
    assert len(pasted["passages"]) == 200


def large_guide(count: int) -> tuple[list[Passage], list[PageEntry]]:
    draw = np.random.default_rng(4)
    passages = [
        Passage(n, f"Page {n}", (), "", " ".join(draw.choice(WORDS, 40)) + f" code{n}")
        for n in range(count)
    ]
    return passages, [PageEntry(f"Page {n}", f"p{n}/", "page") for n in range(count)]


def test_a_large_site_is_parted_and_a_query_reads_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    passages, entries = large_guide(1_200)
    whole = {file.name: file.content for file in make(passages, entries)}
    monkeypatch.setattr(clusters, "LARGE", 1_000)
    monkeypatch.setattr(index_files, "LARGE", 1_000)
    parted = {file.name: file.content for file in make(passages, entries)}
    read: set[str] = set()

    def answer(files: dict[str, bytes], text: str) -> list[str]:
        def open_file(name: str) -> bytes:
            read.add(name)
            return files[name]

        found = answer_query(lambda: Index(open_file), text)
        return [result["url"] for result in found["results"]]

    for number in (3, 700, 1_199):
        question = " ".join(passages[number].text.split()[-12:])
        read.clear()
        assert answer(parted, question)[0] == answer(whole, question)[0] == f"p{number}/"
    answer_bytes = sum(len(parted[name]) for name in read if name in parted and name != ENCODER)
    total = sum(len(content) for name, content in parted.items() if name != ENCODER)
    assert answer_bytes < 0.75 * total


def test_growth_per_passage_is_bounded() -> None:
    sizes = []
    for count in (400, 800):
        files = make(*large_guide(count))
        sizes.append(sum(len(file.content) for file in files if file.name != ENCODER))
    assert 260 < (sizes[1] - sizes[0]) / 400 < 700


def test_equal_sources_have_equal_bytes(files: list[Artefact]) -> None:
    entries = [PageEntry(each.title, each.url, each.kind) for each in pages()]
    again = make(cut_pages(pages()), entries)
    assert [file.hash for file in again] == [file.hash for file in files]


def test_the_encoder_knows_the_site_and_reads_its_own_file(files: list[Artefact]) -> None:
    encoder = Encoder.from_bytes(next(file.content for file in files if file.name == ENCODER))
    vector = encoder.encode("warm dough")
    assert vector is not None
    assert sum(number * number for number in vector) == pytest.approx(1)
    assert encoder.encode("zzyzx") is None
