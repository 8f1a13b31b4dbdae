"""Paths and error numbers of the machine that builds, as a page has them."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HOME, _TEMPORARY = "/home/reader", "/tmp"
_MODULES, _LIVE = "/lib/snippets.zip", "/lib/python3.13/site-packages/live.whl"
_LIBRARY = "/lib/python313.zip"
"""Where things are in a page."""
_NUMBER = re.compile(r"\[Errno (\d+)\]")
_NUMBERS = {
    name: int(number)
    for name, number in (
        each.split("=")
        for each in [
            "EACCES=2",
            "EAGAIN=6",
            "EBADF=8",
            "EBUSY=10",
            "EEXIST=20",
            "EFBIG=22",
            "EINVAL=28",
            "EISDIR=31",
            "EMFILE=33",
            "ENAMETOOLONG=37",
            "ENOENT=44",
            "ENOSPC=51",
            "ENOSYS=52",
            "ENOTDIR=54",
            "ENOTEMPTY=55",
            "ENOTSUP=138",
            "EPERM=63",
            "EPIPE=64",
            "ESPIPE=70",
            "ETXTBSY=74",
            "EXDEV=75",
        ]
    )
}
"""The numbers that Pyodide's system has for errors."""


def places_in_page(folder: Path, snippets: Path, live: Path) -> dict[str, str]:
    """Where things are in a page, by where they are here; to be looked for in this order.

    Args:
        folder: of one run, with ``home`` and ``tmp`` in it.
        snippets: the modules that code may import.
        live: holds the package `live`.
    """
    return {
        str(folder / "home"): _HOME,
        str(folder / "tmp"): _TEMPORARY,
        str(live / "live"): f"{_LIVE}/live",
        str(snippets): _MODULES,
        str(Path(os.__file__).parent): _LIBRARY,
    }


def as_in_page(value: Any, places: Mapping[str, str]) -> Any:
    """Plain data with the paths and the error numbers that a page has.

    Args:
        value: what code has put out.
        places: see `places_in_page`.
    """
    if isinstance(value, dict):
        return {key: as_in_page(each, places) for key, each in value.items()}
    if isinstance(value, list):
        return [as_in_page(each, places) for each in value]
    if not isinstance(value, str):
        return value
    for here, there in places.items():
        value = value.replace(here, there)
    return _NUMBER.sub(_number_in_page, value)


def _number_in_page(match: re.Match[str]) -> str:
    name = errno.errorcode.get(int(match[1]), "")
    name = "ENOTSUP" if name == "EOPNOTSUPP" else name
    return f"[Errno {_NUMBERS.get(name, match[1])}]"
