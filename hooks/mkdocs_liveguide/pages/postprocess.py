"""Small mends to finished pages, where the theme offers no setting."""

from __future__ import annotations

_SEARCH = '<div class="md-search" data-md-component="search" role="dialog">'
_NAMED = _SEARCH.replace('role="dialog"', 'role="dialog" aria-label="Search"')


def finish_page(html: str) -> str:
    """Names the theme's search dialog for screen readers."""
    return html.replace(_SEARCH, _NAMED)
