"""A notebook becomes plain Markdown, with places for its outputs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markdown import markdown
from tests.notebooks.books import book, load
from tests.notebooks.test_load import PIXEL

from mkdocs_liveguide.notebooks.page import NotebookPage, notebook_page


def page_of(root: Path, data: dict[str, Any]) -> NotebookPage:
    return notebook_page(load(root, data), lambda number: f"<p>output {number}</p>")


def markdown_of(root: Path, *cells: tuple[str, str], tags: tuple[str, ...] = ()) -> str:
    data = book(cells)
    data["cells"][0]["metadata"]["tags"] = list(tags)
    return page_of(root, data).markdown


def test_text_and_code_arrive_as_they_were_written(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# Head\n\n> quote & `a < b`\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    code = 'if 1 < 2 and "</pre>":\n    x = "&amp;"'
    made = markdown_of(tmp_path, ("markdown", text), ("code", code))
    assert text.split("---\n")[2].strip() in made
    assert f"````python\n{code}\n````" in made
    assert "title: T" not in made


def test_no_style_and_no_script_comes_with_it(tmp_path: Path) -> None:
    made = markdown_of(tmp_path, ("markdown", "# A"), ("code", "1"))
    assert not re.search(r"<(style|script|link)|jp-|clipboard|mathjax", made, re.I)
    assert len(made) < 100


def test_each_cell_of_code_has_a_place_for_its_outputs(tmp_path: Path) -> None:
    made = markdown_of(tmp_path, ("code", "1"), ("markdown", "text"), ("code", "\n"), ("code", "2"))
    blocks = [block for block in made.split("\n\n") if block.startswith("<p>")]
    assert blocks == ["<p>output 0</p>", "<p>output 2</p>\n"]
    assert made.index("<p>output 0</p>") < made.index("text") < made.index("<p>output 2</p>")


def test_code_that_only_draws_is_folded_away(tmp_path: Path) -> None:
    made = markdown_of(tmp_path, ("code", "draw()"), tags=("hide-input",))
    assert re.search(r"<details[^>]*><summary>.*\n+````python\ndraw\(\)", made)
    html = markdown(made, extensions=["md_in_html", "fenced_code"])
    assert "draw()\n</code></pre>\n</details>\n<p>output 0</p>" in html


def test_tags_leave_out_what_they_name(tmp_path: Path) -> None:
    cell = ("code", "draw()")
    assert markdown_of(tmp_path, cell, tags=("remove-input",)) == "<p>output 0</p>\n"
    assert "output" not in markdown_of(tmp_path, cell, tags=("remove-output",))
    assert markdown_of(tmp_path, cell, tags=("remove-cell",)) == "\n"


def test_a_fence_is_longer_than_those_in_the_code(tmp_path: Path) -> None:
    code = 'text = """\n`````\n"""'
    assert markdown_of(tmp_path, ("code", code)).startswith(f"``````python\n{code}\n``````")


def test_raw_cells_are_shown(tmp_path: Path) -> None:
    data = book([("raw", "a < b"), ("raw", "<b>x</b>"), ("raw", "*x*"), ("raw", "\\x")])
    for number, kind in ((1, "text/html"), (2, "text/markdown"), (3, "text/latex")):
        data["cells"][number]["metadata"]["format"] = kind
    made = page_of(tmp_path, data).markdown
    assert made == "````\na < b\n````\n\n<b>x</b>\n\n*x*\n\n````\n\\x\n````\n"


def test_pasted_pictures_are_files_of_the_site(tmp_path: Path) -> None:
    text = (
        "![a](attachment:a.png) and ![b](<attachment:b c.png>) and ![b](attachment:b%20c.png)\n\n"
        "- ![a](attachment:a.png 'title')\n\n<img src='attachment:a.png'>\n\n"
        "[r]: attachment:a.png\n\n```\n![a](attachment:a.png)\n```\n\n"
        "| a |\n|---|\n| ![a](attachment:a.png) | b |\n"
    )
    data = book([("markdown", text)])
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    data["cells"][0]["attachments"] = {
        "a.png": {"image/png": PIXEL},
        "b c.png": {"image/svg+xml": svg},
    }
    page = page_of(tmp_path, data)
    png, drawing = sorted(page.files, key=lambda path: path.endswith("svg"))
    assert page.files[png].startswith(b"\x89PNG")
    assert page.files[drawing] == svg.encode()
    assert page.markdown.count(f"../{png}") == 5
    assert page.markdown.count(f"](../{drawing})") == 2
    assert page.markdown.count("attachment:") == 1
    assert re.fullmatch(r"live/notebooks/[0-9a-f]{16}\.png", png)


def test_formulas_in_the_text_are_drawn_by_the_browser(tmp_path: Path) -> None:
    made = markdown_of(tmp_path, ("markdown", "Inline $x_1$:\n\n$$\\sum_i w_i$$"))
    assert made.count("<math") == 2
    assert "<msub><mi>x</mi><mn>1</mn></msub>" in made
