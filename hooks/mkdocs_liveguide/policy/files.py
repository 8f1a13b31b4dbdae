"""Files that parts of finished pages are moved to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from mkdocs_liveguide.building.artefacts import FOLDER, Artefact
from mkdocs_liveguide.policy.document import Document

SHARED = f"{FOLDER}/pages"
"""The folder of what pages have in common, relative to the site's root."""


@dataclass
class MovedFiles:
    """What was moved out of pages so far: equal parts are one file."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path, relative to the site's root."""

    def keep(self, document: Document, name: str, text: str, *, beside: bool) -> str:
        """Keeps a part of a page.

        Args:
            document: the page.
            name: such as ``inline.js``.
            text: the part.
            beside: whether addresses in it are relative to the page, so that it has to lie there.

        Returns:
            The address of the file, for the page.
        """
        artefact = Artefact(name, text.encode())
        folder = posixpath.dirname(document.path) if beside else SHARED
        path = posixpath.join(folder, posixpath.basename(artefact.path))
        known = self.files.setdefault(path, artefact.content)
        assert known == artefact.content, f"two files are named {path}"
        return document.address(path)
