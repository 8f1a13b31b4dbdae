"""A folder of dear results, kept by the content they were made from.

Each entry begins with a proof: a digest of its content and of the place where it belongs. What is
cut off, changed or from elsewhere does not fit its proof. It counts as absent, so it is made again,
and nothing damaged gets into a site. A folder that cannot be written costs the keeping only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_liveguide.building.progress import nobody

_FORMAT = ".1"
"""The format of an entry, at the end of its name: code that knows another one looks elsewhere."""
_MARK = b"liveguide kept 1\n"
_PROOF_BYTES = len(_MARK) + hashlib.sha256().digest_size
_DAY = 86_400  # seconds


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
    say: Callable[[str], None] = field(default=nobody, compare=False)
    """Told, a line each, what was damaged, and that nothing can be kept."""
    _told: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def path(self, kind: str, key: str) -> Path:
        """Where the result of that kind and key lies, or would lie."""
        return self.root / kind / f"{key}{_FORMAT}"

    def get(self, kind: str, key: str) -> bytes | None:
        """The result, as it was kept; None if there is none, or it is damaged, which is told."""
        path = self.path(kind, key)
        try:
            with path.open("rb") as file:
                proof, content = file.read(_PROOF_BYTES), file.read()
                used = os.fstat(file.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError:
            # A folder in the place of the file, a file in that of the folder, a broken disk.
            if self.root.is_dir():
                self._tell_damaged(kind, key)
            return None
        if proof != _proof(kind, key, content):
            self._tell_damaged(kind, key)
            return None
        if time.time() - used > _DAY:
            # What was used lately is not cleared; a day is near enough, and costs few writes.
            with suppress(OSError):
                os.utime(path)
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keeps a result; where the folder cannot be written, that is told once."""
        path, whole = self.path(kind, key), _proof(kind, key, content) + content
        try:
            try:
                write_atomically(path, whole)
            except (FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError):
                if not self._clear_way(path):
                    raise
                write_atomically(path, whole)
        except OSError as error:
            line = f"{self.root.name}/: results cannot be kept there ({error.strerror or error})"
            self._tell_once("unwritable", f"{line}; the build goes on without keeping them")

    def load[Result](self, kind: str, key: str, read: Callable[[bytes], Result]) -> Result | None:
        """A kept result, decoded.

        Args:
            kind: see `path`.
            key: see `path`.
            read: decodes it. What it raises means that this is no such result: it counts as
                damaged.
        """
        content = self.get(kind, key)
        if content is None:
            return None
        try:
            return read(content)
        except Exception:  # whatever a decoder raises when it meets what it cannot know
            self._tell_damaged(kind, key)
            return None

    def load_or_make[Result](
        self, kind: str, key: str, make: Callable[[], bytes], read: Callable[[bytes], Result]
    ) -> Result:
        """The kept result, decoded; that of `make`, kept from now on, if there is none.

        Args:
            kind: see `path`.
            key: see `path`.
            make: makes the result; what it raises is raised, and nothing is kept.
            read: see `load`. What it raises for a result just made is raised, and that is not kept.
        """
        found = self.load(kind, key, read)
        if found is None:
            content = make()
            found = read(content)
            self.put(kind, key, content)
        return found

    def get_or_make(
        self,
        kind: str,
        key: str,
        make: Callable[[], bytes],
        check: Callable[[bytes], object] = bytes,
    ) -> bytes:
        """The kept result; what `make` returns, kept from now on, if there is none.

        Args:
            kind: see `path`.
            key: see `path`.
            make: see `load_or_make`.
            check: raises if the content is no such result.
        """

        def read(content: bytes) -> bytes:
            check(content)
            return content

        return self.load_or_make(kind, key, make, read)

    def get_or_make_all(
        self,
        kind: str,
        keys: Mapping[str, str],
        make: Callable[[], Mapping[str, bytes]],
        checks: Mapping[str, Callable[[bytes], object]],
    ) -> Mapping[str, bytes]:
        """Several results of one step, by name: all kept ones, or all made anew.

        Args:
            kind: see `path`.
            keys: each result's key, by its name.
            make: returns the results by name.
            checks: raise if a content is no such result, by name.
        """

        def read(name: str, content: bytes) -> bytes:
            checks[name](content)
            return content

        kept = {
            name: self.load(kind, key, lambda content, name=name: read(name, content))  # type: ignore[misc]
            for name, key in keys.items()
        }
        found = {name: content for name, content in kept.items() if content is not None}
        if len(found) == len(keys):
            return found
        made = {name: read(name, content) for name, content in make().items()}
        for name, key in keys.items():
            self.put(kind, key, made[name])
        return made

    def _clear_way(self, path: Path) -> bool:
        """Takes away what stands in the place of an entry or of its folder, and is neither."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.parent.is_file():
            path.parent.unlink()
        else:
            return False
        return True

    def _tell_damaged(self, kind: str, key: str) -> None:
        """Tells of the first of a kind by name, and that there are more; a disk may lose many."""
        place, name = f"{self.root.name}/{kind}", self.path(kind, key).name
        if kind not in self._told:
            self._tell_once(
                kind, f"{place}/{name}: a kept result that is damaged; it is made again"
            )
        elif f"{kind}/{key}" not in self._told:
            self._tell_once(f"more {kind}", f"{place}/: more are damaged; all are made again")
        self._told.add(f"{kind}/{key}")

    def _tell_once(self, what: str, line: str) -> None:
        if what not in self._told:
            self._told.add(what)
            self.say(line)


def _proof(kind: str, key: str, content: bytes) -> bytes:
    """What an entry begins with: it fits no other content, and no other place."""
    digest = hashlib.sha256(f"{kind}/{key}\n".encode())
    digest.update(content)
    return _MARK + digest.digest()
