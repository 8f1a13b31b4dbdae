"""Finished searches as files: each by all that it is made from, and the last one by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.search.result import Quality

_KIND = "searches"
_LATEST = "search-latest"
_QUALITY = TypeAdapter(Quality | None)


@dataclass(frozen=True)
class Latest:
    """What the search of the last full build can lend to one that is only looked at."""

    encoder: str
    """The key of its tuned table."""
    quality: Quality | None
    """What was measured."""


@dataclass(frozen=True)
class KeptSearch:
    """All of a search that cannot be had from its files."""

    artefacts: Sequence[Artefact]
    report: Sequence[str]
    quality: Quality | None


def find_search(cache: Cache, key: str) -> KeptSearch | None:
    """The search that is kept under a key; None if there is none, or it is damaged."""
    return cache.load(_KIND, key, _read)


def keep_search(cache: Cache, key: str, search: KeptSearch) -> None:
    """Keeps a search."""
    files = [(each.name, each.version, len(each.content)) for each in search.artefacts]
    head = {"files": files, "report": [*search.report], "quality": _plain(search.quality)}
    contents = b"".join(each.content for each in search.artefacts)
    cache.put(_KIND, key, json.dumps(head).encode() + b"\n" + contents)


def find_latest(cache: Cache, teacher: str) -> Latest | None:
    """What the last build with this teacher kept; None if there was none."""
    return cache.load(_LATEST, key_of(teacher), _read_latest)


def keep_latest(cache: Cache, teacher: str, latest: Latest) -> None:
    """Keeps what the next preview may need."""
    told = {"encoder": latest.encoder, "quality": _plain(latest.quality)}
    cache.put(_LATEST, key_of(teacher), json.dumps(told).encode())


def key_of_search(code: str, parts: Iterable[object]) -> str:
    """The key of a search that this code makes of these parts, which `repr` tells wholly."""
    return key_of(code, *map(repr, parts))


def _read(content: bytes) -> KeptSearch:
    head, _, rest = content.partition(b"\n")
    told = json.loads(head)
    artefacts = []
    for name, version, size in told["files"]:
        artefacts.append(Artefact(name, rest[:size], version))
        rest = rest[size:]
    return KeptSearch(artefacts, told["report"], _QUALITY.validate_python(told["quality"]))


def _read_latest(content: bytes) -> Latest:
    told = json.loads(content)
    return Latest(told["encoder"], _QUALITY.validate_python(told["quality"]))


def _plain(quality: Quality | None) -> object:
    return None if quality is None else asdict(quality)
