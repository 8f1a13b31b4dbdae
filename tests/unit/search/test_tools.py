"""The tools: what they read, what they measure, and what is kept when they are ended."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.hash_teacher import HashTeacher, table

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.tools.search import evaluate, general_vectors
from mkdocs_liveguide.tools.search.collection import (
    CollectionError,
    cut_documents,
    read_collection,
)
from mkdocs_liveguide.tools.search.general_corpus import split_prose, strings_of_python
from mkdocs_liveguide.tools.search.general_table import fixed_rotation, principal_axes
from mkdocs_liveguide.tools.search.train_encoder import vocabulary_of

WORDS = ("bread", "cake", "yeast", "sugar", "oven", "crust", "icing", "dough")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = [
        {"_id": "d1", "title": "Bread", "text": "Yeast lets the dough rise.\n\nA hot oven."},
        {"_id": "d2", "title": "", "text": "Icing is sugar on a cake."},
        {"_id": "d3", "title": "Only a title", "text": ""},
        {"_id": "d4", "title": "", "text": " "},
    ]
    queries = [{"_id": "q1", "text": "yeast dough"}, {"_id": "q2", "text": "sugar icing"}]
    for name, entries in (("corpus", documents), ("queries", queries)):
        lines = "\n".join(map(json.dumps, entries))
        (tmp_path / f"{name}.jsonl").write_text(f"{lines}\n", encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels/test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\nq2\td2\t2\n", encoding="utf-8"
    )
    return tmp_path


def test_a_collection_is_read_and_cut(folder: Path) -> None:
    collection = read_collection(folder)
    assert collection.questions == {"q1": "yeast dough", "q2": "sugar icing"}
    assert collection.grades == {"q1": {"d1": 1.0}, "q2": {"d2": 2.0}}
    passages, owners = cut_documents(collection)
    assert owners == ["d1", "d2", "d3"]
    assert passages[0].full_text == "Bread\nYeast lets the dough rise.\n\nA hot oven."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("corpus.jsonl", '{"_id": "d1"}\n{"title": "x"}\n', r'corpus\.jsonl:2: .* with "_id"'),
        ("queries.jsonl", "{", r"queries\.jsonl:1"),
        (
            "qrels/test.tsv",
            "query\tdocument\tgrade\nq1\td1\tmuch\n",
            r"test\.tsv:2: expected query",
        ),
        ("qrels/test.tsv", "", "no query has a relevant document"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    folder: Path, name: str, content: str, told: str
) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(CollectionError, match=told):
        read_collection(folder)


def test_a_missing_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "queries.jsonl").unlink()
    assert evaluate.main([str(folder)]) == 1
    assert "queries.jsonl: cannot be read" in capsys.readouterr().err


def test_a_teacher_that_is_not_here_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main([str(folder), "--teacher", "nobody/no-such-model"]) == 1
    told = capsys.readouterr().err
    assert told.startswith('found "nobody/no-such-model"')
    assert "mkdocs.yml" not in told


def test_a_collection_is_searched_and_measured(folder: Path) -> None:
    teacher = HashTeacher()
    told: list[str] = []
    report = evaluate.evaluate(
        read_collection(folder), teacher, table(WORDS), Cache(folder / "build"), told.append
    )
    for system in ("bm25", "static", "hybrid", "teacher", "teacher_hybrid"):
        assert report[system] == {"ndcg@10": 1.0, "recall@5": 1.0, "mrr@10": 1.0}
    assert (report["documents"], report["passages"], report["queries"]) == (4, 3, 2)
    assert told[-1] == "asking 2 questions"


class EndingTeacher(HashTeacher):
    """Is ended when it has embedded three texts."""

    def encode(self, texts: list[str]) -> Floats:
        if len(self.asked) + len(texts) > 4:
            raise KeyboardInterrupt
        return super().encode(texts)


def test_general_vectors_are_kept_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(general_vectors, "TEXTS_IN_EACH", 2)
    texts = [f"{word} and more {'x' * at}" for at, word in enumerate(WORDS)]
    cache = Cache(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        general_vectors.general_vectors(EndingTeacher(), texts, cache, lambda line: None)
    teacher = HashTeacher()
    told: list[str] = []
    found = general_vectors.general_vectors(teacher, texts, cache, told.append)
    assert len(teacher.asked) == len(texts) - 4
    assert told == ["embedding 1 of 4 new texts", "embedding 3 of 4 new texts"]
    assert np.abs(found - HashTeacher().encode(texts)).max() < 1e-3
    again = general_vectors.general_vectors(teacher, texts, cache, told.append)
    assert np.array_equal(again, found)


def test_the_way_into_the_space_of_the_table_keeps_angles() -> None:
    vectors = np.random.default_rng(2).standard_normal((500, 24)).astype(np.float32)
    projection = principal_axes(vectors, 8) @ fixed_rotation(8)
    assert projection.dtype == np.float32
    assert np.abs(projection.T @ projection - np.eye(8)).max() < 1e-5
    lengths = np.linalg.norm(vectors @ principal_axes(vectors, 24), axis=0)
    assert np.all(np.diff(lengths) < 0), "the longest axis comes first"


def test_prose_is_cut_between_sentences_and_code_is_left_out() -> None:
    text = "One sentence stands here. " * 12 + "\n\n>>> call(it)\n\nx = {}[1]\n"
    parts = list(split_prose(text))
    assert [len(part.split()) for part in parts] == [48]
    assert list(strings_of_python('"""A text."""\nname = "word"\n')) == ["A text."]
    assert list(strings_of_python("not python (")) == []


def test_a_model_with_another_tokeniser_is_told(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text('{"model": {"type": "BPE"}}', encoding="utf-8")
    with pytest.raises(ValueError, match="not WordPiece"):
        vocabulary_of(tmp_path)
