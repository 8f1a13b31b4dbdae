"""Where findings are cited, for the way back from a finding to the pages that use it."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_liveguide.evidence.model import PAGE
from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.faq.model import Faq
from mkdocs_liveguide.site_model import Rendered


def places_citing(rendered: Mapping[str, Rendered], faq: Faq) -> dict[str, list[tuple[str, str]]]:
    """The places that cite each finding.

    Args:
        rendered: the pages, by `src_uri`.
        faq: its entries are places of their own.

    Returns:
        Addresses and titles by the finding's id, those of the FAQ last.
    """
    entries = {entry.path: entry for entry in faq.entries}
    citing: dict[str, dict[str, str]] = {}
    last = sorted(rendered, key=lambda src_uri: (src_uri == FAQ_PAGE, src_uri))
    for page in (rendered[src_uri] for src_uri in last if src_uri != PAGE):
        for citation in page.draft.citations:
            url, title = page.info.url, page.info.title
            if page.info.src_uri == FAQ_PAGE and citation.place.path in entries:
                entry = entries[citation.place.path]
                url, title = f"{url}#{entry.slug}", entry.question
            for name in citation.ids:
                citing.setdefault(name, {})[url] = title
    return {name: list(places.items()) for name, places in citing.items()}
