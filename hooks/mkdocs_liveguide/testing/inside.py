"""Runs a guide's Python: the same program on CPython and in Pyodide.

Its text is all that is sent there, so it imports only the standard library and `live`.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import traceback
from pathlib import Path
from typing import Any


def main(request: str, artefacts_root: str) -> str:
    """Imports modules, runs chains of cells, and runs labs with their default values.

    Args:
        request: JSON: ``modules``, a list of names; ``chains``, each with ``alone`` and ``runs``,
            a list of cells with ``code``, ``setup`` and ``setup_name``; ``labs``, each with the
            arguments of `live.labs.lab.run_lab`.
        artefacts_root: the folder of what labs read.

    Returns:
        JSON: ``modules``, for each None or how its import failed; ``chains``, for each the output
        of its last cell; ``labs``, for each its parts.
    """
    from live.cells import limits
    from live.cells.cell import run
    from live.cells.program import Program
    from live.labs.lab import run_lab
    from live.runtime import artefacts

    limits.install()
    artefacts.root = Path(artefacts_root)
    asked = json.loads(request)
    modules = {name: _import(name) for name in asked["modules"]}
    chains = []
    for chain in asked["chains"]:
        program = None if chain["alone"] else Program()
        pieces: list[dict[str, Any]] = []
        for each in chain["runs"]:
            pieces = []
            run(each["code"], pieces.append, program, each["setup"], each["setup_name"])
        chains.append(pieces)
    labs = [run_lab(**each)["parts"] for each in asked["labs"]]
    return json.dumps({"modules": modules, "chains": chains, "labs": labs})


def _import(name: str) -> str | None:
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            importlib.import_module(name)
    except BaseException as error:  # SystemExit too: a snippet that ends Python cannot be used
        places = traceback.extract_tb(error.__traceback__)
        line = next((each.lineno for each in reversed(places) if _is_of(each.filename, name)), 0)
        return f"line {line}: {type(error).__name__}: {error}"
    return None


def _is_of(path: str, module: str) -> bool:
    plain = path.replace("\\", "/")
    return plain.endswith(
        (f"/{module.replace('.', '/')}.py", f"/{module.replace('.', '/')}/__init__.py")
    )
