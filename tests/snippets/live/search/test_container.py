import struct

import pytest

from live.search import container


def make() -> bytes:
    sections = {
        "words": container.text_section("ä\nb\n" * 50),
        "numbers": container.Section("u4", (3,), struct.pack("<3I", 1, 2, 2**32 - 1)),
        "halves": container.Section("f2", (2,), struct.pack("<2e", 0.5, -2.0), compress=False),
    }
    return container.write({"kind": "test", "version": 3, "dims": 2}, sections)


def test_what_was_written_is_read() -> None:
    file = container.read(make(), "test", 3)
    assert file.meta["dims"] == 2
    assert file.text("words") == "ä\nb\n" * 50
    assert file.integers("numbers") == (1, 2, 2**32 - 1)
    assert file.floats("halves") == (0.5, -2.0)
    assert file.shape("numbers") == (3,)


def test_equal_content_has_equal_bytes() -> None:
    assert make() == make()


def test_another_kind_or_version_is_refused() -> None:
    with pytest.raises(container.ContainerError, match="expected other version 3, found test 3"):
        container.read(make(), "other", 3)
    with pytest.raises(container.ContainerError):
        container.read(make(), "test", 4)


def test_a_section_that_is_not_there_is_an_error() -> None:
    with pytest.raises(container.ContainerError, match="no section"):
        container.read(make(), "test", 3).raw("vectors")


def read_all(data: bytes) -> None:
    file = container.read(data, "test", 3)
    for name in ("words", "numbers", "halves"):
        file.raw(name)


def test_every_cut_is_noticed() -> None:
    data = make()
    for length in range(len(data)):
        with pytest.raises(container.ContainerError):
            read_all(data[:length])


def test_every_changed_byte_is_noticed() -> None:
    data = make()
    for at in range(len(data)):
        if at in (6, 7):  # reserved, of no meaning
            continue
        changed = bytearray(data)
        changed[at] ^= 0x55
        with pytest.raises(container.ContainerError):
            read_all(bytes(changed))
