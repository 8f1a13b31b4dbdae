"""The tool that checks a guide without making a site."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.broken_guide import BrokenGuide, Edit, broken_guide

from mkdocs_liveguide.checking.report import as_annotations
from mkdocs_liveguide.sources.problems import Problem
from mkdocs_liveguide.tools.check import main

INDEX, WATER = "docs/index.md", "docs/guides/water.md"


@pytest.fixture
def bread(tmp_path: Path) -> BrokenGuide:
    return broken_guide(tmp_path)


def test_a_right_guide_ends_well(bread: BrokenGuide, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(bread.folder)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out


def test_mistakes_are_told_as_the_build_tells_them(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    bread.change(INDEX, Edit("guides/water.md", "guides/watr.md"))
    assert main([str(bread.folder / "mkdocs.yml")]) == 1
    assert capsys.readouterr().out == (
        "1 problem in the sources:\n"
        f'  {INDEX}:10: found a link to "guides/watr.md"; expected a page of the guide, as a path'
        ' from this file; write "guides/water.md"\n'
    )


def test_mistakes_are_told_as_json(bread: BrokenGuide, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(bread.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}
    bread.change(WATER, Edit("::: live", ":::live"))
    assert main([str(bread.folder), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["path"], problem["line"], problem["repairable"]) == (WATER, 14, True)
    assert problem["fix"] == "write `::: live dough/hydration.py#hydration`"


def test_mistakes_are_told_to_code_hosts(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(bread.folder), "--annotations"]) == 0
    assert capsys.readouterr().out == ""
    bread.change(WATER, Edit("::: live", ":::live"))
    assert main([str(bread.folder), "--annotations"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={WATER},line=14::found `:::live")


def test_an_annotation_is_one_line_whatever_it_says() -> None:
    problem = Problem("docs/a,b:c.md", 3, "50%\nof it", "all", "write it")
    assert as_annotations([problem]) == (
        "::error file=docs/a%2Cb%3Ac.md,line=3::found 50%25%0Aof it; expected all; write it"
    )


def test_a_folder_without_a_guide_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "mkdocs.yml" in capsys.readouterr().err


def test_what_only_one_thing_can_be_meant_by_is_repaired(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {name: (bread.folder / name).read_bytes() for name in (INDEX, WATER)}
    bread.change(INDEX, [Edit("[@E01]", "[E01]"), Edit("guides/water.md", "water.md")])
    bread.change(WATER, [Edit("::: live", ":::Live"), Edit("flour", "fl\x02our")])
    assert main([str(bread.folder), "--fix"]) == 0
    assert "wrote '[@E01]' for '[E01]'" in capsys.readouterr().err
    assert {name: (bread.folder / name).read_bytes() for name in (INDEX, WATER)} == good


def test_what_could_be_meant_otherwise_is_left_alone(bread: BrokenGuide) -> None:
    bread.change(INDEX, [Edit("guides/water.md", "guides/watr.md"), Edit("[@E01]", "[@E10]")])
    text = (bread.folder / INDEX).read_bytes()
    assert main([str(bread.folder), "--fix"]) == 1
    assert (bread.folder / INDEX).read_bytes() == text


def test_line_ends_stay_as_they_are_when_a_line_is_repaired(bread: BrokenGuide) -> None:
    text = (bread.folder / INDEX).read_bytes().replace(b"\n", b"\r\n")
    (bread.folder / INDEX).write_bytes(text.replace(b"[@E01]", b"[E01]"))
    assert main([str(bread.folder), "--fix"]) == 0
    assert (bread.folder / INDEX).read_bytes() == text


BROKEN_SETTINGS = {
    "no YAML": ("plugins:", "plugins: [", 9, "text that is not YAML"),
    "an unknown plugin": (
        "- liveguide",
        "- liveguide\n  - tea",
        8,
        '"tea" plugin is not installed',
    ),
    "a misspelt option": ("- liveguide", "- liveguide: {modl: x}", 10, "modl"),
    "a wrong option": ("- liveguide", "- liveguide: {heads: some}", 10, "heads"),
    "no pattern": ("- liveguide", "- liveguide: {not_figures: ['(']}", 10, "regular expression"),
    "another theme": ("name: material", "name: materail", 5, "materail"),
    "no plugin of ours": ("  - liveguide\n", "", 8, "no plugin liveguide"),
}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"), BROKEN_SETTINGS.values(), ids=BROKEN_SETTINGS.keys()
)
def test_a_broken_configuration_is_told(
    bread: BrokenGuide, old: str, new: str, line: int, words: str
) -> None:
    told = bread.told(**{"mkdocs.yml": Edit(old, new)})
    assert [each.path for each in told] == ["mkdocs.yml"]
    assert told[0].line == line
    assert words in told[0].found


def test_nothing_that_takes_long_to_load_is_loaded(bread: BrokenGuide) -> None:
    heavy = ("torch", "transformers", "sklearn", "sentence_transformers", "nbconvert", "jupytext")
    code = (
        "import sys\n"
        "from mkdocs_liveguide.tools.check import main\n"
        "main([sys.argv[1]])\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(bread.folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("nothing is wrong in the sources\n[]\n")
