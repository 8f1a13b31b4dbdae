"""A preview starts again when its own code is edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_liveguide.building.restart import RunningCode, fault_of, restarting


@pytest.fixture
def code(tmp_path: Path) -> RunningCode:
    (tmp_path / "stage.py").write_text("x = 1\n")
    return RunningCode((tmp_path,))


@pytest.fixture
def did() -> list[str]:
    return []


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def build(code: RunningCode, did: list[str], faults: list[str]) -> Callable[[], None]:
    def note(what: str) -> Callable[[], None]:
        return lambda: did.append(what)

    def fault() -> str | None:
        return faults[0] if faults else None

    return restarting(note("build"), code, fault, note("leave"), did.append, note("again"))


def test_while_the_code_is_the_same_the_site_is_built(
    build: Callable[[], None], did: list[str], tmp_path: Path
) -> None:
    (tmp_path / "stage.py").write_text("x = 1\n")
    (tmp_path / "page.md").write_text("Words.")
    build()
    assert did == ["build"]


@pytest.mark.parametrize("name", ["stage.py", "new.py"])
def test_an_edited_module_starts_the_preview_again_and_a_line_says_so(
    build: Callable[[], None], did: list[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("x = 2\n")
    build()
    assert did == [f"{name} edited: the preview starts again with it", "leave", "again"]


def test_a_module_that_is_gone_starts_it_again_too(
    build: Callable[[], None], did: list[str], tmp_path: Path
) -> None:
    (tmp_path / "stage.py").unlink()
    build()
    assert did[1:] == ["leave", "again"]


def test_code_that_cannot_be_loaded_does_not_end_the_preview(
    build: Callable[[], None], did: list[str], faults: list[str], tmp_path: Path
) -> None:
    (tmp_path / "stage.py").write_text("x = y\n")
    faults.append("stage.py:1: NameError: name 'y' is not defined")
    build()
    assert did == [f"{faults[0]}; the preview goes on with the code from before", "build"]
    faults.clear()
    build()
    assert did[-2:] == ["leave", "again"]


def test_a_fault_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "outer_stage.py").write_text("import inner_stage\n")
    (tmp_path / "inner_stage.py").write_text("\nx = y\n")
    fault = f"{tmp_path / 'inner_stage.py'}:2: NameError: name 'y' is not defined"
    assert fault_of("outer_stage") == fault
    (tmp_path / "inner_stage.py").write_text("")
    assert fault_of("outer_stage") is None
