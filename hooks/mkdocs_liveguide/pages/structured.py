"""JSON-LD: what a page is, for machines (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from mkdocs_liveguide.pages.page import Page

_CONTEXT = "https://schema.org"


def describe_page(page: Page, site_url: str, site_name: str) -> dict[str, Any]:
    """A page as ``WebSite`` (the home page) or ``TechArticle`` (all others)."""
    site = {"@type": "WebSite", "name": site_name, "url": site_url}
    description = page.meta.get("description")
    described = {"description": description} if description else {}
    if page.url == "":
        return {"@context": _CONTEXT, **site, **described}
    return {
        "@context": _CONTEXT,
        "@type": "TechArticle",
        "headline": page.title,
        **described,
        "url": site_url + page.url,
        "inLanguage": "en-GB",
        "isPartOf": site,
    }


def to_script(data: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)


def structured_data(
    pages: Mapping[str, Page],
    extra: Mapping[str, Sequence[Mapping[str, Any]]],
    site_url: str,
    site_name: str,
) -> dict[str, list[Markup]]:
    """The JSON-LD of each page, by `src_uri`.

    Args:
        pages: all pages of the guide.
        extra: more descriptions by `src_uri`, such as the FAQ's.
        site_url: where the site will be published, with a slash at its end.
        site_name: its name.
    """
    return {
        src_uri: [
            to_script(describe_page(page, site_url, site_name)),
            *(to_script(data) for data in extra.get(src_uri, ())),
        ]
        for src_uri, page in pages.items()
    }
