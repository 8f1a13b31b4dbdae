"""A copy of the small guide that a test may break, and the command that builds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class SmallGuide:
    """The small guide in a folder of its own; dear results are shared with the real one."""

    folder: Path

    @property
    def site(self) -> Path:
        """Where it is built to."""
        return self.folder / "site"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replaces a part of a file, which must be there."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(self) -> subprocess.CompletedProcess[str]:
        """Builds it as an author would, strictly."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(self.site)],
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def small_guide(root: Path, tmp_path: Path) -> SmallGuide:
    """The guide about bread, not built yet."""
    folder = tmp_path / "Brot & Wasser, für alle"
    shutil.copytree(root / "tests" / "fixtures" / "bread", folder)
    # Dear results, such as the trimmed Pyodide, need not be made again.
    (root / "build").mkdir(exist_ok=True)
    (folder / "build").symlink_to(root / "build")
    return SmallGuide(folder)
