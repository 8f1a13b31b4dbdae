"""Makes the general table: token rows trained on general text, and the way into their space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.encoder_table import DIM, GeneralEncoderTable
from mkdocs_liveguide.search.teacher import SentenceTransformersTeacher
from mkdocs_liveguide.search.tokeniser import Tokeniser
from mkdocs_liveguide.search.training import Recipe, train

GENERAL = Recipe(epochs=5)
MOST_TOKENS = 64
"""Tokens of a text that are trained on; the texts are hardly longer."""
_FREQUENT = 1e-4
"""The a of the weight a / (a + p) that makes the rows of frequent tokens short, where p is a
token's share of all text (S. Arora, Y. Liang and T. Ma, "A Simple but Tough-to-Beat Baseline for
Sentence Embeddings", ICLR 2017)."""


def train_general(
    teacher: SentenceTransformersTeacher,
    vocabulary: Sequence[str],
    texts: Sequence[str],
    vectors: Floats,
    say: Callable[[str], None] = lambda line: None,
    recipe: Recipe = GENERAL,
) -> GeneralEncoderTable:
    """Trains the general table.

    The rows begin as the teacher's vectors of the tokens themselves, shorter the more frequent a
    token is, its share of all text being estimated from its rank by Zipf's law.

    Args:
        teacher: embeds the tokens.
        vocabulary: WordPiece tokens, the most frequent first.
        texts: short texts, `n_texts`.
        vectors: the teacher's vectors of them, at length 1, float32, (n_texts, teacher_dim).
        say: told the loss of each epoch.
        recipe: the settings of the training.
    """
    tokens = [token for token in vocabulary if token.isascii() and not token.startswith("[")]
    projection = principal_axes(vectors, DIM) @ fixed_rotation(DIM)
    first = unit(teacher.encode([token.removeprefix("##") for token in tokens])) @ projection
    rank = np.arange(1, len(tokens) + 1)
    share = 1 / rank / np.sum(1 / rank)
    rows = (first * (_FREQUENT / (_FREQUENT + share))[:, None]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1).mean()
    numbers = [each[:MOST_TOKENS] for each in map(Tokeniser(tokens).numbers, texts)]
    rows = train(rows, numbers, unit(vectors @ projection), recipe, say)
    used = Counter(number for text in numbers for number in text)
    order = sorted(range(len(tokens)), key=lambda number: (-used[number], number))
    ordered = [tokens[number] for number in order]
    return GeneralEncoderTable(ordered, rows[order], projection, teacher.model_id)


def principal_axes(vectors: Floats, dim: int) -> Floats:
    """The axes along which vectors are longest, not centred, the longest first.

    Args:
        vectors: of any length, float32, (n, teacher_dim).
        dim: how many axes.

    Returns:
        Columns at length 1, float32, (teacher_dim, dim).
    """
    _, axes = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors / len(vectors))
    # The sign of an axis is the solver's whim: fix it, so that machines agree.
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    chosen: Floats = (axes * signs)[:, ::-1][:, :dim].astype(np.float32)
    return chosen


def fixed_rotation(dim: int, seed: int = 7) -> Floats:
    """A random rotation, the same for one seed: it spreads each vector evenly over its numbers.

    Returns:
        Orthogonal matrix, float32, (dim, dim).
    """
    gaussian = np.random.default_rng(seed).standard_normal((dim, dim))
    q, r = np.linalg.qr(gaussian)
    return (q * np.sign(np.diag(r))).astype(np.float32)
