"""The file ``_nginx.conf``: what nginx includes in the ``server`` that sends a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.hosting.headers import (
    ASK_AGAIN,
    FOR_EVER,
    HASHED_THEME,
    PACKED,
    TEXTS,
    TYPES,
    Headers,
    pattern_of,
)
from mkdocs_liveguide.hosting.names import SETTINGS

_LEAST = 1024
"""Smaller files are sent as they are; bytes."""


def write_nginx(headers: Headers, below: str = "/") -> bytes:
    """The file's content.

    A ``location`` with headers of its own takes none from around it, so each has all of them.

    Args:
        headers: what the site is sent with.
        below: the site's path on its host, decoded, with a slash at each end; the server's
            ``root`` is the folder that this path begins in.
    """
    pattern = pattern_of(below)
    lines = [
        "# In the server that sends this site, beside its root: include …/_nginx.conf;",
        *_block("types", (f"{kind} {' '.join(ends)};" for kind, ends in _ends(TYPES).items())),
        "default_type application/octet-stream;",
        "charset utf-8;",
        f"charset_types {' '.join(sorted(TEXTS - {'text/html'}))};",
        "gzip on;",
        "gzip_vary on;",
        f"gzip_min_length {_LEAST};",
        f"gzip_types {' '.join(sorted({TYPES[each] for each in PACKED} - {'text/html'}))};",
        *_missing(below),
        # What is asked for is never a path on the disk, nor a port of a machine behind a proxy.
        "absolute_redirect off;",
        *_block(f"location ~ {_quoted(f'^{pattern}{SETTINGS}$')}", ["return 404;"]),
        *_location(f"^~ {_quoted(f'{below}{FOLDER}/')}", headers, FOR_EVER),
        *_location(f"~ {_quoted(f'^{pattern}{HASHED_THEME}$')}", headers, FOR_EVER),
        *_location(_quoted(below), headers, ASK_AGAIN),
    ]
    return ("\n".join(lines) + "\n").encode()


def _missing(below: str) -> Iterator[str]:
    page = _quoted(f"{below}404.html")
    if set("$?") & set(below):
        # In an address these are signs of nginx's own, but not in what a pattern has found.
        page = "@missing"
        found = f'rewrite "^({pattern_of(below)})" $1404.html last;'
        yield from _block(f"location {page}", [found])
    yield f"error_page 404 {page};"
    # A folder without a page is nothing that exists, rather than something forbidden.
    yield f"error_page 403 =404 {page};"


def _ends(types: Mapping[str, str]) -> dict[str, list[str]]:
    """The ends of names by media type, without their dots."""
    ends: dict[str, list[str]] = {}
    for end, kind in types.items():
        ends.setdefault(kind, []).append(end.removeprefix("."))
    return dict(sorted(ends.items()))


def _location(where: str, headers: Headers, age: str) -> Iterator[str]:
    sent = [f"add_header {k} {_quoted(v)} always;" for k, v in headers.for_all.items()]
    # Only with what is there: that a file is missing is not to be kept.
    return _block(f"location {where}", [*sent, f"add_header Cache-Control {_quoted(age)};"])


def _block(name: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    yield f"{name} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
