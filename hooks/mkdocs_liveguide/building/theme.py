"""What the generator adds to a site's theme, and what it has to know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fnmatch import fnmatch
from functools import cache

import tinycss2
from jinja2 import BaseLoader, ChoiceLoader, DictLoader, PrefixLoader

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.runtime.places import PACKAGE

_FOLDER = PACKAGE / "theme"
_OURS = {
    "main.html": "main.html",
    "live/open_target.js": "open_target.js",
    "live/same_page.js": "same_page.js",
    "live/search_index_later.js": "search_index_later.js",
    "live/without_scripts.js": "without_scripts.js",
}
"""Files of the folder by the names that templates know them by."""
MAY_BE_OWN = ("404.html", "sitemap.xml")
"""Templates of ours that give way to the site's own, but not to those of its theme."""

_OFFLINE = {"offline", "material/offline"}
"""The theme's plugin for sites that are opened from files, by its names."""
_WORKER_FROM_AFAR = "https://unpkg.com/iframe-worker/shim"
"""What that plugin has each page load from elsewhere; our script for files does the same."""
_SEARCH = {"search", "material/search"}
"""The theme's plugin for its search, by its names."""
_SWITCHING = "[data-md-color-switching]"
"""What the theme's rule for a change of colours begins with."""


def is_for_files(plugins: Iterable[str]) -> bool:
    """Whether a site is opened from files too, by the names of its plugins."""
    return not _OFFLINE.isdisjoint(plugins)


def without_worker_from_afar(scripts: Iterable[str]) -> list[str]:
    """The scripts that the theme loads first, but for the one of another site."""
    return [each for each in scripts if each != _WORKER_FROM_AFAR]


def address_of_search(theme: str | None, plugins: Iterable[str]) -> str:
    """The address of the theme's search, up to where a question stands in it; "" for none.

    Args:
        theme: its name.
        plugins: the names of the site's plugins.
    """
    return "?q=" if theme == "material" and not _SEARCH.isdisjoint(plugins) else ""


def is_palette(theme: str | None, path: str) -> bool:
    """Whether a file has the theme's colours.

    Args:
        theme: its name.
        path: of the file in the site.
    """
    return theme == "material" and fnmatch(path, "assets/stylesheets/palette.*.css")


@cache  # a preview asks at each edit
def without_switching(styles: str) -> str:
    """A style sheet of the theme without its rule for the moment in which colours change.

    That rule names every element, and the theme's script says at each start of a page that colours
    change: all elements are styled twice more. ``browser/switching.js`` does what it is for.
    """
    left: str = tinycss2.serialize(list(_without_switching(tinycss2.parse_stylesheet(styles))))
    return left


def _without_switching(rules: Iterable[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.Node]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            rule.content = list(_without_switching(tinycss2.parse_rule_list(rule.content)))
        if rule.type != "qualified-rule" or not _is_for_switching(rule):
            yield rule


def _is_for_switching(rule: tinycss2.ast.QualifiedRule) -> bool:
    selectors: str = tinycss2.serialize(rule.prelude)
    return selectors.strip().startswith(_SWITCHING)


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
