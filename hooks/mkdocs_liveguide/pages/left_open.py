"""Tells of code and comments that never end, and so take the rest of a page with them."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_liveguide.pages.origins import Origins
from mkdocs_liveguide.sources.problems import Problem


def left_open(origins: Origins, *, comments: bool = True) -> Iterator[Problem]:
    """Fences and comments of a page that never end.

    Args:
        origins: the page's texts, once Markdown has read them.
        comments: whether nothing is told of the page's comments yet.
    """
    for path, line, mark in origins.left_open():
        if mark == "<!--" and not comments:
            continue
        if mark == "<!--":
            found, end = "a comment that never ends", "-->"
            fix = "write --> where it is to end"
        else:
            found, end = f"code after {mark} that never ends", mark
            fix = f"write {mark} on a line of its own, indented as the first one"
        yield Problem(path, line, found, f"{end} after it", fix)
