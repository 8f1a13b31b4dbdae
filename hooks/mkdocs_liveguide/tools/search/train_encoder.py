"""Makes the general table of the search's query encoder, and reports on it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.encoder_table import GENERAL_FILE, GeneralEncoderTable
from mkdocs_liveguide.search.teacher import TeacherError, find_teacher
from mkdocs_liveguide.search.tokeniser import Tokeniser
from mkdocs_liveguide.tools.search.arguments import add_arguments
from mkdocs_liveguide.tools.search.general_corpus import collect, package_roots
from mkdocs_liveguide.tools.search.general_table import MOST_TOKENS, train_general
from mkdocs_liveguide.tools.search.general_vectors import general_vectors

LEFT_OUT = 2_000
"""Texts that are not trained on: the report's figures come from them."""


def vocabulary_of(folder: Path) -> list[str]:
    """The WordPiece vocabulary of a model, by number: BERT's is ordered by frequency.

    Args:
        folder: of the model, with its ``tokenizer.json``.

    Raises:
        TeacherError: the model has another kind of tokeniser.
    """
    try:
        model = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    except (OSError, ValueError, KeyError):
        model = {}
    if model.get("type") != "WordPiece":
        raise TeacherError(
            f'"{folder}", whose tokeniser is not WordPiece',
            "choose a model with a WordPiece tokeniser",
        )
    vocabulary: dict[str, int] = model["vocab"]
    return sorted(vocabulary, key=vocabulary.__getitem__)


def agreement(
    table: GeneralEncoderTable, texts: Sequence[str], vectors: Floats
) -> dict[str, float]:
    """How well the table stands for the teacher on texts that it was not trained on.

    Args:
        table: of the general stage.
        texts: `n_texts`; those without tokens are left out.
        vectors: the teacher's, at length 1, float32, (n_texts, teacher_dim).

    Returns:
        ``cosine``: of table and teacher, mean, -1 to 1; ``first``: the share of texts whose own
        teacher vector is the nearest of all, 0 to 1.
    """
    tokeniser = Tokeniser(table.tokens)
    numbers = [tokeniser.numbers(text) for text in texts]
    usable = [at for at, each in enumerate(numbers) if each]
    student = unit(np.stack([table.rows[numbers[at]].mean(axis=0) for at in usable]))
    teacher = table.project(vectors[usable])
    cosines = student @ teacher.T
    first = cosines.argmax(axis=1) == np.arange(len(usable))
    return {
        "cosine": round(float(cosines.diagonal().mean()), 4),
        "first": round(float(first.mean()), 4),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the tool; returns its exit code."""
    parser = argparse.ArgumentParser(prog="train-encoder", description=__doc__)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(str(GENERAL_FILE)),
        help="the file to write (default: the one that builds read)",
    )
    parser.add_argument("--texts", type=int, default=150_000, help="how many texts at most")
    parser.add_argument("--seed", type=int, default=13, help="of the draw of the texts")
    add_arguments(parser)
    chosen = parser.parse_args(arguments)
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", file=sys.stderr, flush=True)

    try:
        teacher = replace(find_teacher(chosen.teacher), tokens=MOST_TOKENS, quick=True)
        vocabulary = vocabulary_of(teacher.folder)
        say("collecting text from the standard library and the installed packages")
        texts = collect(package_roots(), limit=chosen.texts, seed=chosen.seed)
        say(f"{len(texts):,} texts, {sum(len(text.split()) for text in texts):,} words")
        vectors = general_vectors(teacher, texts, Cache(chosen.cache, say), say)
        table = train_general(teacher, vocabulary, texts[LEFT_OUT:], vectors[LEFT_OUT:], say)
    except TeacherError as error:
        print(error, file=sys.stderr)
        return 1
    data = table.to_bytes()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(data)
    report = {
        "texts": len(texts) - LEFT_OUT,
        "tokens": len(table.tokens),
        "dims": table.rows.shape[1],
        "bytes": len(data),
        "float": agreement(table, texts[:LEFT_OUT], vectors[:LEFT_OUT]),
        "kept": agreement(
            GeneralEncoderTable.from_bytes(data), texts[:LEFT_OUT], vectors[:LEFT_OUT]
        ),
    }
    print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
