"""The model that embeds the passages, through sentence-transformers.

Nothing heavy is imported before a text must really be embedded: a build whose passages are all in
the cache never loads PyTorch.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.search.quantise import Floats, unit
from mkdocs_liveguide.sources.problems import ContentError, Problem

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_SETTING = "extra.search.teacher"


class Teacher(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def id(self) -> str:
        """Equal for equal models: the key under which vectors are kept."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors at length 1, float32, (texts, dims)."""


@dataclass(frozen=True)
class SentenceTransformersTeacher:
    """A sentence-transformers model in a folder."""

    folder: Path
    id: str
    tokens: int | None = None
    """Tokens of a text that are read; None for the model's own limit."""
    quick: bool = False
    """Half precision where the processor has it: three times the speed, cosines off by about
    1e-5."""

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise teacher_error(
                f'"{self.folder}", which sentence-transformers cannot load ({error})',
                "check that the folder is whole: config.json, modules.json, tokenizer and weights",
            ) from error
        if self.tokens:
            model.max_seq_length = self.tokens
        return model

    def encode(self, texts: Sequence[str], batch: int = 32) -> Floats:
        """Embeds texts; those of like length go together, so that little is padded."""
        import torch

        half = self.quick and torch.cpu.get_capabilities().get("avx512_bf16", False)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
            vectors = self._model.encode(
                list(texts), batch_size=batch, show_progress_bar=False, convert_to_numpy=True
            )
        return unit(vectors.astype(np.float32))


def find_teacher(name: str) -> SentenceTransformersTeacher:
    """The teacher that the configuration names.

    Args:
        name: a folder with a sentence-transformers model, a Python package that carries one in its
            folder `model`, or the name of a model that lies in the cache of the model hub's client.

    Raises:
        ContentError: there is no such model here; says what to do.
    """
    folder = _folder_of(name)
    if folder is None:
        raise teacher_error(
            f'"{name}", which is no folder, no installed package with a model, and not in the'
            " cache of downloaded models",
            f"install the package, or download it once with a network: hf download {name}",
        )
    weights = next((folder / file for file in WEIGHTS if (folder / file).is_file()), None)
    if weights is None:
        raise teacher_error(
            f'"{name}", a folder without weights ({" or ".join(WEIGHTS)})',
            "name the folder of a whole sentence-transformers model",
        )
    return SentenceTransformersTeacher(folder, _hash_of(weights, weights.stat().st_mtime_ns)[:16])


def teacher_error(found: str, fix: str) -> ContentError:
    """A problem with the configuration of the teacher."""
    expected = f"a sentence-transformers model at {_SETTING}"
    return ContentError([Problem("mkdocs.yml", _line_of_setting(), found, expected, fix)])


def _line_of_setting() -> int:
    try:
        lines = Path("mkdocs.yml").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 1
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith("teacher:")), 1)


def _folder_of(name: str) -> Path | None:
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if name.isidentifier():
        package = importlib.util.find_spec(name)
        if package and package.submodule_search_locations:
            return Path(package.submodule_search_locations[0]) / "model"
    return _downloaded(name)


def _downloaded(name: str) -> Path | None:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for weights in WEIGHTS:
        try:
            found = try_to_load_from_cache(name, weights)
        except HFValidationError:
            return None
        if isinstance(found, str):
            return Path(found).parent
    return None


@lru_cache(maxsize=8)
def _hash_of(path: Path, changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def encode_cached(
    teacher: Teacher,
    texts: Sequence[str],
    cache: Cache,
    say: Callable[[str], None] = lambda line: None,
) -> Floats:
    """Vectors of texts; only those that have never been embedded by this teacher are embedded now.

    Returns:
        float32, (texts, dims); (0, 0) for no texts.
    """
    keys = [key_of(teacher.id, text) for text in texts]
    known = {key: cache.get("teacher", key) for key in dict.fromkeys(keys)}
    new = {key: text for key, text in zip(keys, texts, strict=True) if known[key] is None}
    if new:
        say(f"embedding {len(new)} of {len(texts)} passages")
        for key, vector in zip(new, teacher.encode(list(new.values())), strict=True):
            known[key] = vector.astype("<f4").tobytes()
            cache.put("teacher", key, known[key] or b"")
    rows = [np.frombuffer(known[key] or b"", dtype="<f4") for key in keys]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
