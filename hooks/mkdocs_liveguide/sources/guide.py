"""Everything that is parsed of one guide's sources, before anything is built from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cases.cases import Cases
from mkdocs_liveguide.evidence.evidence import Evidence
from mkdocs_liveguide.faq.faq import Faq
from mkdocs_liveguide.notebooks.notebook import Notebook
from mkdocs_liveguide.pages.page import Page, parse_page
from mkdocs_liveguide.sources.problems import ContentError, Problem

if TYPE_CHECKING:
    from mkdocs_liveguide.quiz import QuizBuild


@dataclass(frozen=True)
class Guide:
    """A guide's sources. Stages read it; none changes it."""

    root: Path
    """The repository."""
    docs: Path
    """The folder of the pages."""
    cache: Cache
    pages: Mapping[str, Page]
    """By `src_uri`, sorted; Markdown pages only."""
    evidence: Evidence = field(default_factory=Evidence)
    faq: Faq = field(default_factory=Faq)
    cases: Cases = field(default_factory=Cases)
    notebooks: Mapping[str, Notebook] = field(default_factory=dict)
    """By `src_uri`."""
    quiz: QuizBuild | None = None
    lab_artefacts: Sequence[Artefact] = ()
    """What labs can read by name, here and in the browser."""

    def page(self, src_uri: str) -> Page:
        """The page of that name.

        Raises:
            KeyError: there is none.
        """
        return self.pages[src_uri]


def load_pages(root: Path, docs: Path, src_uris: Iterable[str]) -> dict[str, Page]:
    """Reads Markdown pages.

    Args:
        root: the repository.
        docs: the folder of the pages, inside `root`.
        src_uris: the pages, relative to `docs`.

    Raises:
        ContentError: what is wrong with all pages that cannot be read.
    """
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for src_uri in sorted(src_uris):
        path = PurePosixPath((docs / src_uri).relative_to(root).as_posix())
        try:
            text = (docs / src_uri).read_text(encoding="utf-8")
            pages[src_uri] = parse_page(src_uri, text, str(path))
        except UnicodeDecodeError as error:
            found = f"a byte that is not UTF-8 (0x{error.object[error.start]:02x})"
            line = error.object[: error.start].count(b"\n") + 1
            problems.append(Problem(str(path), line, found, "UTF-8 text", "save it as UTF-8"))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return pages
