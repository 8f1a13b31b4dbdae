"""All sources are read in one way: encodings, ends of lines, hidden files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader


def told(root: Path, name: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        Reader(root).read(root / name)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfone\n", "one\n"),
        (b"one\r\ntwo\r\n", "one\ntwo\n"),
        (b"\xef\xbb\xbfone\r\ntwo", "one\ntwo"),
        (b"one\rtwo\r", "one\ntwo\n"),
        ("Café \u2028 \t\x0c".encode(), "Café \u2028 \t\x0c"),
        (b"", ""),
    ],
)
def test_a_byte_order_mark_and_ends_of_lines_make_no_difference(
    tmp_path: Path, data: bytes, text: str
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert Reader(tmp_path).read(tmp_path / "a.md") == text


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_byte_of_another_encoding_is_told_with_its_line(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(b"one" + end + b"caf\xe9" + end)
    assert told(tmp_path, "docs/a.md") == [
        "docs/a.md:2: found a byte that is not UTF-8 (0xe9); expected UTF-8 text; save it as UTF-8"
    ]


def test_a_file_of_two_bytes_a_letter_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one", encoding="utf-16")
    assert "a.md:1: found a byte that is not UTF-8 (0xff)" in told(tmp_path, "a.md")[0]


def test_characters_that_cannot_be_seen_are_told_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\nWhy\x0b not\n\x00\n\x1b[1m\x80", encoding="utf-8")
    assert told(tmp_path, "a.md") == [
        "a.md:2: found a control character (U+000B, a vertical tab); expected text; delete it; "
        'it stands unseen after "Why"',
        "a.md:3: found a control character (U+0000, NUL); expected text; delete it; it stands "
        "unseen at the start of the line",
        "a.md:4: found a control character (U+001B, escape); expected text; delete it; it stands "
        "unseen at the start of the line",
        "a.md:4: found a control character (U+0080); expected text; delete it; it stands unseen "
        'after "\x1b[1m"',
    ]


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert told(tmp_path, "no.md") == [
        "no.md:1: found no such file; expected a file; add it, or mend the name where it is asked "
        "for"
    ]
    assert (
        "folder:1: found a file that cannot be opened (is a directory)"
        in told(tmp_path, "folder")[0]
    )


def test_names_are_relative_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(tmp_path / "guide")
    assert reader.name(tmp_path / "guide/docs/a.md") == "docs/a.md"
    assert reader.name(tmp_path / "elsewhere/a.md") == "../elsewhere/a.md"
    monkeypatch.chdir(tmp_path)
    assert Reader(Path("guide")).name(tmp_path / "guide/a.md") == "a.md"
    assert reader.name(Path("guide/a.md")) == "a.md"


def test_a_linked_file_keeps_the_name_of_the_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/a.md").write_text("x")
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/docs").symlink_to(tmp_path / "there")
    reader = Reader(tmp_path / "guide")
    assert reader.name(tmp_path / "guide/docs/a.md") == "docs/a.md"
    (tmp_path / "there/a.md").write_bytes(b"\xff")
    assert told(tmp_path / "guide", "docs/a.md")[0].startswith("docs/a.md:1: ")


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def listed(folder: Path, pattern: str) -> list[str]:
    found = Reader(folder).files(folder, pattern)
    return [file.relative_to(folder).as_posix() for file in found]


def test_files_are_listed_sorted_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "b.md", "a.md", "a/b.md", "a/c.txt", ".hidden.md", ".dot/x.md", "a/.dot/x.md")
    lay(tmp_path, "books/.ipynb_checkpoints/one-checkpoint.ipynb", "books/one.ipynb", "UP.MD")
    assert listed(tmp_path, "*.md") == ["a.md", "b.md"]
    assert listed(tmp_path, "**/*.md") == ["a.md", "a/b.md", "b.md"]
    assert listed(tmp_path, "**/*.ipynb") == ["books/one.ipynb"]
    assert listed(tmp_path / "none", "*.md") == []


def test_linked_folders_are_followed_and_circles_are_not(tmp_path: Path) -> None:
    lay(tmp_path, "guide/a.md", "there/b.md")
    (tmp_path / "guide/linked").symlink_to(tmp_path / "there")
    (tmp_path / "there/back").symlink_to(tmp_path / "guide")
    (tmp_path / "guide/gone.md").symlink_to(tmp_path / "nowhere.md")
    assert listed(tmp_path / "guide", "**/*.md") == ["a.md", "linked/b.md"]


def test_a_hidden_folder_above_the_folder_does_not_matter(tmp_path: Path) -> None:
    lay(tmp_path, ".cache/guide/a.md")
    assert listed(tmp_path / ".cache/guide", "*.md") == ["a.md"]
