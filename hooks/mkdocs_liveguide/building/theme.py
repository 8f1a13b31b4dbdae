"""What the generator adds to a site's own templates."""

from __future__ import annotations

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, PrefixLoader

from mkdocs_liveguide.runtime.places import PACKAGE

_MAIN = PACKAGE / "theme" / "main.html"


def with_live_parts(templates: BaseLoader) -> BaseLoader:
    """Puts the template of the live parts around the site's own ``main.html``, whoever wrote it.

    Args:
        templates: those of the theme and of the site.
    """
    ours = DictLoader({"main.html": _MAIN.read_text(encoding="utf-8")})
    return ChoiceLoader([ours, PrefixLoader({"site": templates}), templates])
