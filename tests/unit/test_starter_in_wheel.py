"""What a new guide begins with is in the wheel too, hidden files and folders among it."""

from __future__ import annotations

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from mkdocs_liveguide.starter import write_starter
from mkdocs_liveguide.starter.write import FILES
from mkdocs_liveguide.tools.package.stage import _ignored

HIDDEN = (".gitattributes", ".gitignore", ".github/workflows/publish.yml")


def test_a_new_guide_has_hidden_files(tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path).as_posix() for path in write_starter(tmp_path, "Bread")}
    assert written >= set(HIDDEN)


def test_the_build_of_the_wheel_takes_every_file_of_the_starter(root: Path) -> None:
    builder = WheelBuilder(str(root / "hooks"))
    taken = {Path(each.distribution_path) for each in builder.recurse_included_files()}
    files = [path for path in FILES.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert {path.relative_to(root / "hooks") for path in files} <= taken


def test_nothing_of_the_starter_is_left_behind_on_the_way_to_it() -> None:
    for folder, folders, files in FILES.walk():
        assert _ignored(str(folder), [*folders, *files]) == []
