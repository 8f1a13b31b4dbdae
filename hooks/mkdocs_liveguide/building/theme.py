"""What the generator adds to a site's own templates."""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, PrefixLoader

from mkdocs_liveguide.runtime.places import PACKAGE

_FOLDER = PACKAGE / "theme"
MAY_BE_OWN = ("404.html", "sitemap.xml")
"""Templates of ours that give way to the site's own, but not to those of its theme."""


def with_live_parts(templates: BaseLoader, own: Collection[str] = ()) -> BaseLoader:
    """Puts the template of the live parts around the site's own ``main.html``, whoever wrote it.

    Args:
        templates: those of the theme and of the site.
        own: those of `MAY_BE_OWN` that the site has.
    """
    names = ["main.html", *(name for name in MAY_BE_OWN if name not in own)]
    ours = DictLoader({name: (_FOLDER / name).read_text(encoding="utf-8") for name in names})
    return ChoiceLoader([ours, PrefixLoader({"site": templates}), templates])
