"""Markup that live parts share: code with colours, and data for their scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept


@lru_cache(1024)
def highlighted_lines(code: str, cache: Cache) -> tuple[Markup, ...]:
    """Each line of Python as markup with Pygments' classes; kept in the cache."""
    found = Kept.of_module(cache, "highlighted", __file__)
    return tuple(map(Markup, found.get_or_make([code], lambda: _highlighted(code))))


def _highlighted(code: str) -> list[str]:
    html = highlight(code, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    # Pygments closes all its elements at a line's end, and escapes the code.
    return html.rstrip("\n").split("\n")


def template_json(data: Mapping[str, object]) -> Markup:
    """JSON that can stand in a template element.

    Not in a script element: themes that put one page in the place of another run those again, data
    too, which a content security policy refuses.
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))
