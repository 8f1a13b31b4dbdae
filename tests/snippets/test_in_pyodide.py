"""The snippets' own tests, and every cell of the guide, inside Pyodide under Node."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from dataclasses import asdict
from pathlib import Path

from mkdocs_liveguide.cells.cell import runs_of
from mkdocs_liveguide.sources.guide import Guide, load_pages

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cells.run import joined, run_snippets
from mkdocs_liveguide.pages.directives import find_directives
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


def test_every_cell_of_the_guide_prints_the_same_in_pyodide(root: Path) -> None:
    docs = root / "docs"
    sources = [
        path.relative_to(docs).as_posix()
        for path in docs.rglob("*.md")
        if not path.relative_to(docs).parts[0].startswith(".")
    ]
    guide = Guide(root, docs, Cache(root / "build"), load_pages(root, docs, sources))
    found = [
        directive
        for page in guide.pages.values()
        for directive in find_directives(page.markdown, page.path, page.src_uri, page.line_offset)
        if directive.name == "live" and directive.options.get("varies") != "yes"
    ]
    assert found
    chains = [runs_of(directive, guide) for directive in found]
    request = json.dumps([[asdict(run) for run in chain] for chain in chains])
    printed = json.loads(in_pyodide(root, "run_cells.py", request).rstrip().rpartition("\n")[2])
    for directive, chain, pieces in zip(found, chains, printed, strict=True):
        assert joined(pieces) == run_snippets(guide, chain), f"{directive.path}:{directive.line}"
