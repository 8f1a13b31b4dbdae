"""The notebook plugin, with the guide's template, hands over plain Markdown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs_jupyter.convert import nb2html
from tests.notebooks.test_load import write_notebook

import mkdocs_liveguide
from mkdocs_liveguide.notebooks.notebook import notebook_markdown

TEMPLATE = Path(mkdocs_liveguide.__file__).parent / "templates/notebook.md.j2"


def markdown_of(root: Path, cells: list[tuple[str, str]], outputs: dict[int, list[object]]) -> str:
    file = root / "docs" / write_notebook(root, cells)
    data = json.loads(file.read_text(encoding="utf-8"))
    for at, values in outputs.items():
        data["cells"][at]["outputs"] = values
    file.write_text(json.dumps(data), encoding="utf-8")
    converted = nb2html(
        str(file),
        custom_template=str(TEMPLATE),
        markdown_cell_processor="mkdocs",
        mathjax_version=2,
        include_mathjax=False,
    )
    return notebook_markdown(converted)


def result(**data: object) -> dict[str, object]:
    mime = {kind.replace("_", "/"): value for kind, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": mime}


def test_text_and_code_arrive_as_they_were_written(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# Head\n\n> quote & `a < b`\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    code = 'if 1 < 2 and "</pre>":\n    x = "&amp;"'
    markdown = markdown_of(tmp_path, [("markdown", text), ("code", code)], {})
    assert text.split("---\n")[2].strip() in markdown
    assert f"````python\n{code}\n````" in markdown
    assert "title: T" not in markdown


def test_no_style_and_no_script_comes_with_it(tmp_path: Path) -> None:
    markdown = markdown_of(tmp_path, [("markdown", "# A"), ("code", "1")], {})
    assert not re.search(r"<(style|script|link)|jp-|clipboard|mathjax", markdown, re.I)
    assert len(markdown) < 100


def test_outputs_are_escaped_text_or_html_as_it_is(tmp_path: Path) -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": ["1 < 2\n"]}
    table = result(text_html="<table><tr><td>x</td></tr></table>", text_plain="x")
    markdown = markdown_of(tmp_path, [("code", "1")], {0: [stream, table]})
    assert "<pre>1 &lt; 2\n</pre>" in markdown
    assert "<td>x</td>" in markdown
    assert markdown.count('class="notebook-output"') == 2


def test_code_that_only_draws_is_folded_away(tmp_path: Path) -> None:
    file = tmp_path / "docs" / write_notebook(tmp_path, [("code", "draw()")])
    data = json.loads(file.read_text())
    data["cells"][0]["metadata"]["tags"] = ["hide-input"]
    file.write_text(json.dumps(data))
    converted = nb2html(str(file), custom_template=str(TEMPLATE), mathjax_version=2)
    assert re.search(
        r"<details[^>]*><summary>.*\n+````python\ndraw\(\)", notebook_markdown(converted)
    )


def test_a_plugin_without_the_template_is_noticed() -> None:
    with pytest.raises(ValueError, match=r"notebook\.md\.j2"):
        notebook_markdown("<div class='jupyter-wrapper'></div>")
