"""The file ``_headers``, which tells hosts such as Netlify and Cloudflare Pages what to send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.policy.rules import Policy

NAME = "_headers"

FOR_EVER = "public, max-age=31536000, immutable"
"""For files that are named by their content."""
ASK_AGAIN = "no-cache"
"""For files whose content changes under the same name: kept, and asked for before they are used."""

_THEME = "assets"
"""The folder of the theme's own files; authors put theirs there too."""
_NAMED_BY_CONTENT = re.compile(rf"{_THEME}/(javascripts|stylesheets)/.+\.[0-9a-f]{{8}}\.min\.\w+")


def write_headers(site: Path, policy: Policy) -> bytes:
    """The file's content.

    Where two rules set one header, hosts send both values, so no file gets ``Cache-Control`` twice.

    Args:
        site: the folder of the finished site.
        policy: the content security policy of all its pages.
    """
    rules = [
        (
            "/*",
            [
                f"Content-Security-Policy: {policy.header}",
                "X-Content-Type-Options: nosniff",
                "Referrer-Policy: strict-origin-when-cross-origin",
            ],
        ),
        *((path, [f"Cache-Control: {age}"]) for path, age in _ages(site)),
    ]
    lines = (line for path, headers in rules for line in (path, *(f"  {each}" for each in headers)))
    return ("\n".join(lines) + "\n").encode()


def _ages(site: Path) -> Iterator[tuple[str, str]]:
    yield "/", ASK_AGAIN
    for entry in sorted(site.iterdir()):
        if entry.is_dir() and entry.name == FOLDER:
            yield f"/{FOLDER}/*", FOR_EVER
        elif entry.is_dir() and entry.name == _THEME:
            for file in sorted(entry.rglob("*")):
                path = file.relative_to(site).as_posix()
                if _NAMED_BY_CONTENT.fullmatch(path):
                    yield f"/{path}", FOR_EVER
        elif entry.is_dir():
            yield f"/{entry.name}/*", ASK_AGAIN
        elif entry.suffix == ".html" or entry.name == "sw.js":
            yield f"/{entry.name}", ASK_AGAIN
