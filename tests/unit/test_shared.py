"""What is dear to make is made once a run, whoever wants it first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock
from tests.shared import Shared


def test_who_wants_what_another_is_making_waits_and_gets_it_whole(tmp_path: Path) -> None:
    begun, go_on, made = Event(), Event(), []

    def make(folder: Path) -> None:
        begun.set()
        go_on.wait(60)
        made.append(folder)
        (folder / "file").write_text("whole")

    with ThreadPoolExecutor(2) as workers:
        first = workers.submit(Shared(tmp_path).folder, "one", make)
        begun.wait(60)
        second = workers.submit(Shared(tmp_path).folder, "one", make)
        go_on.set()
        assert first.result(60) == second.result(60) == tmp_path / "one"
    assert made == [tmp_path / "one"]
    assert (tmp_path / "one" / "file").read_text() == "whole"


def test_what_could_not_be_made_is_made_anew(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("a full disk")

    with pytest.raises(OSError, match="a full disk"):
        Shared(tmp_path).folder("one", fail)
    made = Shared(tmp_path).folder("one", lambda folder: (folder / "whole").touch())
    assert [path.name for path in made.iterdir()] == ["whole"]


def test_what_is_made_may_be_a_site_which_its_build_locks(tmp_path: Path) -> None:
    def build(folder: Path) -> None:
        with FileLock(folder.with_name(f".{folder.name}.lock"), timeout=0):
            (folder / "index.html").touch()

    made = Shared(tmp_path).folder("site", build)
    assert [path.name for path in made.iterdir()] == ["index.html"]


def test_other_names_are_other_folders(tmp_path: Path) -> None:
    shared = Shared(tmp_path)
    assert shared.folder("one", Path.exists) != shared.folder("two", Path.exists)
