"""The encoder's table in its two forms: the general one that is kept, and the one a site ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from live.search import container as pack
from live.search import encoder
from live.search.wordpiece import basic_words, pieces
from mkdocs_liveguide.search.quantise import (
    Floats,
    fixed_rotation,
    rows_from_half_bytes,
    rows_to_half_bytes,
    unit,
)
from mkdocs_liveguide.search.teacher import Teacher, teacher_error
from mkdocs_liveguide.search.training import GENERAL, SITE, Recipe, train

COMMITTED = Path(__file__).with_name("data") / "general.bin"
KIND, VERSION = "general-table", 1
DIMS = 256
COMMON_TOKENS = 8_000
"""Tokens that every site ships: those most used in the general text. A site adds its own."""
MOST_TOKENS = 256
_RARE = 1e-4  # a of the weight a / (a + p) that makes frequent tokens short


@dataclass(frozen=True)
class GeneralTable:
    """Token rows trained on general text, and the way into their space."""

    tokens: list[str]
    """The most frequent in the general text first."""
    rows: Floats
    """float32, (tokens, DIMS)."""
    projection: Floats
    """float32, (teacher's dims, DIMS): principal axes of the general text, then a rotation."""
    teacher: str
    """The id of the teacher that it was trained on."""

    def project(self, vectors: Floats) -> Floats:
        """The teacher's vectors in the table's space, at length 1."""
        return unit(vectors @ self.projection)

    def to_bytes(self) -> bytes:
        """The file that is kept."""
        data, scales = rows_to_half_bytes(self.rows)
        axes = self.projection.astype("<f2")
        sections = {
            **encoder.sections(self.tokens, DIMS, data, scales.tolist()),
            "projection": pack.Section("f2", axes.shape, axes.tobytes()),
        }
        return pack.write({"kind": KIND, "version": VERSION, "teacher": self.teacher}, sections)

    @classmethod
    def from_bytes(cls, data: bytes) -> GeneralTable:
        """Reads the file.

        Raises:
            PackError: it is damaged or of another kind.
        """
        file = pack.read(data, KIND, VERSION)
        scales = np.frombuffer(file.raw("scales"), dtype="<f2")
        rows = rows_from_half_bytes(file.raw("rows"), scales, file.shape("rows")[1])
        axes = np.frombuffer(file.raw("projection"), dtype="<f2").reshape(file.shape("projection"))
        tokens = file.text("tokens").split("\n")
        return cls(tokens, rows, axes.astype(np.float32), file.meta["teacher"])


def load_table(name: str, teacher: str) -> GeneralTable:
    """The general table, which must be for this teacher.

    Raises:
        ContentError: it is for another one.
    """
    table = GeneralTable.from_bytes(COMMITTED.read_bytes())
    if table.teacher != teacher:
        raise teacher_error(
            f'"{name}", a model that the query encoder was not trained for',
            f"train it: ./scripts/train-encoder --teacher {name}",
        )
    return table


class Tokeniser:
    """Texts to token numbers; words are looked up once."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._vocabulary = {token: number for number, token in enumerate(tokens)}
        self._known: dict[str, list[int]] = {}

    def numbers(self, text: str) -> list[int]:
        """The first 256 tokens of a text, those that the encoder itself reads."""
        found: list[int] = []
        for word in basic_words(text):
            if word not in self._known:
                self._known[word] = pieces(word, self._vocabulary)
            found.extend(self._known[word])
        return found[:MOST_TOKENS]


def principal_axes(vectors: Floats, dims: int) -> Floats:
    """The axes along which vectors are longest, not centred; float32, (vectors' dims, dims)."""
    _, axes = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors / len(vectors))
    # The sign of an axis is the solver's whim: fix it, so that machines agree.
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    chosen: Floats = (axes * signs)[:, ::-1][:, :dims].astype(np.float32)
    return chosen


def train_general(
    teacher: Teacher,
    vocabulary: Sequence[str],
    texts: Sequence[str],
    vectors: Floats,
    recipe: Recipe = GENERAL,
    say: Callable[[str], None] = lambda line: None,
) -> GeneralTable:
    """The general stage.

    Args:
        teacher: embeds the tokens for the first rows.
        vocabulary: WordPiece tokens, the most frequent first.
        texts: short texts.
        vectors: the teacher's vectors of them, float32, (texts, teacher's dims).
        recipe: the stage's settings.
        say: told the loss.
    """
    tokens = [token for token in vocabulary if token.isascii() and not token.startswith("[")]
    projection = principal_axes(vectors, DIMS) @ fixed_rotation(DIMS)
    first = unit(teacher.encode([token.removeprefix("##") for token in tokens])) @ projection
    rank = np.arange(1, len(tokens) + 1)
    share = 1 / rank / np.sum(1 / rank)
    rows = (first * (_RARE / (_RARE + share))[:, None]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1).mean()
    numbers = [each[:64] for each in map(Tokeniser(tokens).numbers, texts)]
    rows = train(rows, numbers, unit(vectors @ projection), recipe, say)
    used = Counter(number for text in numbers for number in text)
    order = sorted(range(len(tokens)), key=lambda number: (-used[number], number))
    return GeneralTable([tokens[number] for number in order], rows[order], projection, teacher.id)


@dataclass(frozen=True)
class SiteTable:
    """Token rows tuned to one site."""

    tokens: list[str]
    rows: Floats
    """float32, (tokens, DIMS)."""

    def to_bytes(self) -> bytes:
        """The encoder's file as the browser reads it."""
        data, scales = rows_to_half_bytes(self.rows)
        return encoder.write({}, self.tokens, DIMS, data, scales.tolist())


def tune(
    table: GeneralTable,
    texts: Sequence[str],
    vectors: Floats,
    recipe: Recipe = SITE,
    say: Callable[[str], None] = lambda line: None,
) -> SiteTable:
    """The site stage: trains the table on a site's passages and keeps the rows that it may need.

    Args:
        table: of the general stage.
        texts: the passages.
        vectors: the teacher's, projected, float32, (passages, DIMS).
        recipe: the stage's settings.
        say: told the loss.
    """
    tokeniser = Tokeniser(table.tokens)
    numbers = [tokeniser.numbers(text) for text in texts]
    rows = train(table.rows, numbers, vectors, recipe, say)
    own = {number for text in numbers for number in text}
    kept = sorted(own | set(range(min(COMMON_TOKENS, len(table.tokens)))))
    return SiteTable([table.tokens[number] for number in kept], rows[kept])
