"""Small mends to finished pages, where the theme offers no setting."""

from __future__ import annotations

_SEARCH = '<div class="md-search" data-md-component="search" role="dialog">'
_NAMED = _SEARCH.replace('role="dialog"', 'role="dialog" aria-label="Search"')
_SOURCE = ' class="md-source" data-md-component="source"'
_QUIET = ' class="md-source"'


def finish_page(html: str, asks_elsewhere: bool = False) -> str:
    """Names the theme's search dialog for screen readers, and has the theme ask nobody for figures.

    Args:
        html: the finished page.
        asks_elsewhere: whether the theme may ask the repository's host how many stars it has.
    """
    html = html.replace(_SEARCH, _NAMED)
    return html if asks_elsewhere else html.replace(_SOURCE, _QUIET)
