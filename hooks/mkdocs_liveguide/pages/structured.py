"""JSON-LD: what a page is, for machines (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

HOME = ("", "index.html")
"""The address of the home page: that of a folder, or that of its file."""
_CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class SiteInfo:
    """What the configuration says of the site."""

    name: str
    url: str
    """Where it will be published, with a slash at its end; "" if that is not known."""
    language: str
    """A language tag (BCP 47), such as ``en-GB``."""

    @property
    def origin(self) -> str:
        """Scheme and host; "" if they are not known."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def path(self) -> str:
        """The path on the host, with a slash at each end."""
        return urlsplit(self.url).path or "/"


def describe_page(title: str, url: str, description: str, site: SiteInfo) -> dict[str, Any]:
    """A page as ``WebSite`` (the home page) or ``TechArticle`` (all others).

    Args:
        title: the page's title.
        url: its address, relative to the site's root; "" is home.
        description: a sentence; "" for none.
        site: the site that it is part of.
    """
    whole = {"@type": "WebSite", "name": site.name, **_address(site, "")}
    described = {"description": description} if description else {}
    if url in HOME:
        return {"@context": _CONTEXT, **whole, **described}
    return {
        "@context": _CONTEXT,
        "@type": "TechArticle",
        "headline": title,
        **described,
        **_address(site, url),
        "inLanguage": site.language,
        "isPartOf": whole,
    }


def _address(site: SiteInfo, url: str) -> dict[str, str]:
    """The whole address of a page, where the site's own is known."""
    return {"url": site.url + url} if site.url else {}


def to_script(data: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)
