"""The snippets' own tests, and every cell of the guide, inside Pyodide under Node."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from dataclasses import asdict
from pathlib import Path

from tests.unit.pages.reading import read

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cells.render import Cell, Cells
from mkdocs_liveguide.cells.run import joined, run_snippets
from mkdocs_liveguide.evidence import render as evidence
from mkdocs_liveguide.faq import render as faq
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.view import PageInfo, PageView
from mkdocs_liveguide.runtime.node import find_node

HERE = Path(__file__).parent


def in_pyodide(root: Path, program: str, text: str) -> str:
    packages = sysconfig.get_path("purelib")
    command = [str(find_node()), str(HERE / "in_pyodide.mjs"), str(root), packages]
    done = subprocess.run(
        [*command, str(HERE / program)],
        input=text,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_snippets_tests_pass_in_pyodide(root: Path) -> None:
    printed = in_pyodide(root, "run_pytest.py", "")
    assert printed.rstrip().endswith("\n0"), printed
    assert " passed" in printed


def cells_of(guide: Guide, cache: Cache) -> list[Cell]:
    """All cells that the guide's pages show, answers and findings among them."""
    cells = Cells(guide.snippets, cache)
    known = cells.directives() | faq.directives(guide.faq) | evidence.directives(guide.evidence)
    for page in guide.pages.values():
        _, draft = read(page.markdown, known, src_uri=page.src_uri, line_offset=page.line_offset)
        view = PageView(page.src_uri, {page.src_uri: PageInfo(page.src_uri, page.url, "")})
        for make, _ in draft.late.values():
            make(view)
    return cells.shown


def test_every_cell_of_the_guide_prints_the_same_in_pyodide(root: Path, guide: Guide) -> None:
    cache = Cache(root / "build")
    found = [cell for cell in cells_of(guide, cache) if not cell.varies]
    assert found
    request = json.dumps([[asdict(run) for run in cell.runs] for cell in found])
    printed = json.loads(in_pyodide(root, "run_cells.py", request).rstrip().rpartition("\n")[2])
    for cell, pieces in zip(found, printed, strict=True):
        place = cell.directive.place
        assert joined(pieces) == run_snippets(guide.snippets.folder, cache, cell.runs), (
            f"{place.path}:{place.line}"
        )
