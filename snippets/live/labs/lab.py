"""Labs: experiments with controls, for a page to show and a reader to change.

A lab is a module under ``snippets/labs/`` that defines

- ``CONTROLS``: a list of dicts with ``name``, ``label``, ``kind`` (``"range"``, ``"number"``,
  ``"select"``, ``"checkbox"`` or ``"text"``) and ``value``, the default; ``min``, ``max`` and
  ``step`` for range and number; ``options``, a list of str, for select; optionally ``help``;
- ``run(**values)``: takes the value of each control by its name and returns a list of parts:
  ``{"kind": "text", "text": str}``,
  ``{"kind": "table", "head": [str], "rows": [[str]], "caption": str}`` or
  ``{"kind": "svg", "svg": str, "alt": str}`` (``live.plot.charts`` makes those);
- ``ARTEFACTS``, if it reads any: their names, for `live.runtime.artefacts`.

``::: lab labs/name.py`` puts it into a page with its result for the defaults. With a section after
``#``, the reader sees and edits that part of the module only.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from live.cells import limits
from live.cells.errors import describe
from live.cells.printing import Printer
from live.cells.program import Program
from live.cells.sources import CELL

Part = dict[str, Any]

_kept: dict[tuple[str, str, str, str], Program] = {}


def run_for_page(
    code: str,
    values: Mapping[str, Any],
    name: str,
    before: str = "",
    after: str = "",
) -> dict[str, Any]:
    """Runs a lab with the values of its controls.

    Args:
        code: the part of the module that the reader sees, and may have changed.
        values: by name of control; all that `run` takes.
        name: the module, such as ``labs.mixing``.
        before: the module's lines before `code`.
        after: the module's lines after `code`.

    Returns:
        ``{"parts": [...]}``: what `run` returned, then what was printed, if anything, as
        ``{"kind": "stdout", "text": str}``. If it failed, the last part is
        ``{"kind": "error", …}`` as `live.cells.cell` describes it.
    """
    limits.install()
    return run_lab(code, values, name, before, after)


def run_lab(
    code: str,
    values: Mapping[str, Any],
    name: str,
    before: str = "",
    after: str = "",
) -> dict[str, Any]:
    """`run_for_page`, in an interpreter that does other things too."""
    key = (name, before, code, after)
    program = _kept.get(key) or Program(name)
    parts: list[Part] = []
    result: list[Part] = []
    printer = Printer(parts.append)
    with program.running(printer):
        try:
            if key not in _kept:
                _define(program, name, before, code, after)
                _kept.clear()
                _kept[key] = program
            result = [dict(part) for part in program.names["run"](**values)]
        except BaseException as error:
            printer.show(describe(error, CELL))
    return {"parts": result + parts}


def _define(program: Program, name: str, before: str, code: str, after: str) -> None:
    """Runs the module's text; done anew only when that has changed."""
    # For good: classes look for the module that they say they are from.
    sys.modules[name] = program.module
    for text, filename in ((before, f"{name} (before)"), (code, CELL), (after, f"{name} (after)")):
        if text.strip():
            program.execute(text, filename)
