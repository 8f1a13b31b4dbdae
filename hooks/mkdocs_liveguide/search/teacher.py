"""The model that embeds the passages, through sentence-transformers.

Nothing heavy is imported before a text must really be embedded: a build whose passages are all in
the cache never loads PyTorch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.search.arrays import Floats, torch_on_one_thread, unit
from mkdocs_liveguide.sources.problems import ContentError, Problem

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
BATCH = 32
"""Texts that are embedded before their vectors are kept."""
_MANNER = "each text alone"
"""How texts are embedded, as part of the id: other vectors are not to be taken for these."""


class TeacherError(ValueError):
    """The teacher that was named is not to be had.

    Args:
        found: what was named, and what is wrong with it.
        fix: what to do.
    """

    def __init__(self, found: str, fix: str) -> None:
        self.found, self.fix = found, fix
        self.expected = "a sentence-transformers model as the search's teacher"
        super().__init__(f"found {found}; expected {self.expected}; {fix}")

    def at(self, path: str, line: int) -> ContentError:
        """The same as a problem of the sources, in the place that names the teacher."""
        return ContentError([Problem(path, line, self.found, self.expected, self.fix)])


class Teacher(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def model_id(self) -> str:
        """Equal for equal weights."""

    @property
    def id(self) -> str:
        """Equal for those that give equal vectors: part of the key under which they are kept."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors at length 1, float32, (n_texts, teacher_dim).

        Each depends on nothing but its text, to the last bit.
        """


@dataclass(frozen=True)
class SentenceTransformersTeacher:
    """A sentence-transformers model in a folder."""

    folder: Path
    model_id: str
    """Equal for equal weights."""
    tokens: int | None = None
    """Tokens of a text that are read; None for the model's own limit."""
    quick: bool = False
    """Half precision where the processor has it: three times the speed, cosines off by about
    1e-5."""

    @property
    def id(self) -> str:
        """The model, and settings that change its vectors."""
        settings = [f"{self.tokens} tokens"] if self.tokens else []
        return ", ".join([self.model_id, _MANNER, *settings, *(["quick"] if self.quick else [])])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Embeds each text alone and on one thread, as many at once as there are processors.

        In a batch, a text is padded to the length of the longest beside it, and a sum over more
        zeros is taken in another order: its last bits would tell which texts were embedded
        together. Shared out among threads, they might tell how many. Alone costs no more, since a
        passage is work enough for one processor, and nothing is padded.

        A GPU of PyTorch's (CUDA, ROCm) is used where there is one, for one text after the other.

        Raises:
            TeacherError: the model cannot be loaded.
        """
        import torch

        processors = (os.process_cpu_count() or 1) if self._model.device.type == "cpu" else 1
        with torch_on_one_thread():
            keep_to_one = torch.set_num_threads
            with ThreadPoolExecutor(processors, initializer=keep_to_one, initargs=(1,)) as threads:
                vectors = list(threads.map(self._encode_alone, texts))
        return unit(np.stack(vectors).astype(np.float32))

    def _encode_alone(self, text: str) -> Floats:
        """The vector of one text, of any length, (teacher_dim,)."""
        import torch

        half = self.quick and torch.cpu.get_capabilities().get("avx512_bf16", False)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            (vector,) = self._model.encode([text], show_progress_bar=False, convert_to_numpy=True)
        result: Floats = vector
        return result

    @cached_property
    def _model(self) -> SentenceTransformer:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            model = SentenceTransformer(str(self.folder), device=device, local_files_only=True)
        except Exception as error:
            raise TeacherError(
                f'"{self.folder}", which sentence-transformers cannot load ({error})',
                "check that the folder is whole: config.json, modules.json, tokenizer and weights",
            ) from error
        if self.tokens:
            model.max_seq_length = self.tokens
        # Sets the tokeniser's padding, which threads may not do together.
        model.preprocess(["word"])
        return model


def find_teacher(name: str, cache: Cache | None = None) -> SentenceTransformersTeacher:
    """The teacher of that name.

    Args:
        name: a folder with a sentence-transformers model, a Python package that carries one in its
            folder `model`, or the name of a model that lies in the cache of the model hub's client.
        cache: keeps the hash of its weights, which are read anew when the file has changed.

    Raises:
        TeacherError: there is no such model here; says what to do.
    """
    folder = _folder_of(name)
    if folder is None:
        raise TeacherError(
            f'"{name}", which is no folder, no installed package with a model, and not in the'
            " cache of downloaded models",
            f"install the package, or download it once with a network: hf download {name}",
        )
    weights = next((folder / file for file in WEIGHTS if (folder / file).is_file()), None)
    if weights is None:
        raise TeacherError(
            f'"{name}", a folder without weights ({" or ".join(WEIGHTS)})',
            "name the folder of a whole sentence-transformers model",
        )
    return SentenceTransformersTeacher(folder, _hash_of(weights, cache)[:16])


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


def _hash_of(path: Path, cache: Cache | None) -> str:
    """SHA-256 of a file's content, in hex."""

    def make() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    if cache is None:
        return make()
    state = path.stat()
    parts = [str(path.resolve()), str(state.st_size), str(state.st_mtime_ns)]
    return str(Kept(cache, "model-hashes", "").get_or_make(parts, make))
