"""The starter writes a guide, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mkdocs_liveguide.starter import StarterError, write_starter
from mkdocs_liveguide.starter.__main__ import main


def test_every_part_of_a_guide_is_there(tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path).as_posix() for path in write_starter(tmp_path, "Bread")}
    assert {
        "README.md",
        "mkdocs.yml",
        "pyproject.toml",
        "docs/index.md",
        "docs/quiz/quiz.yml",
        "docs/faq/index.md",
        "docs/evidence/scales.yml",
        "docs/ask/questions.yml",
        "docs/labs/mixing.md",
        "snippets/labs/mixing.py",
        "snippets/temperature/scales.py",
        "tests/test_scales.py",
    } <= written
    assert not [name for name in written if name.endswith(".template")]


@pytest.mark.parametrize(
    "subject",
    [
        "Bread",
        'A "quoted" subject: with # and & <b>',
        "C:\\paths and 'quotes'",
        "日本語のガイド",
        "*stars* [links](x) `code` _under_ # end #",
        "$subject ${quoted} {{ x }} {% y %}",
        "- a list: of, things",
    ],
)
def test_any_subject_is_a_title(tmp_path: Path, subject: str) -> None:
    write_starter(tmp_path, subject)
    text = (tmp_path / "mkdocs.yml").read_text("utf-8").replace("!ENV ", "")
    assert yaml.safe_load(text)["site_name"] == subject
    for path in (tmp_path / "docs").rglob("*.md"):
        head = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        assert head.get("title") or head.get("question")
    assert yaml.safe_load((tmp_path / "docs/quiz/quiz.yml").read_text("utf-8"))["routes"]


def test_spaces_around_and_within_the_subject_are_made_one(tmp_path: Path) -> None:
    write_starter(tmp_path, "  Bread \n and\tbutter ")
    assert "# Bread and butter\n" in (tmp_path / "README.md").read_text("utf-8")


@pytest.mark.parametrize("subject", ["", "  ", "x" * 81, "a\x00b"])
def test_a_subject_that_cannot_be_a_title_is_told(tmp_path: Path, subject: str) -> None:
    with pytest.raises(StarterError, match="the subject"):
        write_starter(tmp_path / "guide", subject)
    assert not (tmp_path / "guide").exists()


def test_files_that_are_there_stay_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("mine")
    with pytest.raises(StarterError, match=r"docs/index\.md"):
        write_starter(tmp_path, "Bread")
    assert [path.name for path in tmp_path.rglob("*")] == ["docs", "index.md"]
    assert (tmp_path / "docs" / "index.md").read_text() == "mine"


def test_other_files_in_the_folder_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine")
    write_starter(tmp_path, "Bread")
    assert (tmp_path / "LICENSE").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guide").write_text("mine")
    assert main([str(tmp_path / "guide"), "--subject", "Bread"]) == 1
    assert "is a file; name a folder" in capsys.readouterr().err


def test_the_subject_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda question: "Bread")
    assert main([str(tmp_path / "guide")]) == 0
    assert 'site_name: "Bread"' in (tmp_path / "guide" / "mkdocs.yml").read_text("utf-8")
    assert "python -m pytest" in capsys.readouterr().out


def test_nobody_to_ask_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    assert main([str(tmp_path / "guide")]) == 1
    assert "--subject" in capsys.readouterr().err
    assert not (tmp_path / "guide").exists()
