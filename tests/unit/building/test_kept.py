"""Results of our own code are kept by content, and by the code that makes them."""

from pathlib import Path

import pytest

from mkdocs_liveguide.building import code
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept


def test_a_result_is_made_once_for_equal_parts(tmp_path: Path) -> None:
    kept = Kept.of(Cache(tmp_path), "kind")
    made: list[str] = []

    def make(name: str) -> dict[str, object]:
        made.append(name)
        return {"name": name, "pair": (1, 0.1)}

    for name in ("a", "a", "b", "a"):
        found = kept.get_or_make(["part", name], lambda name=name: make(name))
        assert found == {"name": name, "pair": [1, 0.1]}
    assert made == ["a", "b"]


def test_other_code_makes_it_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert Kept(cache, "kind", "old").get_or_make(["part"], lambda: 1) == 1
    assert Kept(cache, "kind", "new").get_or_make(["part"], lambda: 2) == 2


def test_a_damaged_result_is_made_anew(tmp_path: Path) -> None:
    kept = Kept.of(Cache(tmp_path), "kind")
    assert kept.get_or_make(["part"], lambda: [1]) == [1]
    for file in (tmp_path / "kind").iterdir():
        file.write_bytes(b"[1")
    assert kept.get_or_make(["part"], lambda: [2]) == [2]


def test_nothing_is_kept_of_what_fails(tmp_path: Path) -> None:
    kept = Kept.of(Cache(tmp_path), "kind")

    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        kept.get_or_make(["part"], fail)
    assert kept.get_or_make(["part"], lambda: 1) == 1


def test_an_edited_template_is_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = tmp_path / "templates" / "a.html"
    template.parent.mkdir()
    monkeypatch.setattr(code, "_PACKAGE", tmp_path)
    template.write_text("old")
    before = code.code_key()
    assert code.code_key() == before
    template.write_text("new")
    assert code.code_key() != before
