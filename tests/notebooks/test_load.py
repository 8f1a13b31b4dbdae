"""Notebooks are read, and what is wrong in them is told by file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jupytext
import pytest
from mkdocs_jupyter.convert import nb2html
from mkdocs_jupyter.metadata import get_notebook_metadata
from tests.notebooks.books import SRC_URI, book, load, problems, write

import mkdocs_liveguide
from mkdocs_liveguide.notebooks.load import load_notebooks
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader

PACKAGE = Path(mkdocs_liveguide.__file__).parent
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADU"
    "lEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)


def test_outputs_in_git_and_broken_files_are_told_together(tmp_path: Path) -> None:
    data = book([("code", "1")])
    data["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]
    file = write(tmp_path, data)
    (file.parent / "two.ipynb").write_text('{"cells": [}')
    (file.parent / "three.ipynb").write_text("{}")
    names = [SRC_URI, "notebooks/two.ipynb", "notebooks/three.ipynb"]
    with pytest.raises(ContentError) as error:
        load_notebooks(Reader(tmp_path), {name: tmp_path / "docs" / name for name in names})
    assert [Path(problem.path).stem for problem in error.value.problems] == ["one", "three", "two"]
    assert "clear all outputs" in error.value.report()
    line = error.value.problems[0].line
    assert '"output_type"' in "\n".join(file.read_text().split("\n")[line - 1 : line + 1])


def test_text_stands_on_the_lines_of_the_file(tmp_path: Path) -> None:
    front = '---\ntitle: "A title"\n---\n\n# Heading\n\nText [@E01].'
    data = book([("markdown", front), ("code", "x = 1"), ("markdown", "## End")])
    notebook = load(tmp_path, data)
    markdown, numbers = notebook.text
    assert notebook.meta == {"title": "A title"}
    lines = markdown.split("\n")
    file_lines = (tmp_path / "docs" / SRC_URI).read_text().split("\n")
    assert len(lines) == len(numbers)
    for text in ("# Heading", "Text [@E01].", "## End"):
        assert text in file_lines[numbers[lines.index(text)] - 1]
    assert "title" not in markdown
    assert "x = 1" not in markdown


@pytest.mark.parametrize("indent", [None, 1])
def test_text_in_one_string_is_the_same(tmp_path: Path, indent: int | None) -> None:
    data = book([("markdown", "# A\r\n\r\ntext"), ("code", "x = 1\ny = 2\n")])
    expected = load(tmp_path, data)
    for cell in data["cells"]:
        cell["source"] = "".join(cell["source"])
    file = write(tmp_path, data)
    file.write_text(json.dumps(data, indent=indent))
    notebook = load_notebooks(Reader(tmp_path), {SRC_URI: file})[SRC_URI]
    assert [cell.source for cell in notebook.cells] == ["# A\n\ntext", "x = 1\ny = 2\n"]
    assert [cell.source for cell in expected.cells] == [cell.source for cell in notebook.cells]
    number = notebook.cells[1].line
    assert "x = 1" in file.read_text().split("\n")[number - 1]


@pytest.mark.parametrize(
    ("metadata", "front", "title"),
    [
        ({"title": "Top"}, "", "Top"),
        ({"guide": {"title": "Guide"}, "title": "Top"}, "", "Guide"),
        ({"guide": {"title": "Guide"}}, "---\ntitle: Front\n---\n", "Front"),
        ({"guide": None}, "---\ntitle: Front\n---\n", "Front"),
        ({"guide": {}}, "", None),
        ({"guide": {}}, "---\ntitle: Null\n---\n", None),
    ],
)
def test_titles_come_from_the_front_matter_or_the_metadata(
    tmp_path: Path, metadata: dict[str, object], front: str, title: str | None
) -> None:
    notebook = load(tmp_path, book([("markdown", f"{front}# A")], **metadata))
    assert notebook.meta.get("title") == title
    assert notebook.cells[0].source == "# A"


def test_front_matter_may_stand_in_a_raw_cell_at_the_top(tmp_path: Path) -> None:
    cells = [("raw", "---\ntitle: Raw\n---"), ("markdown", "---\na: b\n---"), ("raw", "---\n---\n")]
    notebook = load(tmp_path, book(cells))
    assert notebook.meta == {"title": "Raw"}
    assert notebook.cells[0].source == ""
    assert notebook.cells[1].source.startswith("---")


def test_front_matter_that_is_wrong_is_told_on_its_line(tmp_path: Path) -> None:
    data = book([("code", "1"), ("markdown", "---\ntitle: A\ndescription: !x y\n---\n# A")])
    (problem,) = problems(tmp_path, data)
    number = int(problem.split(":")[1])
    assert "!x y" in (tmp_path / "docs" / SRC_URI).read_text().split("\n")[number - 1]
    (problem,) = problems(tmp_path, book([("markdown", "---\ntitle: [A]\n---\n")]))
    assert "title that is no text" in problem


def test_a_list_of_inputs_is_no_longer_needed(tmp_path: Path) -> None:
    notebook = load(tmp_path, book([("code", "1")], guide={"inputs": ["docs/*.md"]}))
    (note,) = notebook.notes
    assert note.startswith("docs/notebooks/one.ipynb:")
    assert '"inputs" can go' in note
    assert load(tmp_path, book([("code", "1")], guide={"title": "A"})).notes == ()


def _with(change: dict[str, Any] | None = None, **whole: object) -> dict[str, Any]:
    """A notebook with something else in its first cell, or at its top."""
    data = book([("code", "x = 1"), ("markdown", "# A")])
    data["cells"][0] |= change or {}
    return data | whole


@pytest.mark.parametrize(
    ("data", "on", "said"),
    [
        (_with({"cell_type": "heading"}), '"heading"', "'markdown', 'code' or 'raw'"),
        (_with({"source": 3}), '"source"', '3 at "cells.0.source"'),
        (_with({"source": None}), '"source"', 'nothing at "cells.0.source"'),
        (_with({"source": ["a", 3]}), "   3", '3 at "cells.0.source.1"; expected a text'),
        (_with({"metadata": []}), '"metadata"', 'a list of 0 at "cells.0.metadata"'),
        (_with({"metadata": {"tags": "x"}}), '"tags"', "expected a list"),
        (_with({"metadata": {"tags": ["a,b"]}}), '"a,b"', "a tag without a comma"),
        (_with({"attachments": {"a": 3}}), '"a": 3', '3 at "cells.0.attachments.a"'),
        (_with({"outputs": {}}), '"outputs"', "expected a list"),
        (_with(metadata=[]), '"metadata": []', 'a list of 0 at "metadata"'),
        (_with(metadata={"guide": 5}), '"guide"', 'expected a part with the keys "title"'),
        (_with(metadata={"guide": {"titel": "A"}}), '"titel"', 'write "title"'),
        (_with(metadata={"guide": {"title": 3}}), '"title"', "put it in quotes"),
        (_with(metadata={"kernelspec": {"language": "R"}}), '"kernelspec"', "a notebook in R"),
        (_with(metadata={"language_info": {"name": "julia"}}), "language_info", "in julia"),
        (_with(nbformat=3), '"nbformat"', "a notebook of format 3; expected format 4"),
        (_with(nbformat=5), '"nbformat"', "a notebook of format 5"),
        (_with(nbformat="4"), '"nbformat"', "expected a whole number"),
        (_with(cells={}), '"cells"', 'a part without keys at "cells"; expected a list'),
        (_with({"source": "a = '\u000b'"}), '"source"', "U+000B, a vertical tab"),
        ({"nbformat": 3, "worksheets": []}, '"nbformat"', "a notebook of format 3"),
        ({"nbformat": 4, "metadata": {}}, "{", 'no "cells"'),
        ({"cells": []}, "{", 'no "nbformat"'),
        ({"a": 1}, "{", "JSON without cells or metadata"),
        ("[1]", "[1]", "JSON without cells or metadata"),
        ("", "", "text that is not JSON"),
        ('{"cells": [],\n"nbformat": 4,,}', '"nbformat": 4,,}', "text that is not JSON"),
        ('{"cells": [{"cell_type":"raw","source":"\\ud800"}],"nbformat":4}', "ud800", "U+D800"),
    ],
)
def test_what_is_no_notebook_is_told_with_its_line(
    tmp_path: Path, data: dict[str, Any] | str, on: str, said: str
) -> None:
    (problem,) = problems(tmp_path, data)
    path, number, words = problem.split(":", 2)
    assert path == "docs/notebooks/one.ipynb"
    assert said in words
    assert on in (tmp_path / "docs" / SRC_URI).read_text().split("\n")[int(number) - 1]


def test_a_byte_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    file = write(tmp_path, book([("markdown", "# Caf@")]))
    file.write_bytes(file.read_bytes().replace(b"@", b"\xe9"))
    with pytest.raises(ContentError) as error:
        load_notebooks(Reader(tmp_path), {SRC_URI: file})
    (problem,) = error.value.problems
    assert (problem.line, problem.fix) == (8, "save it as UTF-8")


@pytest.mark.parametrize(
    ("text", "attachments", "said"),
    [
        ("![a](attachment:b.png)", {}, "this cell holds none; paste it again"),
        ("![a](attachment:b.png)", {"c.png": {"image/png": PIXEL}}, 'expected one of "c.png"'),
        ("![a](attachment:b.png)", {"b.png": {"image/png": "%%%"}}, "that is no picture"),
        ("![a](attachment:b.pdf)", {"b.pdf": {"application/pdf": PIXEL}}, "that is no picture"),
        ('<img src="attachment:b.png">', {}, "this cell holds none"),
        ("![a][b]\n\n[b]: attachment:b.png", {}, "this cell holds none"),
    ],
)
def test_a_pasted_picture_that_is_missing_is_told(
    tmp_path: Path, text: str, attachments: dict[str, Any], said: str
) -> None:
    data = book([("markdown", f"# A\n\n{text}")])
    data["cells"][0]["attachments"] = attachments
    (problem,) = problems(tmp_path, data)
    assert said in problem
    number = int(problem.split(":")[1])
    assert "attachment:b" in (tmp_path / "docs" / SRC_URI).read_text().split("\n")[number - 1]


def test_what_is_optional_may_be_missing(tmp_path: Path) -> None:
    data = {
        "cells": [{"cell_type": "code"}, {"cell_type": "markdown", "source": []}],
        "nbformat": 4,
    }
    notebook = load(tmp_path, data)
    assert [(cell.kind, cell.source) for cell in notebook.cells] == [("code", ""), ("markdown", "")]
    assert notebook.meta == {}


def test_the_copy_for_the_notebook_plugin_is_one_that_it_reads(tmp_path: Path) -> None:
    data = _with({"metadata": None, "id": "same"}, metadata=None)
    data["cells"].append({"cell_type": "raw", "metadata": {"format": "text/html", "tags": ["a"]}})
    data["cells"][1]["source"] = ["---\n", "title: Null\n", "description: 3\n", "---\n"]
    data["cells"][1] |= {"id": "same", "attachments": {"a.png": {"image/png": PIXEL}}}
    del data["nbformat_minor"]
    notebook = load(tmp_path, data)
    outputs = [[{"output_type": "stream", "name": "stdout", "text": "1\n"}]]
    copy = tmp_path / "copy.ipynb"
    for given in ((), outputs):
        copy.write_bytes(notebook.as_file(given))
        assert jupytext.read(copy).cells[1].source == "x = 1"
        template = str(PACKAGE / "templates/notebooks/notebook.md.j2")
        assert "x = 1" not in nb2html(str(copy), custom_template=template, mathjax_version=2)
    assert json.loads(copy.read_text())["cells"][1]["outputs"] == outputs[0]


@pytest.mark.parametrize(
    ("cells", "meta"),
    [
        ([("markdown", "---\ntitle: A\nmore: [1]\n---\n# A")], {"title": "A", "more": [1]}),
        ([("code", "1"), ("markdown", "---\ntitle: A\n---\n# A")], {"title": "A"}),
        ([("raw", "---\ntitle: A\n---"), ("markdown", "# A")], {"title": "A"}),
        ([("markdown", "# A")], None),
        ([("markdown", "---\n\nA line above.")], {}),
        ([], None),
    ],
)
def test_the_copy_has_the_front_matter_where_the_plugin_looks_for_it(
    tmp_path: Path, cells: list[tuple[str, str]], meta: dict[str, Any] | None
) -> None:
    copy = tmp_path / "copy.ipynb"
    copy.write_bytes(load(tmp_path, book(cells)).as_file())
    assert get_notebook_metadata(jupytext.read(copy), "x") == meta
