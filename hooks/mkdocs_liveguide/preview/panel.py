"""Problems in the page: over its last good content, or alone where there is none yet."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.sources.problems import MOST_TOLD, Problem

_END = b"</body>"


def panel(problems: Sequence[Problem], *, stopped: bool) -> bytes:
    """The HTML of the list.

    Args:
        problems: at least one.
        stopped: whether they kept the site from being built, so that an older one is shown.
    """
    html = render_template(
        "preview/panel.html",
        problems=problems[:MOST_TOLD],
        more=max(0, len(problems) - MOST_TOLD),
        count=len(problems),
        stopped=stopped,
    )
    return html.encode()


def with_panel(page: bytes, html: bytes) -> bytes:
    """A page with something before the end of its body."""
    at = page.rfind(_END)
    at = len(page) if at < 0 else at
    return page[:at] + html + page[at:]


def page_without_site(html: bytes) -> bytes:
    """A page that shows a list of problems and nothing else."""
    head = render_template("preview/page.html").encode()
    return with_panel(head, html)
