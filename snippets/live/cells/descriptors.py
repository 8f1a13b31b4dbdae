"""What goes past ``sys.stdout``, to descriptors 1 and 2: by ``os.write``, C, ``open(1, "w")``."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_KINDS = {1: "stdout", 2: "stderr"}


class _File:
    """A file without a name in the place of a descriptor."""

    def __init__(self, number: int) -> None:
        """Raises OSError: there is no such descriptor, or no room."""
        self.number = number
        self._before = os.dup(number)
        path = Path(os.environ.get("TMPDIR", "/tmp"), f".descriptor-{number}")
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._file = os.open(path, flags, 0o600)
        with suppress(OSError):  # Windows keeps the name while the file is open
            path.unlink()
        os.dup2(self._file, number)
        self._read = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def new(self) -> str:
        """What has been written since the last time."""
        size = os.fstat(self._file).st_size
        if size <= self._read:
            return ""
        os.lseek(self._file, self._read, os.SEEK_SET)
        data = os.read(self._file, size - self._read)
        self._read += len(data)
        return self._decode(data)

    def close(self) -> None:
        os.dup2(self._before, self.number)
        os.close(self._before)
        os.close(self._file)


@contextmanager
def redirected(write: Callable[[str, str], None]) -> Iterator[Callable[[], None]]:
    """For a while, what is written to the descriptors goes to `write`, by kind.

    Yields:
        A function that hands over what has been written so far: to be called before anything is
        shown, so that the order is kept. Each ``os.write`` calls it itself.
    """
    files: list[_File] = []
    for number in _KINDS:
        with suppress(OSError):
            files.append(_File(number))

    def drain() -> None:
        for file in files:
            if text := file.new():
                write(_KINDS[file.number], text)

    kept = os.write
    os.write = _then(os.write, drain)
    try:
        yield drain
    finally:
        os.write = kept
        for file in files:
            with suppress(OSError):
                file.close()


def _then(write: Callable[..., int], drain: Callable[[], None]) -> Callable[..., int]:
    def write_and_show(fd: int, data: bytes, /) -> int:
        done = write(fd, data)
        if fd in _KINDS:
            drain()
        return done

    write_and_show.__name__ = write_and_show.__qualname__ = "write"
    return write_and_show
