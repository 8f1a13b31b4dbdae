"""Small mends to finished pages, where the theme offers no setting."""

from __future__ import annotations

import re

_SEARCH = '<div class="md-search" data-md-component="search" role="dialog">'
_MATHJAX = re.compile(r"<script[^>]*>(?:(?!</script>).)*?mathjax.*?</script>\n?", re.I | re.S)


def finish_page(html: str) -> str:
    """Names the search dialog for screen readers, and takes out the loader of a maths library.

    The loader, which the notebook plugin puts into every page, would fetch it from another host.
    """
    named = _SEARCH.replace('role="dialog"', 'role="dialog" aria-label="Search"')
    return _MATHJAX.sub("", html.replace(_SEARCH, named))
