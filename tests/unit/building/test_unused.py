"""What no build has used for long is cleared; what two branches need in turns is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mkdocs_liveguide.building import unused
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.unused import DAYS, clear_unused


def keep(root: Path, name: str, days: float, size: int = 10) -> Path:
    """A result that was used so many days ago."""
    key = f"{key_of(name)}-{name}"
    Cache(root).put("kind", key, bytes(size))
    path = Cache(root).path("kind", key)
    used = time.time() - days * 86_400
    os.utime(path, (used, used))
    return path


def look_again(root: Path) -> str:
    (root / ".cleared").unlink(missing_ok=True)
    return clear_unused(root)


def test_what_was_not_used_for_long_goes_and_a_line_says_so(tmp_path: Path) -> None:
    old, new = keep(tmp_path, "old", DAYS + 1, 10**6), keep(tmp_path, "new", DAYS - 1)
    line = clear_unused(tmp_path)
    assert line == f"{tmp_path.name}/: cleared 1 results not used for long, 1.0 MB"
    assert not old.exists()
    assert new.exists()
    assert look_again(tmp_path) == ""


def test_what_a_build_reads_counts_as_used(tmp_path: Path) -> None:
    old = keep(tmp_path, "old", DAYS + 1)
    assert Cache(tmp_path).get("kind", old.stem) is not None
    assert clear_unused(tmp_path) == ""
    assert old.exists()


def test_two_branches_that_are_built_in_turns_keep_their_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unused, "MOST_BYTES", 0)
    branches = [keep(tmp_path, "one", 1.9), keep(tmp_path, "other", 0.5)]
    for _ in range(3):
        for path in branches:
            assert Cache(tmp_path).get("kind", path.stem) is not None
            assert look_again(tmp_path) == ""


def test_beyond_the_bound_those_used_longest_ago_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [keep(tmp_path, f"of-{days}", days, 1000) for days in (20, 15, 10, 5, 1)]
    size = paths[0].stat().st_size
    monkeypatch.setattr(unused, "MOST_BYTES", 3 * size)
    assert "cleared 2" in clear_unused(tmp_path)
    assert [path.exists() for path in paths] == [False, False, True, True, True]


def test_only_entries_are_touched(tmp_path: Path) -> None:
    names = ("kind/notes.txt", f"kind/{key_of('a')}.md", "kind/sub/" + key_of("b"), key_of("c"))
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (0, 0))
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (elsewhere / key_of("d")).write_bytes(b"x")
    os.utime(elsewhere / key_of("d"), (0, 0))
    (tmp_path / "link").symlink_to(elsewhere)
    assert clear_unused(tmp_path) == ""
    assert all((tmp_path / name).exists() for name in names)
    assert (elsewhere / key_of("d")).exists()


def test_what_a_killed_build_was_writing_goes_after_a_day(tmp_path: Path) -> None:
    keep(tmp_path, "whole", 0)
    for name, days in (("old", 2), ("new", 0)):
        path = tmp_path / "kind" / f".{key_of('x')}-stdlib.{name}"
        path.write_bytes(b"half")
        os.utime(path, (time.time() - days * 86_400,) * 2)
    assert "cleared 1" in clear_unused(tmp_path)
    assert [path.suffix for path in (tmp_path / "kind").glob(".*")] == [".new"]


def test_it_looks_once_a_day(tmp_path: Path) -> None:
    assert clear_unused(tmp_path) == ""
    keep(tmp_path, "old", DAYS + 1)
    assert clear_unused(tmp_path) == ""
    os.utime(tmp_path / ".cleared", (0, 0))
    assert clear_unused(tmp_path) != ""


def test_a_folder_that_is_not_there_stays_so(tmp_path: Path) -> None:
    assert clear_unused(tmp_path / "none") == ""
    assert not (tmp_path / "none").exists()
