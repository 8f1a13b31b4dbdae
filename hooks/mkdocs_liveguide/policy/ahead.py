"""Takes away what only asks browsers to fetch a page ahead, where a policy refuses that."""

from __future__ import annotations

from mkdocs_liveguide.policy.document import Document
from mkdocs_liveguide.policy.rules import Policy

_AHEAD = {"next", "prefetch", "prerender"}
"""Kinds of links: Firefox fetches the next page of a series too."""


def drop_fetches_ahead(document: Document, policy: Policy, origin: str) -> None:
    """Takes the kinds away from the links of a page's head, and the links that have no other.

    What is fetched ahead has no directive of its own: it is refused where ``default-src`` refuses.
    """
    for link in document.css("link[rel][href]"):
        kinds = (link.attributes["rel"] or "").split()
        left = [kind for kind in kinds if kind.lower() not in _AHEAD]
        if left == kinds or policy.allows("default-src", link.attributes["href"] or "", origin):
            continue
        if left:
            link.attrs["rel"] = " ".join(left)
        else:
            link.decompose()
