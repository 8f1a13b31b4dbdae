"""The file ``_headers``, which tells hosts such as Netlify and Cloudflare Pages what to send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.hosting.headers import ASK_AGAIN, FOR_EVER, Headers, age_of

_THEME = "assets"
"""The folder of the theme's own files; authors put theirs there too, so it has no rule."""


def write_netlify(site: Path, headers: Headers) -> bytes:
    """The file's content: few rules, since Cloudflare Pages reads no more than a hundred.

    Such hosts ask for files again before they are used, unless a rule says otherwise. Where two
    rules set one header, they send both values, so no file gets ``Cache-Control`` twice.

    Args:
        site: the folder of the finished site.
        headers: what it is sent with.
    """
    rules = [
        ("/*", [f"{name}: {value}" for name, value in headers.for_all.items()]),
        *((path, [f"Cache-Control: {age}"]) for path, age in _ages(site)),
    ]
    lines = (line for path, sent in rules for line in (path, *(f"  {each}" for each in sent)))
    return ("\n".join(lines) + "\n").encode()


def _ages(site: Path) -> Iterator[tuple[str, str]]:
    """The most important first: what lies beyond a host's limit is not read."""
    yield "/sw.js", ASK_AGAIN
    yield f"/{FOLDER}/*", FOR_EVER
    for file in sorted((site / _THEME).rglob("*")):
        path = file.relative_to(site).as_posix()
        if age_of(path) == FOR_EVER:
            yield f"/{path}", FOR_EVER
