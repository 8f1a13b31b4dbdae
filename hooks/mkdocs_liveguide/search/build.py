"""The search's stage of the build: pages in, files for the browser and measured quality out."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

import numpy as np

from live.search import layout
from live.search.answerability import DEFAULT_WEIGHTS, Weights
from live.search.index import Index
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.runtime.prebuilt import installed_version
from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.search.embeddings import encode_cached
from mkdocs_liveguide.search.encoder_table import (
    DIM,
    GENERAL_FILE,
    GeneralEncoderTable,
    SiteEncoderTable,
    load_encoder_table,
)
from mkdocs_liveguide.search.index_files import IndexOptions, write_index
from mkdocs_liveguide.search.memory import open_files
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import Passage, SearchPage, cut_pages
from mkdocs_liveguide.search.quality import Quality, measure_guide, report_lines
from mkdocs_liveguide.search.teacher import TeacherError, find_teacher
from mkdocs_liveguide.search.training import SITE
from mkdocs_liveguide.search.tuning import tune
from mkdocs_liveguide.sources.imports import imports_of


@dataclass(frozen=True)
class SearchArtefacts:
    """What the stage makes."""

    artefacts: Sequence[Artefact] = ()
    report: Sequence[str] = ()
    """What was measured, a line each."""
    quality: Quality | None = None
    """The same as data; None for a guide without questions."""
    first_files: Sequence[str] = ()
    """The artefacts that a page may ask for at once, before it knows the question."""
    index: Index | None = field(default=None, repr=False)
    """The finished index, open; None for a guide without text."""


def build_search(
    pages: Sequence[SearchPage],
    cache: Cache,
    options: SearchOptions,
    say: Callable[[str], None] = lambda line: None,
) -> SearchArtefacts:
    """Makes the search of a guide.

    Only passages that changed are embedded anew, and the encoder is tuned only when one did.

    Args:
        pages: all that the search is to find, finished.
        cache: keeps vectors and tuned tables.
        options: see `SearchOptions`.
        say: told how far the embedding is.

    Raises:
        ContentError: the teacher is missing or is not the one that the general table is for, a
            question names a place that does not exist, or the table lost too much by its rounding.
    """
    try:
        return _build(pages, cache, options, say)
    except TeacherError as error:
        raise error.at(options.teacher_place.path, options.teacher_place.line) from None


def _build(
    pages: Sequence[SearchPage], cache: Cache, options: SearchOptions, say: Callable[[str], None]
) -> SearchArtefacts:
    passages = cut_pages(pages)
    if not passages:
        return SearchArtefacts(report=("search: no page has text",))
    teacher = find_teacher(options.teacher)
    table = load_encoder_table(options.teacher, teacher.model_id)
    # Lists of links answer nothing: they are found by their words, and have no direction.
    answers = [at for at, passage in enumerate(passages) if not passage.leads_on]
    texts = [passages[at].full_text for at in answers]
    vectors = np.zeros((len(passages), DIM), dtype=np.float32)
    if texts:
        vectors[answers] = table.project(encode_cached(teacher, texts, cache, say))
    site = _tuned(table, texts, vectors[answers], cache)
    entries = [layout.PageEntry(page.title, page.url, page.kind) for page in pages]
    encoder = Artefact(layout.ENCODER, site.to_bytes())
    src_uris = [page.src_uri for page in pages]

    def files(weights: Weights) -> list[Artefact]:
        told = IndexOptions(weights, options.copy_template)
        return [*write_index(entries, passages, vectors, told), encoder]

    quality = measure_guide(
        options, src_uris, passages, open_files(files(DEFAULT_WEIGHTS)), site, vectors,
        lambda questions: table.project(encode_cached(teacher, questions, cache, say)),
    )  # fmt: skip
    finished = files(quality.answerability.weights if quality else DEFAULT_WEIGHTS)
    return SearchArtefacts(
        finished,
        [*size_lines(finished, passages, site), *(report_lines(quality) if quality else ())],
        quality,
        first_files(finished),
        open_files(finished),
    )


def _tuned(
    table: GeneralEncoderTable, texts: Sequence[str], vectors: Floats, cache: Cache
) -> SiteEncoderTable:
    """The site's table, kept with its numbers at half precision."""

    def make() -> bytes:
        tuned = tune(table, texts, vectors)
        buffer = io.BytesIO()
        np.savez(buffer, tokens=np.array(tuned.tokens), rows=tuned.rows.astype(np.float16))
        return buffer.getvalue()

    key = key_of(GENERAL_FILE.read_bytes(), repr(SITE), *_tuning_code(), *texts)
    return cache.load_or_make("encoder", key, make, _read_tuned)


def _tuning_code() -> list[bytes | str]:
    """All of it, and what it computes with."""
    code = imports_of(["import mkdocs_liveguide.search.tuning"], []).files
    packages = (f"{name}=={version(name)}" for name in ("torch", "numpy"))
    return [installed_version(), *(file.read_bytes() for file in code), *packages]


def _read_tuned(content: bytes) -> SiteEncoderTable:
    with np.load(io.BytesIO(content)) as kept:
        tokens, rows = kept["tokens"].tolist(), kept["rows"].astype(np.float32)
    is_table = rows.shape == (len(tokens), DIM) and all(isinstance(each, str) for each in tokens)
    if not is_table or not np.isfinite(rows).all():
        raise ValueError("not a tuned table")
    return SiteEncoderTable(tokens, rows)


def first_files(files: Sequence[Artefact]) -> list[str]:
    """What every query needs, and where there is one file of a kind, that file."""
    names = {file.name for file in files}
    single = [
        f"search/{kind}-0.bin"
        for kind in ("vectors", "postings", "texts")
        if f"search/{kind}-1.bin" not in names
    ]
    return [layout.INDEX, layout.ENCODER, *single]


def size_lines(
    files: Sequence[Artefact], passages: Sequence[Passage], site: SiteEncoderTable
) -> list[str]:
    """What a reader pays before the first answer, as text."""
    sizes: Mapping[str, int] = {file.name: len(file.content) for file in files}
    first = sum(sizes[name] for name in first_files(files))
    each = (sum(sizes.values()) - sizes[layout.ENCODER]) / len(passages)
    return [
        f"search: {len(passages)} passages, {len(site.tokens):,} token rows of {DIM} numbers;"
        f" {first / 1e6:.2f} MB before the first answer,"
        f" {each:.0f} bytes a passage beyond the encoder"
    ]
