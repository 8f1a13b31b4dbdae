"""Browser modules that need no browser, tested by Node's own test runner: a file of tests each."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_liveguide.runtime.node import run_node

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_a_module_without_a_browser(file: Path) -> None:
    said = run_node(["--test", "--test-reporter=tap", file])
    assert "# fail 0" in said
    assert "# tests 0" not in said
