"""The search's stage of the build: pages in, files for the browser and measured quality out."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version

import numpy as np

from live.search import layout
from live.search.answerability import DEFAULT_WEIGHTS, Weights
from live.search.index import Index
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.code import code_key
from mkdocs_liveguide.building.progress import nobody, progress
from mkdocs_liveguide.runtime.prebuilt import installed_version
from mkdocs_liveguide.search.answering import Outcome, ask
from mkdocs_liveguide.search.arrays import Floats, unit
from mkdocs_liveguide.search.directions import Embeddable
from mkdocs_liveguide.search.embeddings import encode_cached, unknown
from mkdocs_liveguide.search.encoder_table import (
    DIM,
    GENERAL_FILE,
    GeneralEncoderTable,
    SiteEncoderTable,
    load_encoder_table,
)
from mkdocs_liveguide.search.fetched import first_files, size_lines
from mkdocs_liveguide.search.index_files import IndexOptions, write_index
from mkdocs_liveguide.search.kept import (
    KeptSearch,
    Latest,
    find_latest,
    find_search,
    keep_latest,
    keep_search,
    key_of_search,
)
from mkdocs_liveguide.search.later import make_later, no_words_known, nothing_later
from mkdocs_liveguide.search.memory import open_files
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import Passage, SearchPage, cut_pages
from mkdocs_liveguide.search.quality import (
    measure_guide,
    report_lines,
    wrong_places,
)
from mkdocs_liveguide.search.reader_questions import lines_about_missing
from mkdocs_liveguide.search.result import SearchArtefacts
from mkdocs_liveguide.search.teacher import Teacher, TeacherError, find_teacher
from mkdocs_liveguide.search.training import SITE
from mkdocs_liveguide.search.tuning import tune
from mkdocs_liveguide.sources.imports import imports_of
from mkdocs_liveguide.sources.problems import ContentError

ENCODERS = "encoder"
"""The cache's folder of tuned tables."""
QUICK = 64
"""New texts, at most, for which a preview does without the teacher."""


def build_search(
    pages: Sequence[SearchPage],
    cache: Cache,
    options: SearchOptions,
    say: Callable[[str], None] = nobody,
    background: Background | None = None,
) -> SearchArtefacts:
    """Makes the search of a guide.

    Only passages that changed are embedded anew, and the encoder is tuned only when one did.

    Args:
        pages: all that the search is to find, finished.
        cache: keeps vectors and tuned tables.
        options: see `SearchOptions`.
        say: told how far the embedding is.
        background: for an author who waits, embeds what is too much for it. Until that is done, the
            search finds by words.

    Raises:
        ContentError: the teacher is missing or is not the one that the general table is for, a
            question names a place that does not exist, or the table lost too much by its rounding.
    """
    try:
        return _build(pages, cache, options, say, background)
    except TeacherError as error:
        raise error.at(options.teacher_place.path, options.teacher_place.line) from None


def _build(
    pages: Sequence[SearchPage],
    cache: Cache,
    options: SearchOptions,
    say: Callable[[str], None],
    background: Background | None,
) -> SearchArtefacts:
    passages = cut_pages(pages)
    if not passages:
        return SearchArtefacts(report=("search: no page has text",))
    teacher = find_teacher(options.teacher, cache)
    about = [(page.src_uri, *_entry(page)) for page in pages]
    # A question's line matters for mistakes only, and with mistakes nothing is kept.
    asked = [replace(question, line=1) for question in options.questions.answered]
    tested = [replace(question, line=1) for question in options.test_set]
    told = [asked, options.questions.unanswered, options.calibration, tested, options.copy_template]
    key = key_of_search(code_key(), [teacher.id, GENERAL_FILE.read_bytes(), about, passages, *told])
    kept, by_words = find_search(cache, key), False
    if kept is None:
        stage = _Stage(pages, passages, cache, options, say, teacher)
        latest = find_latest(cache, teacher.id) if options.quick else None
        kept = None if latest is None else stage.quick(latest)
    if kept is None and options.quick and background is not None:
        kept, by_words = stage.by_words(), True
        make_later(background, key, pages, cache, options)
    elif background is not None:
        nothing_later(background)
    if kept is None:
        kept = stage.exact()
        keep_search(cache, key, kept)
    return SearchArtefacts(
        kept.artefacts,
        kept.report,
        kept.quality,
        first_files(kept.artefacts),
        by_words,
        open_files(kept.artefacts),
    )


@dataclass(frozen=True)
class _Stage:
    """One run of the stage."""

    pages: Sequence[SearchPage]
    passages: Sequence[Passage]
    cache: Cache
    options: SearchOptions
    say: Callable[[str], None]
    teacher: Teacher

    @cached_property
    def table(self) -> GeneralEncoderTable:
        """The general table."""
        return load_encoder_table(self.options.teacher, self.teacher.model_id)

    @cached_property
    def answers(self) -> list[int]:
        """Passages with a direction. Lists of links answer nothing: their words find them."""
        return [at for at, passage in enumerate(self.passages) if not passage.leads_on]

    @cached_property
    def embeddable(self) -> Embeddable:
        """Those passages, with their questions."""
        return Embeddable([self.passages[at] for at in self.answers])

    @property
    def encoder_key(self) -> str:
        """The key of the table that is tuned to these texts."""
        owners = self.embeddable.owners.tobytes()
        texts = self.embeddable.all_texts
        return key_of(GENERAL_FILE.read_bytes(), repr(SITE), *_tuning_code(), owners, *texts)

    def embed(self, texts: Sequence[str]) -> Floats:
        """The teacher's vectors in the space of the index."""
        return self.table.project(encode_cached(self.teacher, texts, self.cache, self.say))

    def exact(self) -> KeptSearch:
        """The search that is published."""
        texts = self.embeddable.all_texts
        embedded = self.embed(texts) if texts else np.zeros((0, DIM), dtype=np.float32)
        mixed = self.embeddable.mix(embedded)
        targets = self.embeddable.targets(embedded, mixed)
        vectors = self._vectors(mixed)
        site = _tuned(self.table, texts, targets, self.cache, self.encoder_key, self.say)
        encoder = site.to_bytes()
        drafted = self._files(vectors, encoder, DEFAULT_WEIGHTS)
        quality = measure_guide(
            self.options, self._src_uris, self.passages, open_files(drafted), site, vectors,
            self.embed,
        )  # fmt: skip
        finished = drafted
        if quality is not None:
            finished = self._files(vectors, encoder, quality.answerability.weights)
            quality = replace(quality, outcomes=self._ask(open_files(finished)))
        keep_latest(self.cache, self.teacher.id, Latest(self.encoder_key, quality))
        report = [*size_lines(finished, self.passages, site), *lines_about_missing(self.pages)]
        return KeptSearch(finished, report + (report_lines(quality) if quality else []), quality)

    def _ask(self, opened: Index) -> list[Outcome]:
        """What readers get for each question of the test set."""
        src_uris = {page.url: page.src_uri for page in self.pages}
        return [ask(opened, src_uris, each) for each in self.options.test_set]

    def quick(self, latest: Latest) -> KeptSearch | None:
        """The search of a preview: new texts get the vectors that the last small encoder has.

        Nothing heavy is imported, so an edit shows at once. Texts that have not changed keep the
        teacher's vectors; the measured quality is that of the last build.

        Returns:
            None where so much is new that a preview has to be exact, too.
        """
        site = self.cache.load(ENCODERS, latest.encoder, _read_tuned)
        texts = self.embeddable.all_texts
        new = set(unknown(self.teacher, texts, self.cache))
        if site is None or len(new) > QUICK:
            return None
        problems = wrong_places(self.options, self._src_uris, self.passages)
        if problems:
            raise ContentError(problems)
        known = [text for text in texts if text not in new]
        known_vectors = iter(self.embed(known)) if known else iter(())
        rows = [site.embed(text) if text in new else next(known_vectors) for text in texts]
        embedded = unit(np.array(rows, dtype=np.float32).reshape(-1, DIM))
        vectors = self._vectors(self.embeddable.mix(embedded))
        weights = latest.quality.answerability.weights if latest.quality else DEFAULT_WEIGHTS
        key = key_of(code_key(), latest.encoder)
        encoder = self.cache.get_or_make("encoder-files", key, site.to_bytes)
        files = self._files(vectors, encoder, weights)
        told = f"search: this preview measures nothing, and finds {len(new)} new texts roughly"
        return KeptSearch(files, [f"{told}; a full build does both"], latest.quality)

    def by_words(self) -> KeptSearch:
        """A search that needs no vectors: no passage and no question has a direction."""
        problems = wrong_places(self.options, self._src_uris, self.passages)
        if problems:
            raise ContentError(problems)
        vectors = np.zeros((len(self.passages), DIM), dtype=np.float32)
        files = self._files(vectors, no_words_known().to_bytes(), DEFAULT_WEIGHTS)
        told = "search: texts are embedded in the background; until then it finds by words only"
        return KeptSearch(files, [told], None)

    @property
    def _src_uris(self) -> list[str]:
        return [page.src_uri for page in self.pages]

    def _vectors(self, of_answers: Floats) -> Floats:
        vectors = np.zeros((len(self.passages), DIM), dtype=np.float32)
        vectors[self.answers] = of_answers
        return vectors

    def _files(self, vectors: Floats, encoder: bytes, weights: Weights) -> list[Artefact]:
        entries = [_entry(page) for page in self.pages]
        told = IndexOptions(weights, self.options.copy_template)
        index = write_index(entries, self.passages, vectors, told, self.table.words)
        return [*index, Artefact(layout.ENCODER, encoder)]


def _entry(page: SearchPage) -> layout.PageEntry:
    return layout.PageEntry(page.title, page.url, page.kind, page.boost)


def _tuned(
    table: GeneralEncoderTable,
    texts: Sequence[str],
    vectors: Floats,
    cache: Cache,
    key: str,
    say: Callable[[str], None] = nobody,
) -> SiteEncoderTable:
    """The site's table, kept with its numbers at half precision."""

    def make() -> bytes:
        with progress(say, "tuning the query encoder", SITE.epochs) as done:
            tuned = tune(table, texts, vectors, SITE, lambda epoch: done(1))
        buffer = io.BytesIO()
        np.savez(buffer, tokens=np.array(tuned.tokens), rows=tuned.rows.astype(np.float16))
        return buffer.getvalue()

    return cache.load_or_make(ENCODERS, key, make, _read_tuned)


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
