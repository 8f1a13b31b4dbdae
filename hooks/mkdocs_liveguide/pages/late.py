"""Puts into pages what directives have left for when all pages are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs_liveguide.building.progress import progress
from mkdocs_liveguide.pages.draft import Draft, fill
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import Collector


def fill_late(
    drafts: Mapping[str, Draft],
    contents: Mapping[str, str],
    views: Mapping[str, PageView],
    collector: Collector,
    say: Callable[[str], None],
    *,
    after_search: bool = False,
) -> dict[str, str]:
    """The pages' HTML with what their directives make.

    Args:
        drafts: what the pages have left, by `src_uri`, in order.
        contents: their HTML, with marks, by the same.
        views: what a page's directives see of the others, by the same.
        collector: is told what is wrong; the place of such a directive stays empty.
        say: told how far it is; see `progress`.
        after_search: whether it is the turn of directives that need the search; else that of all
            others.
    """
    filled = {}
    count = sum(
        late == after_search for draft in drafts.values() for _, late in draft.late.values()
    )
    with progress(say, "running the pages' snippets and labs", count) as done:
        for src_uri, draft in drafts.items():
            parts: dict[str, str] = {}
            for key, (make, late) in draft.late.items():
                if late == after_search:
                    parts[key] = ""
                    with collector.catch():
                        parts[key] = make(views[src_uri])
                    done(1)
            filled[src_uri] = fill(contents[src_uri], parts)
    return filled
