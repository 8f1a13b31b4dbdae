"""The encoder's table in its two forms: the general one that is kept, and the one a site ships."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np

from live.search import container, encoder
from mkdocs_liveguide.search.arrays import Floats, one_thread, unit
from mkdocs_liveguide.search.quantise import rows_from_half_bytes, rows_to_half_bytes
from mkdocs_liveguide.search.teacher import TeacherError
from mkdocs_liveguide.search.tokeniser import Tokeniser

GENERAL_FILE = files("mkdocs_liveguide.search") / "data" / "general.bin"
"""The general table that comes with the package."""
KIND, VERSION = "general-table", 1
DIM = 256
"""Numbers of a vector in the space of the index."""


@dataclass(frozen=True)
class GeneralEncoderTable:
    """Token rows trained on general text, and the way into their space."""

    tokens: list[str]
    """`n_tokens`, the most frequent in the general text first."""
    rows: Floats = field(repr=False)
    """Of any length, float32, (n_tokens, DIM)."""
    projection: Floats = field(repr=False)
    """float32, (teacher_dim, DIM): principal axes of the general text, then a rotation."""
    teacher: str
    """The id of the model that it was trained on."""

    @property
    def words(self) -> list[str]:
        """Its tokens that are whole words."""
        return [token for token in self.tokens if token.isalpha()]

    def project(self, vectors: Floats) -> Floats:
        """The teacher's vectors in the table's space, at length 1, float32, (n, DIM).

        Each depends on its own vector only, to the last bit: a product of whole matrices sums in
        an order that depends on how many rows there are.

        Args:
            vectors: float32, (n, teacher_dim).
        """
        projected = np.empty((len(vectors), self.projection.shape[1]), dtype=np.float32)
        with one_thread():
            for row, vector in zip(projected, vectors, strict=True):
                np.matmul(vector, self.projection, out=row)
        return unit(projected)

    def to_bytes(self) -> bytes:
        """The file that is kept: a container of kind ``general-table``.

        Sections: those of the encoder's file, and ``projection`` (f2, (teacher_dim, DIM)). Meta:
        ``teacher``.
        """
        data, scales = rows_to_half_bytes(self.rows)
        axes = self.projection.astype("<f2")
        sections = {
            **encoder.sections(self.tokens, self.rows.shape[1], data, scales.tolist()),
            "projection": container.Section("f2", axes.shape, axes.tobytes()),
        }
        meta = {"kind": KIND, "version": VERSION, "teacher": self.teacher}
        return container.write(meta, sections)

    @classmethod
    def from_bytes(cls, data: bytes) -> GeneralEncoderTable:
        """Reads the file.

        Raises:
            ContainerError: it is damaged or of another kind.
        """
        file = container.read(data, KIND, VERSION)
        scales = np.frombuffer(file.raw("scales"), dtype="<f2")
        rows = rows_from_half_bytes(file.raw("rows"), scales, file.shape("rows")[1])
        axes = np.frombuffer(file.raw("projection"), dtype="<f2").reshape(file.shape("projection"))
        tokens = file.text("tokens").split("\n")
        return cls(tokens, rows, axes.astype(np.float32), file.meta["teacher"])


@dataclass(frozen=True)
class SiteEncoderTable:
    """Token rows tuned to one site."""

    tokens: list[str]
    """`n_tokens`."""
    rows: Floats = field(repr=False)
    """Of any length, float32, (n_tokens, DIM)."""

    @cached_property
    def _tokeniser(self) -> Tokeniser:
        return Tokeniser(self.tokens)

    def embed(self, text: str) -> Floats:
        """The mean of a text's rows, float32, (DIM,); zeros for a text without tokens."""
        numbers = self._tokeniser.numbers(text)
        mean: Floats = self.rows[numbers].mean(axis=0) if numbers else np.zeros_like(self.rows[0])
        return mean

    def to_bytes(self) -> bytes:
        """The encoder's file as the browser reads it; see `live.search.encoder`."""
        data, scales = rows_to_half_bytes(self.rows)
        return encoder.write(self.tokens, self.rows.shape[1], data, scales.tolist())


def load_encoder_table(name: str, teacher: str) -> GeneralEncoderTable:
    """The general table, which must be for this teacher.

    Args:
        name: of the teacher, as an author wrote it.
        teacher: the id of its model.

    Raises:
        TeacherError: it is for another one.
    """
    table = _read(GENERAL_FILE.read_bytes())
    if table.teacher != teacher:
        raise TeacherError(
            f'"{name}", a model that the query encoder was not trained for',
            f"train it: python -m mkdocs_liveguide.tools.search.train_encoder --teacher {name}",
        )
    return table


# A preview asks for it at each edit.
_read = lru_cache(1)(GeneralEncoderTable.from_bytes)
