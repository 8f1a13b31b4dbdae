"""Habits of Python programs, at build time and in Pyodide."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.snippets.habits import HABITS

from mkdocs_liveguide.cells.apart import run_apart
from mkdocs_liveguide.runtime.node import find_node

HERE = Path(__file__).parent
PROGRAM = HERE / "run_habits.py"
OURS = ("live/cells", "live.cells", "site-packages", "python313.zip", "_Text", "_Bytes")
"""Words that no reader should see."""


@dataclass(frozen=True)
class Answer:
    """What came of all programs in one Python."""

    given: dict[str, list[dict[str, Any]]]
    absent: list[str]

    def text(self, name: str) -> str:
        """All that a page would show of one."""
        return "\n".join(str(piece.get("text", piece)) for piece in self.given[name])


@pytest.fixture(scope="module")
def request_text() -> str:
    return json.dumps({name: code for name, (code, _) in HABITS.items()})


@pytest.fixture(scope="module")
def build(request_text: str, tmp_path_factory: pytest.TempPathFactory) -> Answer:
    guide = tmp_path_factory.mktemp("guide")
    (guide / "snippets").mkdir()
    arguments = {"text": PROGRAM.read_text("utf-8"), "request": request_text, "artefacts": ""}
    result = run_apart("program", arguments, guide / "snippets", guide, 120)
    assert [path.name for path in guide.rglob("*")] == ["snippets"], "it leaves nothing behind"
    return Answer(**json.loads(result["answer"]))


@pytest.fixture(scope="module")
def pyodide(root: Path, request_text: str) -> Answer:
    script, packages = HERE / "in_pyodide.mjs", sysconfig.get_path("purelib")
    done = subprocess.run(
        [str(find_node()), str(script), str(root), packages, str(PROGRAM)],
        input=request_text,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return Answer(**json.loads(done.stdout.rstrip().rpartition("\n")[2]))


@pytest.mark.parametrize("name", HABITS)
def test_a_habit_does_at_build_what_it_does_everywhere(
    build: Answer, name: str, root: Path
) -> None:
    text = build.text(name)
    at = 0
    for words in HABITS[name][1]:
        assert words in text[at:], text
        at = text.index(words, at) + len(words)
    assert not [words for words in (*OURS, str(root)) if words in text], text


@pytest.mark.parametrize("name", HABITS)
def test_a_habit_does_in_pyodide_what_it_does_at_build(
    build: Answer, pyodide: Answer, name: str
) -> None:
    assert pyodide.given[name] == build.given[name]


def test_the_build_knows_which_modules_pyodide_does_not_have(
    build: Answer, pyodide: Answer
) -> None:
    assert build.absent == pyodide.absent
