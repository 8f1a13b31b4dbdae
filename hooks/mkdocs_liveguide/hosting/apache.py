"""The file ``.htaccess``, which tells Apache what to send."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

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

_EMPTY = "-d %{REQUEST_FILENAME} && ! -f '%{REQUEST_FILENAME}/index.html'"
"""A folder without a page."""


def write_apache(headers: Headers, below: str = "/") -> bytes:
    """The file's content, for Apache 2.4; it needs ``AllowOverride All``.

    Args:
        headers: what the site is sent with.
        below: the site's path on its host, decoded, with a slash at each end.
    """
    hashed = f"^{pattern_of(below)}(?:{FOLDER}/|{HASHED_THEME}$)"
    texts = " ".join(end for end, kind in TYPES.items() if kind in TEXTS)
    packed = " ".join(sorted({TYPES[each] for each in PACKED}))
    lines = [
        "AddDefaultCharset utf-8",
        "Options -Indexes -MultiViews",
        # An address, where all else is matched with what one is decoded to.
        f"ErrorDocument 404 {quote(below)}404.html",
        *(f"AddType {kind} {end}" for end, kind in TYPES.items()),
        f"AddCharset utf-8 {texts}",
        # A folder without a page is nothing that exists, rather than something forbidden.
        *_if("mod_alias.c", [f'<If "{_EMPTY}">', "    Redirect 404", "</If>"]),
        # Where it can be, as if it were not there: what is forbidden is there.
        *_if("mod_alias.c", [f'RedirectMatch 404 "^{pattern_of(below)}{SETTINGS}$"']),
        *_if(
            "!mod_alias.c",
            [f'<FilesMatch "^{SETTINGS}$">', "    Require all denied", "</FilesMatch>"],
        ),
        *_if("mod_headers.c", _headers(headers, hashed)),
        *_if("mod_deflate.c", [f"AddOutputFilterByType DEFLATE {packed}"]),
    ]
    return ("\n".join(lines) + "\n").encode()


def _headers(headers: Headers, hashed: str) -> Iterator[str]:
    for name, value in headers.for_all.items():
        yield f'Header always set {name} "{value}"'
    yield f'Header set Cache-Control "{ASK_AGAIN}"'
    yield f'<If "%{{REQUEST_URI}} =~ m#{hashed}#">'
    yield f'    Header set Cache-Control "{FOR_EVER}"'
    yield "</If>"


def _if(module: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    yield f"<IfModule {module}>"
    yield from (f"    {line}" for line in lines)
    yield "</IfModule>"
