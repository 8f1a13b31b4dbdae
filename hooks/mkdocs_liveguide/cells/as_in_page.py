"""Runs snippets where nothing can be done that a page cannot do: an interpreter of its own.

This file is that interpreter's program. It imports only the standard library and `live`; its only
argument is the folder in which it finds ``request.json`` and leaves ``result.json``. The standard
streams and descriptors are the snippets': they carry nothing else.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

_TEMPORARY = "/tmp"
_ENVIRONMENT = {
    "USER": "web_user",
    "LOGNAME": "web_user",
    "PATH": "/",
    "PWD": "/",
    "LANG": "en_US.UTF-8",
    "PYTHONHASHSEED": "0",
    "BROWSER": "page",  # so that `webbrowser` tries one, and is refused
}
_DEVICES = frozenset(f"/dev/{each}" for each in ("null", "random", "urandom", "zero"))
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(
    f"os.{each}"
    for each in [
        "chmod",
        "chown",
        "link",
        "mkdir",
        "remove",
        "rename",
        "rmdir",
        "symlink",
        "truncate",
        "utime",
    ]
)
_FILE_SIZE = 64 * 1024 * 1024
"""So long may a file become, in bytes: an endless loop shall not fill the disk."""


class _Live:
    """Finds the package `live`, and nothing that may lie beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return PathFinder.find_spec(name, [self._folder]) if name == "live" else None


class _Modules:
    """Finds nothing itself, but ends the search for what a page does not have."""

    def __init__(self, absent: frozenset[str], own: Sequence[str]) -> None:
        self._absent = absent
        self._known = (sys.stdlib_module_names - absent) | {"live", *own}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        top = name.partition(".")[0]
        here = Path(f"{top}.py").exists() or Path(top).exists()  # the snippet wrote it
        if top in self._known or (here and top not in self._absent):
            return None
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)


class _Files:
    """Refuses files that a page does not have: its code finds what it has written itself."""

    def __init__(self, own: Sequence[Path], readable: Sequence[Path], guide: Path) -> None:
        """`own`: folders to write in; `readable`: those of modules; `guide`: never written in."""
        self._own = tuple(f"{path}{os.sep}" for path in own)
        self._readable = tuple(f"{path}{os.sep}" for path in (*own, *readable))
        self._guide = f"{guide}{os.sep}"

    def refuse(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook.

        Raises:
            FileNotFoundError: the file or folder is not there in a page.
        """
        if event == "open":
            path, mode, flags = arguments
            writes = bool((flags or 0) & _WRITES) or any(each in (mode or "") for each in "wax+")
            self._check(path, writes)
        elif event in ("os.listdir", "os.scandir"):
            self._check(arguments[0], False)
        elif event in _CHANGES:
            for path in arguments[:2] if event in ("os.rename", "os.link") else arguments[:1]:
                self._check(path, True)

    def _check(self, path: Any, writes: bool) -> None:
        if path is None or isinstance(path, int):
            return
        absolute = f"{os.path.abspath(os.fsdecode(path))}{os.sep}"  # noqa: PTH100 - resolves no link
        if absolute.startswith(self._own if writes else self._readable):
            return
        elsewhere = absolute.startswith(f"{_TEMPORARY}{os.sep}")
        if elsewhere and not absolute.startswith(self._guide):
            return
        if absolute.removesuffix(os.sep) not in _DEVICES:
            text = os.strerror(errno.ENOENT)
            raise FileNotFoundError(errno.ENOENT, text, os.fsdecode(path))


def _become_a_page(
    folder: Path,
    snippets: Path,
    own: Sequence[str],
    live: Path,
    guide: Path,
    reads: Sequence[Path],
    absent: frozenset[str],
    rare: Sequence[str],
) -> None:
    """Takes away what a page does not have. What is imported from here on finds it gone."""
    import site
    import sysconfig

    _limit_files()
    home, temporary = folder / "home", folder / "tmp"
    os.chdir(home)
    os.environ.clear()
    os.environ.update(_ENVIRONMENT, HOME=str(home), TMPDIR=str(temporary))
    sysconfig.get_config_vars()["TZPATH"] = ""
    sys.path[:0] = [""]
    sys.path.append(str(snippets))
    sys.meta_path.insert(0, _Live(live))
    sys.dont_write_bytecode = True

    from live.cells import limits, sources

    sys.meta_path.insert(0, _Modules(absent, own))
    for name in absent:
        sys.modules.pop(name, None)
    _take_names(limits.ABSENT_NAMES, rare)
    sys.platform, sys.executable = "emscripten", "python"
    sys.prefix = sys.base_prefix = sys.exec_prefix = sys.base_exec_prefix = "/"
    site.setquit()
    site.sethelper()
    site.setcopyright()
    limits.install()
    sources.add_guide(str(snippets))
    modules = [snippets, live / "live", Path(os.__file__).parent, *reads]
    sys.addaudithook(_Files([home, temporary], modules, guide).refuse)


def _take_names(absent: dict[str, str], rare: Sequence[str]) -> None:
    from importlib import import_module

    # The other modules there take theirs from these.
    for name in ("os", "signal", "time", "select", "_socket", "_thread"):
        module = import_module(name)
        for each in [*absent[name].split(), *(rare if name == "os" else ())]:
            if hasattr(module, each):
                delattr(module, each)
        names = vars(module)
        if "__all__" in names:
            names["__all__"] = [each for each in names["__all__"] if each in names]
    os.cpu_count = os.process_cpu_count = lambda: 1
    os.getpid = lambda: 42  # as Pyodide has it


def _limit_files() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_SIZE, _FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run_cells(runs: Sequence[dict[str, str]], alone: bool) -> dict[str, Any]:
    """Runs cells in order, with the same names.

    Args:
        runs: the arguments of `live.cells.cell.run`: ``code``, ``setup``, ``setup_name``.
        alone: it is one cell, which belongs to no group.

    Returns:
        ``{"pieces": [...]}``, the output of the last one.
    """
    from live.cells.cell import run
    from live.cells.program import Program

    program = None if alone else Program()
    pieces: list[dict[str, Any]] = []
    for each in runs:
        pieces = []
        run(each["code"], pieces.append, program, each["setup"], each["setup_name"])
    return {"pieces": pieces}


def run_lab(artefacts: str, file: str, **request: str) -> dict[str, Any]:
    """Runs a lab with the defaults of its controls.

    Args:
        artefacts: the folder of what it reads.
        file: its module's file.
        **request: the arguments of `live.labs.lab.run_lab` but ``values``.

    Returns:
        ``{"controls": [...], "artefacts": [...], "parts": [...]}``, or ``{"failed": piece}`` if the
        module cannot be imported.
    """
    from importlib import import_module

    from live.cells.errors import describe
    from live.labs import lab
    from live.runtime import artefacts as place

    place.root = Path(artefacts)
    try:
        module = import_module(request["name"])
        values = {control["name"]: control["value"] for control in module.CONTROLS}
        read = list(getattr(module, "ARTEFACTS", []))
    except BaseException as error:
        return {"failed": describe(error, file)}
    result = lab.run_lab(values=values, **request)
    return {"controls": module.CONTROLS, "artefacts": read, **result}


def run_program(text: str, request: str, artefacts: str) -> dict[str, Any]:
    """Runs a program that defines ``main(request, artefacts)``.

    Returns:
        ``{"answer": what that returned}``.
    """
    names: dict[str, Any] = {"__name__": "program"}
    exec(text, names)
    return {"answer": names["main"](request, artefacts)}


_TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "cells": run_cells,
    "lab": run_lab,
    "program": run_program,
}


def main(folder: Path) -> None:
    """Does what the folder's request says.

    ``request.json`` holds ``task``, a key of `_TASKS`; ``arguments``, its arguments; ``snippets``,
    ``live`` and ``guide``, folders: of the modules to import, of the package `live`, of all
    sources; ``reads``, other folders from which the task reads; ``absent`` and
    ``rare``, modules and names of `os` that a page lacks.
    """
    end = os._exit
    answer = (folder / "result.json").open("w", encoding="utf-8")
    request = json.loads((folder / "request.json").read_bytes())
    snippets, live = Path(request["snippets"]), Path(request["live"])
    reads = [Path(each) for each in request["reads"]]
    # A page has the folders. Those who check a guide look at each file of it.
    whole = request["task"] == "program"
    own = [path.stem for path in snippets.iterdir() if path.is_dir() or whole]
    absent, rare = frozenset(request["absent"]), request["rare"]
    _become_a_page(folder, snippets, own, live, Path(request["guide"]), reads, absent, rare)
    result = _TASKS[request["task"]](**request["arguments"])
    text = json.dumps(result, allow_nan=False)
    answer.write(text)
    answer.close()
    end(0)  # whatever the snippets have left running or registered


if __name__ == "__main__":
    time.tzset() if hasattr(time, "tzset") else None
    main(Path(sys.argv[1]))
