import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """A copy of the scripts without anything that was installed."""
    shutil.copytree(root / "scripts", tmp_path / "clone" / "scripts")
    return tmp_path / "clone"


def run(clone: Path, script: str, path: list[Path]) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.pathsep.join(map(str, path)), "HOME": str(clone)}
    return subprocess.run(
        ["/bin/bash", f"scripts/{script}"],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def only(folder: Path, *programs: str) -> Path:
    """A folder for PATH that has these programs of the system, and no others."""
    folder.mkdir()
    for program in programs:
        found = shutil.which(program)
        assert found, program
        (folder / program).symlink_to(found)
    return folder


@pytest.mark.parametrize("script", ["serve", "build", "test"])
def test_another_python_is_named_and_the_way_to_the_right_one(clone: Path, script: str) -> None:
    tools = only(clone / "bin", "bash", "dirname", "cat")
    old = tools / "python3"
    old.write_text("#!/bin/bash\necho 3.11\n")
    old.chmod(0o755)
    result = run(clone, script, [tools])
    assert result.returncode == 1
    assert "needs Python 3.13, and it is not here. Found: python3 (3.11)" in result.stderr
    assert "uv python install 3.13" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_python_at_all_is_said(clone: Path) -> None:
    result = run(clone, "serve", [only(clone / "bin", "bash", "dirname", "cat")])
    assert result.returncode == 1
    assert "Found: no Python at all." in result.stderr


@pytest.mark.parametrize(
    "script",
    ["bench", "calibrate-quiz", "evaluate-search", "new-guide", "package", "score-quiz"],
)
def test_every_tool_says_how_it_is_called(root: Path, script: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        [root / "scripts" / script, "--help"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "usage:" in result.stdout
