"""A guide's generic tests as items of pytest, each named by the sentence that it checks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mkdocs_liveguide.testing.check import Check, GuideFailure, NotHere
from mkdocs_liveguide.testing.checks import all_checks
from mkdocs_liveguide.testing.guide import CONFIGURATION, GuideUnderTest

_GUIDE = pytest.StashKey[GuideUnderTest]()


def add_guide(config: pytest.Config, root: Path) -> None:
    """Makes this module, a plugin of its own, collect the tests of a guide."""
    config.stash[_GUIDE] = GuideUnderTest(root, partial(_folder, config))


@pytest.fixture(scope="session")
def liveguide(pytestconfig: pytest.Config) -> GuideUnderTest:
    """The guide, for tests of its own: its sources' folders, and its site, built once."""
    return pytestconfig.stash[_GUIDE]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The guide, when pytest comes to its file."""
    guide = parent.config.stash[_GUIDE]
    if file_path != guide.root / CONFIGURATION:
        return None
    # Pytest has no name for a file that does not lie below its own root.
    name = Path(os.path.relpath(file_path, parent.config.rootpath)).as_posix()
    file: GuideFile = GuideFile.from_parent(parent, path=file_path, nodeid=name, guide=guide)
    return file


class GuideFile(pytest.File):
    """A guide."""

    def __init__(self, *, guide: GuideUnderTest, **more: Any) -> None:
        super().__init__(**more)
        self.guide = guide

    def collect(self) -> Iterator[pytest.Item]:
        """An item for each check; nothing is built yet."""
        for check in all_checks(self.guide):
            yield GuideItem.from_parent(self, name=check.name, check=check)


class GuideItem(pytest.Item):
    """One check of a guide."""

    def __init__(self, *, check: Check, **more: Any) -> None:
        super().__init__(**more)
        self.check = check

    def runtest(self) -> None:
        """Fails with all problems that the check finds."""
        try:
            problems = list(self.check.problems())
        except NotHere as reason:
            pytest.skip(str(reason))
        if problems:
            raise GuideFailure("\n".join(problems))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The problems alone, without the lines of this plugin."""
        if isinstance(excinfo.value, GuideFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands in reports."""
        return self.path, 0, self.name


def _folder(config: pytest.Config) -> Path:
    """The folder for the site. A worker of pytest-xdist has its own folder in that of the run."""
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    base = factory.getbasetemp()
    folder = (base.parent if hasattr(config, "workerinput") else base) / "liveguide"
    folder.mkdir(exist_ok=True)
    return folder
