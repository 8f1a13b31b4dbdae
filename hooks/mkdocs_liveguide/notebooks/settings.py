"""How mkdocs-jupyter is set up: it makes pages of notebooks, and our own stages fill them."""

from __future__ import annotations

from mkdocs_liveguide.runtime.places import PACKAGE

JUPYTER: dict[str, object] = {
    "include": ["*.ipynb"],
    # Without this it reads every page, again and again, to see whether it is a notebook.
    "ignore": ["*.md"],
    # Our own stage runs them, and keeps each run by the content of all that the notebook reads.
    "execute": False,
    "custom_template": str(PACKAGE / "templates" / "notebooks" / "notebook.md.j2"),
    "markdown_cell_processor": "mkdocs",
    # Newer versions would ask another host for a library.
    "mathjax_version": 2,
}
