"""The modules behind a piece of code are found by its imports."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from mkdocs_liveguide.building import kept as kept_results
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.sources import imports
from mkdocs_liveguide.sources.imports import imports_of


def lay(root: Path, **modules: str) -> None:
    """Writes modules; two underscores stand for a folder."""
    for name, text in modules.items():
        file = root / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def names(root: Path, *codes: str, folders: tuple[str, ...] = ("",)) -> list[str]:
    found = imports_of(codes, [root / folder for folder in folders])
    return [file.relative_to(root).as_posix() for file in found.files]


def test_modules_are_followed_to_what_they_import(tmp_path: Path) -> None:
    lay(tmp_path, one="import two", two="def f():\n    from three import x", three="", four="")
    assert names(tmp_path, "import one") == ["one.py", "three.py", "two.py"]
    assert names(tmp_path, "from two import f") == ["three.py", "two.py"]


def test_packages_bring_what_stands_above_a_module(tmp_path: Path) -> None:
    lay(tmp_path, deep__loose__inner__leaf="", other="")
    (tmp_path / "deep/__init__.py").write_text("import other")
    (tmp_path / "deep/loose/inner/__init__.py").write_text("")
    expected = ["deep/__init__.py", "deep/loose/inner/__init__.py", "deep/loose/inner/leaf.py"]
    for code in ("import deep.loose.inner.leaf", "from deep.loose.inner import leaf"):
        assert names(tmp_path, code) == [*expected, "other.py"]


def test_relative_imports_start_from_their_package(tmp_path: Path) -> None:
    lay(tmp_path, p__a="from . import b\nfrom .q import c", p__b="", p__q__c="from ..d import x")
    lay(tmp_path, p__d="", b="", d="")
    (tmp_path / "p/__init__.py").write_text("from .e import y")
    lay(tmp_path, p__e="")
    assert names(tmp_path, "import p.a") == [
        f"p/{name}.py" for name in ("__init__", "a", "b", "d", "e", "q/c")
    ]


def test_the_first_folder_that_has_a_module_counts(tmp_path: Path) -> None:
    lay(tmp_path, near__show="", far__show="", far__only="import show", near__json="")
    assert names(tmp_path, "import only, json", folders=("near", "far")) == [
        "far/only.py",
        "near/json.py",
        "near/show.py",
    ]


def test_circles_and_broken_code_end(tmp_path: Path) -> None:
    lay(tmp_path, one="import two", two="import one", broken="def")
    assert names(tmp_path, "import one", "x = (", "import broken", "\0") == [
        "broken.py",
        "one.py",
        "two.py",
    ]


def test_installed_packages_come_with_their_versions_and_requirements() -> None:
    found = imports_of(["import pydantic\nimport json, os, nowhere_to_be_found"], [])
    assert found.files == ()
    packages = dict(found.packages)
    assert packages["pydantic"] == version("pydantic")
    assert packages["pydantic-core"] == version("pydantic-core")
    assert "jinja2" not in packages


def test_modules_of_the_generator_are_followed_one_by_one() -> None:
    files = [file.name for file in imports_of(["import mkdocs_liveguide.sources.tree"], []).files]
    assert files == ["__init__.py", "__init__.py", "tree.py"]


def test_the_key_changes_with_a_module_behind(tmp_path: Path) -> None:
    lay(tmp_path, one="import two", two="x = 1")
    before = imports_of(["import one"], [tmp_path]).key_parts()
    assert imports_of(["import one"], [tmp_path]).key_parts() == before
    lay(tmp_path, two="x = 2")
    assert imports_of(["import one"], [tmp_path]).key_parts() != before


def test_versions_are_looked_up_once_for_the_same_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path)
    first = imports_of(["import pydantic"], [], kept)
    assert first == imports_of(["import pydantic"], [])
    monkeypatch.setattr(imports, "_versions", lambda tops: pytest.fail("they are kept"))
    assert imports_of(["import pydantic"], [], kept) == first
    monkeypatch.setattr(kept_results, "module_key", lambda file: "other packages")
    monkeypatch.setattr(imports, "_versions", lambda tops: {"pydantic": "99"})
    assert imports_of(["import pydantic"], [], kept).packages == (("pydantic", "99"),)
