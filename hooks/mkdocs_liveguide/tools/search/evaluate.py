"""Measures how well the search ranks a collection in BEIR's layout."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from live.search.index import Index
from live.search.layout import ENCODER, PageEntry
from live.search.query import answer
from live.search.scores import Scores
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.embeddings import encode_cached
from mkdocs_liveguide.search.encoder_table import GeneralEncoderTable, load_encoder_table
from mkdocs_liveguide.search.index_files import write_index
from mkdocs_liveguide.search.memory import open_files
from mkdocs_liveguide.search.metrics import Figures, measure
from mkdocs_liveguide.search.systems import ExactVectors, orders, shipped_scores, unique
from mkdocs_liveguide.search.teacher import Teacher, TeacherError, find_teacher
from mkdocs_liveguide.search.tuning import tune
from mkdocs_liveguide.tools.search.arguments import add_arguments
from mkdocs_liveguide.tools.search.collection import (
    Collection,
    CollectionError,
    cut_documents,
    read_collection,
)

DEPTH = 1_000
"""Passages of a ranking that are looked at, before they become documents."""
TIMED = 50
"""Questions whose answers are timed, the first."""
SHIPPED = {"keyword": "bm25", "meaning": "static", "both": "hybrid"}
"""What the report calls the rankings that a reader gets."""
TEACHER = {"meaning": "teacher", "both": "teacher_hybrid"}
"""What it calls those with the teacher's vectors."""


def evaluate(
    collection: Collection,
    teacher: Teacher,
    table: GeneralEncoderTable,
    cache: Cache,
    say: Callable[[str], None],
) -> dict[str, object]:
    """Builds the search for a collection as for a guide, asks all its questions, and measures.

    Args:
        collection: what is searched and asked.
        teacher: embeds passages and questions.
        table: the encoder's general table.
        cache: keeps the vectors.
        say: told each step.

    Returns:
        The report: for ``bm25``, ``static``, ``hybrid``, ``teacher`` and ``teacher_hybrid`` a
        dictionary with ``ndcg@10``, ``recall@5`` and ``mrr@10``, 0 to 1; ``bytes_per_passage`` (of
        the index without the encoder) and ``encoder_bytes``; ``query_ms``, the median time of a
        whole query in milliseconds, texts and excerpts included; and how many ``documents``,
        ``passages`` and ``queries`` there are.
    """
    passages, owners = cut_documents(collection)
    texts = [passage.full_text for passage in passages]
    questions = list(collection.questions.values())
    full = encode_cached(teacher, texts, cache, say)
    asked = encode_cached(teacher, questions, cache, say)
    vectors = table.project(full)
    say(f"tuning the encoder on {len(passages):,} passages")
    encoder = Artefact(ENCODER, tune(table, texts, vectors).to_bytes())
    pages = [
        PageEntry(document.title, f"{name}/", "page")
        for name, document in collection.documents.items()
    ]
    files = write_index(pages, passages, vectors, right=table.words)
    opened = open_files([*files, encoder])
    say(f"asking {len(questions):,} questions")
    ranked = _rank(opened, questions, ExactVectors(full, asked), owners)
    grades = [collection.grades[key] for key in collection.questions]
    total = sum(len(file.content) for file in files)
    return {
        **{name: _rounded(measure(order, grades)) for name, order in ranked.items()},
        "bytes_per_passage": round(total / max(len(passages), 1), 1),
        "encoder_bytes": len(encoder.content),
        "query_ms": round(_query_ms(opened, questions[:TIMED]), 2),
        "documents": len(collection.documents),
        "passages": len(passages),
        "queries": len(questions),
    }


def _rank(
    opened: Index, questions: Sequence[str], teacher: ExactVectors, owners: Sequence[str]
) -> dict[str, list[list[str]]]:
    """By system: for each question the documents, the best first."""
    ranked: dict[str, list[list[str]]] = {
        name: [] for name in (*SHIPPED.values(), *TEACHER.values())
    }
    encoder = opened.encoder()

    def add(scores: Scores, names: Mapping[str, str]) -> None:
        found = orders(scores)
        for ranking, name in names.items():
            ranked[name].append(unique(owners[at] for at in found[ranking][:DEPTH]))

    for number, question in enumerate(questions):
        add(shipped_scores(opened, encoder, question), SHIPPED)
        add(teacher.scores(opened, question, number), TEACHER)
    return ranked


def _rounded(figures: Figures) -> dict[str, float]:
    return {
        "ndcg@10": round(figures.ndcg_10, 4),
        "recall@5": round(figures.recall[5], 4),
        "mrr@10": round(figures.mrr_10, 4),
    }


def _query_ms(opened: Index, questions: Sequence[str]) -> float:
    times = []
    for question in questions:
        began = time.perf_counter()
        answer(lambda: opened, question)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the tool; returns its exit code."""
    parser = argparse.ArgumentParser(prog="evaluate-search", description=__doc__)
    parser.add_argument("folder", type=Path, help="corpus.jsonl, queries.jsonl and qrels/test.tsv")
    parser.add_argument("--json", action="store_true", help="print JSON on one line")
    add_arguments(parser)
    chosen = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    try:
        collection = read_collection(chosen.folder)
        teacher = replace(find_teacher(chosen.teacher), quick=True)
        table = load_encoder_table(chosen.teacher, teacher.model_id)
        report = evaluate(collection, teacher, table, Cache(chosen.cache, say), say)
    except (CollectionError, TeacherError) as error:
        say(str(error))
        return 1
    print(json.dumps(report, indent=None if chosen.json else 2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
