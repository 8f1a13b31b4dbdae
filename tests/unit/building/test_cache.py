"""Kept results: found again, proven, and never in the way of a build."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from tests.damage import DAMAGES, Damage

from mkdocs_liveguide.building import cache as kept_results
from mkdocs_liveguide.building.cache import Cache, key_of, write_atomically

KEY = key_of("what it was made from")


def told(root: Path) -> tuple[Cache, list[str]]:
    lines: list[str] = []
    return Cache(root, lines.append), lines


def test_keys_tell_parts_apart() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of("ab", b"c") == key_of(b"ab", "c")


def test_a_result_is_made_once(tmp_path: Path) -> None:
    calls = []

    def make() -> bytes:
        calls.append(1)
        return b"dear"

    cache = Cache(tmp_path)
    assert cache.get("kind", "key") is None
    assert (
        cache.get_or_make("kind", "key", make) == cache.get_or_make("kind", "key", make) == b"dear"
    )
    assert calls == [1]


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_atomically(path, b"old")
    with pytest.raises(TypeError):
        write_atomically(path, "text is not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"dear", bytes(100_000)], ids=len)
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_result_is_told_in_a_line_and_made_again(
    tmp_path: Path, damage: Damage, content: bytes
) -> None:
    cache, lines = told(tmp_path / "build")
    cache.put("kind", KEY, content)
    damage(cache.path("kind", KEY))
    assert cache.get_or_make("kind", KEY, lambda: content) == content
    assert lines == [f"build/kind/{KEY}.1: a kept result that is damaged; it is made again"]
    again, lines = told(tmp_path / "build")
    assert again.get("kind", KEY) == content
    assert lines == []


def test_every_bit_of_an_entry_counts(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("kind", KEY, b"dear")
    path = cache.path("kind", KEY)
    whole = path.read_bytes()
    for bit in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        assert cache.get("kind", KEY) is None, f"bit {bit}"
    path.write_bytes(whole)
    assert cache.get("kind", KEY) == b"dear"


@pytest.mark.parametrize(("kind", "key"), [("kind", "other"), ("other", KEY)])
def test_an_entry_in_the_place_of_another_is_none(tmp_path: Path, kind: str, key: str) -> None:
    cache, lines = told(tmp_path)
    cache.put("kind", KEY, b"dear")
    place = cache.path(kind, key)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(cache.path("kind", KEY).read_bytes())
    assert cache.get(kind, key) is None
    assert len(lines) == 1


def test_what_code_with_another_format_kept_is_neither_read_nor_touched(tmp_path: Path) -> None:
    cache, lines = told(tmp_path)
    for name in (KEY, f"{KEY}.2"):
        (tmp_path / "kind").mkdir(exist_ok=True)
        (tmp_path / "kind" / name).write_bytes(b"another format")
    assert cache.get_or_make("kind", KEY, lambda: b"dear") == b"dear"
    assert lines == []
    for name in (KEY, f"{KEY}.2"):
        assert (tmp_path / "kind" / name).read_bytes() == b"another format"


def test_of_many_damaged_results_of_a_kind_two_lines_are_told(tmp_path: Path) -> None:
    cache, lines = told(tmp_path)
    keys = [key_of(str(number)) for number in range(9)]
    for kind in ("one", "two"):
        for key in keys:
            cache.put(kind, key, b"dear")
            cache.path(kind, key).write_bytes(b"")
            assert cache.get(kind, key) is None
            assert cache.get(kind, key) is None
    assert lines == [
        line
        for kind in ("one", "two")
        for line in (
            f"{tmp_path.name}/{kind}/{keys[0]}.1: a kept result that is damaged; it is made again",
            f"{tmp_path.name}/{kind}/: more are damaged; all are made again",
        )
    ]


def test_what_cannot_be_decoded_is_told_and_made_again(tmp_path: Path) -> None:
    cache, lines = told(tmp_path)
    cache.put("kind", KEY, b"many")
    assert cache.load_or_make("kind", KEY, lambda: b"7", int) == 7
    assert len(lines) == 1
    assert cache.load("kind", KEY, int) == 7


def test_a_new_result_that_cannot_be_decoded_is_a_mistake_and_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with pytest.raises(ValueError, match="many"):
        cache.load_or_make("kind", KEY, lambda: b"many", int)
    assert cache.get("kind", KEY) is None


def test_results_of_one_step_are_all_kept_or_all_made(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = {"a": f"{KEY}-a", "b": f"{KEY}-b"}
    made = []

    def make() -> dict[str, bytes]:
        made.append(1)
        return {"a": b"1", "b": b"2"}

    checks = {"a": int, "b": int}
    assert cache.get_or_make_all("kind", keys, make, checks) == {"a": b"1", "b": b"2"}
    assert cache.get_or_make_all("kind", keys, make, checks) == {"a": b"1", "b": b"2"}
    assert len(made) == 1
    cache.put("kind", keys["b"], b"two")
    assert cache.get_or_make_all("kind", keys, make, checks) == {"a": b"1", "b": b"2"}
    assert len(made) == 2
    assert cache.get("kind", keys["b"]) == b"2"


def test_a_file_in_the_place_of_a_folder_is_replaced(tmp_path: Path) -> None:
    cache, lines = told(tmp_path)
    (tmp_path / "kind").write_bytes(b"x")
    assert cache.get_or_make("kind", KEY, lambda: b"dear") == b"dear"
    assert len(lines) == 1
    assert cache.get("kind", KEY) == b"dear"


def test_where_nothing_can_be_kept_that_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"a file of somebody")
    cache, lines = told(tmp_path / "build")
    for number in range(3):
        assert cache.get_or_make("kind", key_of(str(number)), lambda: b"dear") == b"dear"
    assert lines == [
        f"build/: results cannot be kept there ({os.strerror(errno.ENOTDIR)});"
        " the build goes on without keeping them"
    ]
    assert (tmp_path / "build").read_bytes() == b"a file of somebody"


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EDQUOT])
def test_a_folder_that_cannot_be_written_costs_the_keeping_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    cache, lines = told(tmp_path)
    cache.put("kind", KEY, b"dear")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(os, "utime", refuse)
    assert cache.get_or_make("kind", KEY, lambda: b"new") == b"dear"
    for key in (key_of("one"), key_of("two")):
        assert cache.get_or_make("kind", key, lambda: b"new") == b"new"
    assert len(lines) == 1
    assert os.strerror(number) in lines[0]


def test_a_disk_that_fills_up_leaves_no_half_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, lines = told(tmp_path)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    cache.put("kind", KEY, b"dear")
    assert list((tmp_path / "kind").iterdir()) == []
    monkeypatch.setattr(Path, "replace", replace)
    assert len(lines) == 1
    assert cache.get("kind", KEY) is None


def test_a_use_is_noted_once_a_day(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("kind", KEY, b"dear")
    path = cache.path("kind", KEY)
    now = path.stat().st_mtime
    for hours, is_noted in ((1, False), (30, True)):
        used = now - hours * 3600
        os.utime(path, (used, used))
        cache.get("kind", KEY)
        assert (path.stat().st_mtime > used + 1) is is_noted


def test_the_digest_is_of_the_whole_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("kind", KEY, b"dear")
    digest = hashlib.sha256(f"kind/{KEY}\ndear".encode()).digest()
    assert cache.path("kind", KEY).read_bytes() == b"liveguide kept 1\n" + digest + b"dear"
    assert len(b"liveguide kept 1\n" + digest) == kept_results._PROOF_BYTES
