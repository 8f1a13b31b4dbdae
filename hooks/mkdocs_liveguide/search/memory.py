"""Opens an index that lies in memory, as the browser opens the one that it fetched."""

from __future__ import annotations

from collections.abc import Sequence

from live.search.index import Index
from mkdocs_liveguide.building.artefacts import Artefact


def open_files(files: Sequence[Artefact]) -> Index:
    """The index of files in memory.

    Args:
        files: of the index, the encoder among them if queries are to be embedded. A query that
            needs a file that is not among them raises MissingError.
    """
    contents = {file.name: file.content for file in files}

    def open_file(name: str) -> bytes:
        if name not in contents:
            raise FileNotFoundError(name)
        return contents[name]

    return Index(open_file)
