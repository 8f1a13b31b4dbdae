"""What a content security policy allows, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from mkdocs_liveguide.sources.problems import one_of, suggest

Sources = tuple[str, ...]

STRICT: Mapping[str, Sources] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "base-uri": ("'self'",),
    "form-action": ("'none'",),
    "frame-ancestors": ("'none'",),
}
"""What every guide works under: files of its own site, and Python in WebAssembly."""

_MORE = ("child-src", "frame-src", "media-src", "object-src")
_ONLY_IN_HEADERS = ("frame-ancestors",)
"""What browsers do not take from a page's own ``<meta>``."""
_SOURCE = re.compile(r"[!-+\--:<-~]+")  # visible ASCII without comma and semicolon
_KEYWORDS = (
    *("self", "none", "unsafe-inline", "unsafe-eval", "wasm-unsafe-eval", "unsafe-hashes"),
    *("strict-dynamic", "report-sample"),
)
"""What is a keyword between single quotes."""
_PORTS = {"http": 80, "https": 443}


class PolicyError(ValueError):
    """A source or a directive is not one that a policy can have; its text says what is."""


@dataclass(frozen=True)
class Policy:
    """Where a page may load what from, by directive."""

    directives: Mapping[str, Sources]

    @property
    def header(self) -> str:
        """The value of the header ``Content-Security-Policy``."""
        return _written(self.directives)

    @property
    def meta(self) -> str:
        """The same for a ``<meta>``, without what browsers do not take from there."""
        return _written({k: v for k, v in self.directives.items() if k not in _ONLY_IN_HEADERS})

    def with_more(self, more: Mapping[str, Iterable[str]]) -> Policy:
        """The policy with more sources; ``'none'`` gives way to any other."""
        directives = dict(self.directives)
        for name, sources in more.items():
            all_of_them = dict.fromkeys((*directives.get(name, ()), *sources))
            if len(all_of_them) > 1:
                all_of_them.pop("'none'", None)
            directives[name] = tuple(all_of_them)
        return Policy(directives)

    def allows(self, directive: str, url: str, origin: str = "") -> bool:
        """Whether a page may load an address.

        Args:
            directive: such as ``img-src``; ``default-src`` stands for one that the policy has not.
            url: absolute, or relative to a page of the site.
            origin: scheme and host of the site itself, where they are known.
        """
        sources = self.directives.get(directive)
        if sources is None and directive == "frame-src":
            sources = self.directives.get("child-src")
        if sources is None:
            sources = self.directives["default-src"]
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return True  # no browser loads it
        if not parts.scheme and not parts.netloc:
            return "'self'" in sources
        own = urlsplit(origin)
        scheme = parts.scheme or own.scheme or "https"
        if origin and (scheme, parts.netloc) == (own.scheme, own.netloc) and "'self'" in sources:
            return True
        return any(_matches(source, scheme, parts.hostname or "", url) for source in sources)


def read_sources(value: object) -> dict[str, Sources]:
    """Reads sources that are allowed beside the site's own.

    Args:
        value: sources by directive; a single one, or words with spaces between, need no list.

    Raises:
        PolicyError: a directive or a source is not one.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise PolicyError("Expected sources by directive, such as frame-src: https://video.example")
    known = {*STRICT, *_MORE}
    read: dict[str, Sources] = {}
    for name, given in value.items():
        if name not in known:
            fix = suggest(str(name), known)
            raise PolicyError(f'Found "{name}"; expected {one_of(known, most=20)}; {fix}')
        listed = given.split() if isinstance(given, str) else given
        if not isinstance(listed, list | tuple) or not listed:
            raise PolicyError(f"Expected an address or a list of them for {name}, found {given!r}")
        for source in listed:
            if not isinstance(source, str) or not _SOURCE.fullmatch(source):
                raise PolicyError(
                    f"Found {source!r} for {name}; expected an address such as https://video.example"
                )
            if source in _KEYWORDS:
                # Browsers would look for a host of this name.
                raise PolicyError(f"Found {source} for {name}; write \"'{source}'\"")
        read[name] = tuple(listed)
    return read


def _written(directives: Mapping[str, Sources]) -> str:
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _matches(source: str, scheme: str, host: str, url: str) -> bool:
    """Whether a source of a policy, other than a keyword, takes an address in."""
    if source.startswith("'"):
        return False
    if source == "*":
        return scheme in ("http", "https", "ws", "wss")
    if source.endswith(":"):
        return source[:-1].lower() in (scheme, _insecure(scheme))
    wanted = urlsplit(source if "://" in source else f"//{source}")
    if wanted.scheme and wanted.scheme.lower() not in (scheme, _insecure(scheme)):
        return False
    pattern = (wanted.hostname or "").lower()
    if pattern.startswith("*."):
        if not host.endswith(pattern[1:]):
            return False
    elif pattern != host:
        return False
    there = urlsplit(url.strip())
    port = wanted.netloc.rpartition(":")[2] if ":" in wanted.netloc else ""
    if port != "*" and (int(port) if port else _PORTS.get(scheme)) != (
        there.port or _PORTS.get(scheme)
    ):
        return False
    path = wanted.path
    if path in ("", "/"):
        return True
    return there.path.startswith(path) if path.endswith("/") else there.path == path


def _insecure(scheme: str) -> str:
    """The scheme that a source may name and this one is allowed for too."""
    return {"https": "http", "wss": "ws"}.get(scheme, scheme)
