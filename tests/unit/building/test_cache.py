from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache, key_of, write_atomically


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
