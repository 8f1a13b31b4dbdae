"""A folder of dear results, kept by the content they were made from."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


def key_of(*parts: bytes | str) -> str:
    """A name for whatever these parts make: 32 hex digits, equal for equal parts only."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()[:32]


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file so that nobody ever sees half of it, whatever else runs or stops."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Cache:
    """Results on disk under `root`, one folder a kind, one file a key."""

    root: Path

    def path(self, kind: str, key: str) -> Path:
        """Where the result of that kind and key lies, or would lie."""
        return self.root / kind / key

    def get(self, kind: str, key: str) -> bytes | None:
        """The result, or None if it has not been made yet."""
        try:
            return self.path(kind, key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keeps a result."""
        write_atomically(self.path(kind, key), content)

    def get_or_make(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """The kept result; what `make` returns, kept from now on, if there is none."""
        content = self.get(kind, key)
        if content is None:
            content = make()
            self.put(kind, key, content)
        return content

    def get_or_make_all(
        self, kind: str, keys: Mapping[str, str], make: Callable[[], Mapping[str, bytes]]
    ) -> Mapping[str, bytes]:
        """Several results of one step, by name: all kept ones, or all made anew.

        Args:
            kind: see `path`.
            keys: each result's key, by its name.
            make: returns the results by name.
        """
        kept = {name: self.get(kind, key) for name, key in keys.items()}
        found = {name: content for name, content in kept.items() if content is not None}
        if len(found) == len(keys):
            return found
        made = make()
        for name, key in keys.items():
            self.put(kind, key, made[name])
        return made
