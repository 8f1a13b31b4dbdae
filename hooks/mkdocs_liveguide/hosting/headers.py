"""What hosts send with each file of a site: all files for hosts are written from this model."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_liveguide.building.artefacts import FOLDER
from mkdocs_liveguide.hosting.names import is_for_readers
from mkdocs_liveguide.policy.rules import Policy

FOR_EVER = "public, max-age=31536000, immutable"
"""For files that are named by their content."""
ASK_AGAIN = "no-cache"
"""For files whose content changes under the same name: kept, and asked for before they are used."""

HASHED_THEME = r"assets/(?:javascripts|stylesheets)/.+\.[0-9a-f]{8}\.min\.\w+"
"""The theme's files that are named by their content; a pattern that all hosts read alike."""

_UNUSED = ("camera", "geolocation", "microphone", "payment", "usb")
"""What no live part asks a browser for."""

TYPES: Mapping[str, str] = {
    ".avif": "image/avif",
    ".bin": "application/octet-stream",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".ipynb": "application/json",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".whl": "application/zip",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}
"""Media types by the ends of names. Browsers take scripts and WebAssembly as these only, and with
``nosniff`` they do not guess what else a file may be. Servers know no types beside these."""

TEXTS = frozenset(
    kind for kind in TYPES.values() if kind.startswith("text/") or kind.endswith(("json", "/yaml"))
)
"""Media types of text in UTF-8, which is said with them. What is in XML says it in the file."""

PACKED = (
    *(".css", ".csv", ".html", ".ipynb", ".js", ".json", ".md", ".mjs", ".otf", ".py", ".svg"),
    *(".ttf", ".txt", ".vtt", ".wasm", ".webmanifest", ".xml", ".yaml", ".yml"),
)
"""What becomes much smaller when it is compressed; all else is compressed already."""


@dataclass(frozen=True)
class Headers:
    """The headers of a site."""

    policy: Policy
    """The content security policy of all its pages."""

    @property
    def for_all(self) -> dict[str, str]:
        """What is sent with every file, whatever came of the request."""
        return {
            "Content-Security-Policy": self.policy.header,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
        }


def pattern_of(path: str) -> str:
    """A regular expression for a path, decoded, as nginx and Apache match it: byte by byte.

    It holds nothing that their files would read otherwise, such as spaces, quotes and dollars.
    """
    bytewise = path.encode().decode("latin-1")
    return re.sub("[^A-Za-z0-9/_-]", lambda found: f"\\x{ord(found[0]):02x}", bytewise)


def age_of(path: str) -> str:
    """How long a file may be kept: the value of ``Cache-Control``.

    Args:
        path: relative to the site's root, with forward slashes.
    """
    hashed = path.startswith(f"{FOLDER}/") or re.fullmatch(HASHED_THEME, path)
    return FOR_EVER if hashed else ASK_AGAIN


def kind_of(path: str) -> str:
    """The value of ``Content-Type`` for a file, by its path."""
    kind = TYPES.get(posixpath.splitext(path)[1].lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind in TEXTS else kind


def files_to_send(site: Path) -> Iterator[str]:
    """The paths of what readers get, sorted, relative to the site's root."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site)
        if file.is_file() and is_for_readers(path):
            yield path.as_posix()
