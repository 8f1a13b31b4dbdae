"""What static hosts do to addresses and files, beyond sending what lies in a folder."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_visits = itertools.count()


@dataclass(frozen=True)
class Redirect:
    """Another address is to be asked for."""

    path: str
    """From the origin, without the slash at its beginning."""


@dataclass(frozen=True)
class Habits:
    """A kind of host. Without any of these it does as most do."""

    clean: bool = False
    """``/x.html`` is redirected to ``/x``, and ``/x/index.html`` to ``/x/``."""
    slashless: bool = False
    """``/x/`` is redirected to ``/x``."""
    rewriting: bool = False
    """Something is put into each HTML page, another thing at each visit."""
    fallback: bool = False
    """What is not there is the start page, and all is well: for sites that are one script."""
    ranges: bool = False
    """Parts of files are sent where a browser asks for them."""

    def find(self, mounts: Mapping[str, Path], path: str) -> Redirect | Path | None:
        """What an address means.

        Args:
            mounts: folders by the path below which they are served, which is "" or ends in a slash.
            path: from the origin, without the slash at its beginning.

        Returns:
            Where else to ask, a file, or None where there is none.
        """
        if self.clean and (short := re.sub(r"(^|/)index\.html$|\.html$", r"\1", path)) != path:
            return Redirect(short)
        if self.slashless and path.endswith("/") and path not in mounts:
            return Redirect(path.rstrip("/"))
        for mount in sorted((each for each in mounts if path.startswith(each)), key=len)[::-1]:
            file = mounts[mount] / path.removeprefix(mount)
            if path.endswith("/") or path == mount:
                candidates = [file / "index.html"]
            else:
                page = file.with_name(f"{file.name}.html")
                candidates = [file, *[page] * self.clean, *[file / "index.html"] * self.slashless]
            if self.fallback:
                candidates.append(mounts[mount] / "index.html")
            return next((each for each in candidates if each.is_file()), None)
        return None

    def change(self, file: Path, content: bytes) -> bytes:
        """A file as it is sent."""
        if self.rewriting and file.suffix == ".html":
            mark = f"<!-- put in by the host, visit {next(_visits)} -->".encode()
            return content.replace(b"</body>", mark + b"</body>")
        return content

    def part(self, wanted: str | None, size: int) -> tuple[int, int] | None:
        """The first and last byte that a request's ``Range`` asks for, or None for all."""
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted or "") if self.ranges else None
        return (int(found[1]), min(int(found[2] or size), size - 1)) if found else None


PLAIN = Habits()
