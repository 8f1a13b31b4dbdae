"""Runs a guide's Python in an interpreter of its own, like the one that runs this."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.building.cache import write_atomically
from mkdocs_liveguide.runtime.places import LIVE
from mkdocs_liveguide.testing.pythons.program import INSIDE, Work, ask

_ASK = """
import asyncio, sys
answer = asyncio.run(main(sys.stdin.read(), sys.argv[1]))
sys.stdout.write("\\n" + answer)
"""


def run_in_cpython(work: Work) -> str:
    """The answer of `inside.main`.

    Raises:
        GuideFailure: there was none.
    """
    with TemporaryDirectory() as name:
        for artefact, content in work.artefacts.items():
            write_atomically(Path(name) / artefact, content)
        program = INSIDE.read_text(encoding="utf-8") + _ASK
        path = os.pathsep.join([str(work.snippets), str(LIVE.parent)])
        command = [sys.executable, "-c", program, name]
        settings = {"PYTHONPATH": path, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
        return ask("CPython", command, work.request, **settings)
