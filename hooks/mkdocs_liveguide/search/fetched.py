"""What readers fetch of a search, and how much that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from live.search import layout
from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.search.encoder_table import DIM, SiteEncoderTable
from mkdocs_liveguide.search.passages import Passage


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
