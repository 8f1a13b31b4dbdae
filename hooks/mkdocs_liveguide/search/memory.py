"""Opens an index that lies in memory, as the browser opens the one that it fetched."""

from __future__ import annotations

from collections.abc import Sequence

from live.search.index import Index
from mkdocs_liveguide.building.artefacts import Artefact


def open_files(files: Sequence[Artefact]) -> Index:
    """The index of files in memory; one that is not among them raises FileNotFoundError."""
    contents = {file.name: file.content for file in files}

    def open_file(name: str) -> bytes:
        if name not in contents:
            raise FileNotFoundError(name)
        return contents[name]

    return Index(open_file)
