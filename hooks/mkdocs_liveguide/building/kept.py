"""Results of our own code, kept by what they are made from and by the code that makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.code import code_key, module_key


@dataclass(frozen=True)
class Kept:
    """Results of one kind, as JSON. Any change of our code makes all of them anew."""

    cache: Cache
    kind: str
    """See `Cache`."""
    code: str
    """See `code_key`."""

    @classmethod
    def of(cls, cache: Cache, kind: str) -> Kept:
        """The results of a kind that the code of this build makes."""
        return cls(cache, kind, code_key())

    @classmethod
    def of_module(cls, cache: Cache, kind: str, file: str) -> Kept:
        """The results of a kind that a module makes with nothing but installed packages.

        Args:
            cache: keeps them.
            kind: see `Cache`.
            file: the module's ``__file__``.
        """
        return cls(cache, kind, module_key(file))

    def get_or_make(self, parts: Sequence[bytes | str], make: Callable[[], Any]) -> Any:
        """The kept result; what `make` returns, kept from now on, if there is none.

        Args:
            parts: all that the result is made from.
            make: makes it, of plain data; what it raises is raised, and nothing is kept.

        Returns:
            What JSON makes of it: lists for tuples.
        """
        key = key_of(self.code, *parts)
        return self.cache.load_or_make(self.kind, key, lambda: _as_bytes(make()), json.loads)

    def find(self, parts: Sequence[bytes | str]) -> Any:
        """The kept result; None if there is none, or it is damaged."""
        return self.cache.load(self.kind, key_of(self.code, *parts), json.loads)

    def put(self, parts: Sequence[bytes | str], result: Any) -> Any:
        """Keeps a result of plain data, and returns what JSON makes of it."""
        content = _as_bytes(result)
        self.cache.put(self.kind, key_of(self.code, *parts), content)
        return json.loads(content)


def _as_bytes(result: Any) -> bytes:
    return json.dumps(result, ensure_ascii=False).encode()
