"""Test collections in the layout of BEIR (Thakur et al., 2021, arXiv:2104.08663).

A folder with ``corpus.jsonl`` (documents: ``_id``, ``title``, ``text``), ``queries.jsonl``
(``_id``, ``text``) and ``qrels/test.tsv`` (query, document and grade, parted by tabs, under a
header).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from live.search.passages import join_blocks, split_paragraphs
from mkdocs_liveguide.search.passages import Passage


class Document(NamedTuple):
    """What is searched."""

    title: str
    """May be empty."""
    text: str


@dataclass(frozen=True)
class Collection:
    """Documents, questions, and which documents answer which question how well."""

    documents: Mapping[str, Document]
    """By id."""
    questions: Mapping[str, str]
    """Text by id; only those with something relevant."""
    grades: Mapping[str, Mapping[str, float]]
    """By question's id, then document's id: more than 0."""


class CollectionError(ValueError):
    """The folder does not hold a collection that can be read; the text says what is wrong where."""


def read_collection(folder: Path) -> Collection:
    """Reads a collection.

    Raises:
        CollectionError: a file is missing or a line cannot be read.
    """
    documents = {
        str(entry["_id"]): Document(str(entry.get("title") or ""), str(entry.get("text") or ""))
        for entry in _lines(folder / "corpus.jsonl")
    }
    questions = {
        str(entry["_id"]): str(entry.get("text") or "")
        for entry in _lines(folder / "queries.jsonl")
    }
    grades = _grades(folder / "qrels" / "test.tsv", documents)
    asked = {key: text for key, text in questions.items() if grades.get(key)}
    if not asked:
        raise CollectionError(f"{folder}: no query has a relevant document in qrels/test.tsv")
    return Collection(documents, asked, grades)


def cut_documents(collection: Collection) -> tuple[list[Passage], list[str]]:
    """The passages of all documents, and the id of the document of each.

    A document without text has one passage if it has a title, else none.
    """
    passages: list[Passage] = []
    owners: list[str] = []
    for number, (name, document) in enumerate(collection.documents.items()):
        empty = [""] if document.title else []
        for text in join_blocks(split_paragraphs(document.text)) or empty:
            passages.append(Passage(number, document.title, (), "", text))
            owners.append(name)
    return passages, owners


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
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


def _grades(path: Path, documents: Container[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for number, row in enumerate(csv.reader(io.StringIO(_read(path)), delimiter="\t"), start=1):
        if not row:
            continue
        try:
            question, document, grade = row[0], row[1], float(row[-1])
        except (IndexError, ValueError):
            if number == 1:
                continue  # the header
            raise CollectionError(f"{path}:{number}: expected query, document and grade") from None
        if grade > 0 and document in documents:
            found.setdefault(question, {})[document] = grade
    return found
