"""Files that are read once, when they are first needed, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from live.search.container import reading


class MissingError(LookupError):
    """Files that this query needs and that have not been fetched yet."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = list(names)


def open_all(names: Sequence[str], open_file: Callable[[str], bytes]) -> list[bytes]:
    """The contents of files.

    Args:
        names: of the files.
        open_file: the content of a file by its name; raises FileNotFoundError.

    Raises:
        MissingError: with the names of all that are not there.
    """
    contents: list[bytes] = []
    missing: list[str] = []
    for name in names:
        try:
            contents.append(open_file(name))
        except FileNotFoundError:
            missing.append(name)
    if missing:
        raise MissingError(missing)
    return contents


class Parts[Part]:
    """All files of one kind, by name.

    Args:
        open_file: as of `open_all`.
        parse: the part that a file's content is.
    """

    def __init__(self, open_file: Callable[[str], bytes], parse: Callable[[bytes], Part]) -> None:
        self._open, self._parse = open_file, parse
        self._kept: dict[str, Part] = {}

    def get(self, names: Sequence[str]) -> list[Part]:
        """The parts of these names.

        Raises:
            MissingError: with the names of all files that are not there.
            ContainerError: a file is damaged.
        """
        new = [name for name in names if name not in self._kept]
        for name, data in zip(new, open_all(new, self._open), strict=True):
            with reading(name):
                self._kept[name] = self._parse(data)
        return [self._kept[name] for name in names]

    def __iter__(self) -> Iterator[Part]:
        """All that have been read so far."""
        return iter(self._kept.values())
