"""Pages that are to show a list of their own: the entries of the FAQ, the findings."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.site_model import Rendered
from mkdocs_liveguide.sources.problems import Problem


def check_lists(
    guide: Guide, rendered: Mapping[str, Rendered], anchors: Mapping[str, frozenset[str]]
) -> dict[str, Problem | None]:
    """Pages that do not show their list.

    Args:
        guide: the sources.
        rendered: the pages, by `src_uri`.
        anchors: the ids of each page, by the same.

    Returns:
        A problem by `src_uri`; None for a page whose directive is told already.
    """
    lists = {
        FAQ_PAGE: ("faq", {entry.slug for entry in guide.faq.entries}),
        EVIDENCE_PAGE: ("evidence", {each.anchor for each in guide.evidence.findings.values()}),
    }
    return {
        src_uri: Problem(
            guide.pages[src_uri].path,
            1,
            f'a page without the directive "{name}"',
            f"a line ::: {name}",
            "write it where the list is to stand",
        )
        if not rendered[src_uri].draft.problems
        else None
        for src_uri, (name, wanted) in lists.items()
        if src_uri in rendered and not wanted <= anchors[src_uri]
    }
