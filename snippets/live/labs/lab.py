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
from types import ModuleType
from typing import Any

from live.cells.cell import CELL, execute, in_place
from live.cells.errors import describe
from live.cells.printing import Printer

Part = dict[str, Any]

_kept: dict[tuple[str, str, str, str], dict[str, Any]] = {}


async def run_for_page(
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
    parts: list[Part] = []
    printer = Printer(parts.append)
    result: list[Part] = []
    with in_place(printer):
        try:
            names = await _define(name, before, code, after)
            result = [dict(part) for part in names["run"](**values)]
        except BaseException as error:
            parts.append(describe(error, CELL))
        printer.flush()
    return {"parts": result + parts}


async def _define(name: str, before: str, code: str, after: str) -> dict[str, Any]:
    """The module's names; defined anew only when its text has changed."""
    key = (name, before, code, after)
    if key not in _kept:
        # Classes look for the module that they say they are from.
        module = sys.modules[name] = ModuleType(name)
        names = module.__dict__
        _, flags = await execute(before, f"{name} (before)", names, 0)
        _, flags = await execute(code, CELL, names, flags)
        await execute(after, f"{name} (after)", names, flags)
        _kept.clear()
        _kept[key] = names
    return _kept[key]
