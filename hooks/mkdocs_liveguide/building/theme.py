"""What the generator adds to a site's own templates."""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, PrefixLoader

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.runtime.places import PACKAGE

_FOLDER = PACKAGE / "theme"
_OURS = {"main.html": "main.html", "live/search_index_later.js": "search_index_later.js"}
"""Files of the folder by the names that templates know them by."""
MAY_BE_OWN = ("404.html", "sitemap.xml")
"""Templates of ours that give way to the site's own, but not to those of its theme."""


def script_for_files() -> Artefact:
    """The script that begins the others in a site that is opened from files too."""
    return Artefact("from-file.js", (_FOLDER / "from-file.js").read_bytes())


def with_live_parts(templates: BaseLoader, own: Collection[str] = ()) -> BaseLoader:
    """Puts the template of the live parts around the site's own ``main.html``, whoever wrote it.

    Args:
        templates: those of the theme and of the site.
        own: those of `MAY_BE_OWN` that the site has.
    """
    files = _OURS | {name: name for name in MAY_BE_OWN if name not in own}
    ours = DictLoader(
        {name: (_FOLDER / file).read_text(encoding="utf-8") for name, file in files.items()}
    )
    return ChoiceLoader([ours, PrefixLoader({"site": templates}), templates])
