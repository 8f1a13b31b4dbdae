"""Whatever a notebook shows is on its page, or its author hears of it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from tests.notebooks.books import book, load
from tests.notebooks.test_load import PIXEL

from mkdocs_liveguide.notebooks.outputs import RenderedOutputs, render_outputs
from mkdocs_liveguide.sources.problems import ContentError

GIF = base64.b64encode(b"GIF89a...").decode()


def rendered(root: Path, *outputs: dict[str, Any]) -> RenderedOutputs:
    return render_outputs(load(root, book([("code", "show()")])), [outputs], "../../")


def shown(root: Path, metadata: dict[str, Any] | None = None, **data: object) -> str:
    mime = {kind.replace("_", "/", 1).replace("__", "+"): each for kind, each in data.items()}
    output = {"output_type": "display_data", "metadata": metadata or {}, "data": mime}
    return rendered(root, output).parts[0]


def stream(text: str | list[str], name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def test_outputs_are_escaped_text_or_html_as_it_is(tmp_path: Path) -> None:
    table = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": "<table><tr><td>x</td></tr></table>", "text/plain": "x"},
    }
    html = rendered(tmp_path, stream(["1 < 2\n"]), table).parts[0]
    assert "<pre>1 &lt; 2\n</pre>" in html
    assert "<td>x</td>" in html
    assert html.count('class="notebook-output"') == 2


def test_texts_of_one_stream_are_joined_and_read_as_in_a_terminal(tmp_path: Path) -> None:
    bar = ["\r 0%", "\r50%\x1b[0m", "\r\x1b[31m100%\x1b[0m\n"]
    outputs = [*(stream(each, "stderr") for each in bar), stream("a\n"), stream("b\n")]
    html = rendered(tmp_path, *outputs).parts[0]
    assert html == (
        '<div class="notebook-output"><pre>100%\n</pre></div>\n'
        '<div class="notebook-output"><pre>a\nb\n</pre></div>'
    )


def test_an_expected_error_is_shown_without_colours(tmp_path: Path) -> None:
    error = {
        "output_type": "error",
        "ename": "E",
        "evalue": "x",
        "traceback": ["\x1b[1mE\x1b[0m: x"],
    }
    assert "<pre>E: x</pre>" in rendered(tmp_path, error).parts[0]


@pytest.mark.parametrize(
    ("kind", "data", "ending"),
    [
        ("image_png", PIXEL, "png"),
        ("image_jpeg", PIXEL + "\n", "jpg"),
        ("image_gif", GIF, "gif"),
        ("image_webp", [PIXEL[:20], PIXEL[20:]], "webp"),
        ("image_svg__xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        ("image_svg__xml", "<?xml version='1.0'?>\n<svg/>", "svg"),
    ],
)
def test_pictures_are_files_of_the_site(
    tmp_path: Path, kind: str, data: object, ending: str
) -> None:
    mime = kind.replace("_", "/", 1).replace("__", "+")
    output = {
        "output_type": "execute_result",
        "metadata": {},
        "data": {mime: data, "text/plain": "<Figure size 640x480 with 1 Axes>"},
    }
    made = rendered(tmp_path, output)
    (path,) = made.files
    assert path.endswith(f".{ending}")
    assert f'src="../../{path}" alt="Figure size 640x480 with 1 Axes"' in made.parts[0]


@pytest.mark.parametrize(
    ("metadata", "plain", "alt"),
    [
        ({"image/png": {"alt": 'a "red" square', "width": 24}}, "<Figure>", "a &quot;red&quot;"),
        ({"alt": "given"}, "x", 'alt="given"'),
        ({}, "three < four", 'alt="three &lt; four"'),
        ({}, "<IPython.core.display.Image object>", 'alt="Picture that the code above makes"'),
        ({}, "<PIL.Image.Image image mode=RGB size=1x1>", 'alt="Picture that the code above'),
        ({}, "", 'alt="Picture that the code above makes"'),
    ],
)
def test_a_picture_has_a_text_alternative(
    tmp_path: Path, metadata: dict[str, Any], plain: str, alt: str
) -> None:
    html = shown(tmp_path, metadata, image_png=PIXEL, text_plain=plain)
    assert alt in html
    assert ('width="24"' in html) == bool(metadata.get("image/png"))


def test_tables_scroll_as_those_of_pages_do(tmp_path: Path) -> None:
    frame = (
        "<div>\n<style scoped>.a > b {}</style>\n<table border='1' class='dataframe'><thead><tr>"
        "<th></th><th>loaf</th><th>hours &amp; more</th></tr></thead></table>\n<p>2 rows</p></div>"
    )
    html = shown(tmp_path, text_html=frame)
    wrapper = 'class="table-scroll" tabindex="0" role="group" aria-label="loaf, hours &amp; more"'
    assert f'<div {wrapper}><table border="1" class="dataframe">' in html
    assert "</table></div>\n<p>2 rows</p></div>" in html
    assert html.count("<table") == 1
    assert ".a > b {}" in html
    named = shown(tmp_path, text_html="<table><caption>All loaves</caption><td>1</td></table>")
    assert 'aria-label="All loaves"' in named
    assert 'class="table-scroll"' in shown(tmp_path, text_markdown="| a |\n|---|\n| 1 |")


@pytest.mark.parametrize(
    "content",
    [
        '<div class="mine" tabindex="0"><table><tr><td>x</td></tr></table></div>',
        "<p>no <b>table<p>open",
    ],
)
def test_what_needs_no_care_stays_as_it_is(tmp_path: Path, content: str) -> None:
    assert content in shown(tmp_path, text_html=content)


def test_a_table_in_a_table_moves_with_it(tmp_path: Path) -> None:
    inner = "<table><tbody><tr><td>x</td></tr></tbody></table>"
    html = shown(tmp_path, text_html=f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>")
    assert html.count("table-scroll") == 1
    assert inner in html


def test_formulas_are_drawn_or_their_source_is_shown(tmp_path: Path) -> None:
    html = shown(tmp_path, text_latex="$\\displaystyle \\frac{water}{flour}$", text_plain="Math")
    assert '<div class="notebook-output notebook-latex">' in html
    assert "<mfrac>" in html
    html = shown(tmp_path, text_latex=["$\\nonsense", "{x}$"], text_plain="Math")
    assert "<pre>$\\nonsense{x}$</pre>" in html
    html = shown(tmp_path, text_latex="$\\nonsense{x}$", image_png=PIXEL)
    assert "<img" in html


def test_markdown_is_rendered(tmp_path: Path) -> None:
    html = shown(
        tmp_path, text_markdown="**x** $\\frac{a}{b}$\n\n| a |\n|---|\n| 1 |", text_plain="x"
    )
    assert "<strong>x</strong>" in html
    assert "<td>1</td>" in html
    assert "<mfrac>" in html


def test_json_and_plain_text_are_shown(tmp_path: Path) -> None:
    html = shown(tmp_path, application_json={"é": [1]}, text_plain="<IPython…>")
    assert '<pre>{\n  "é": [\n    1\n  ]\n}</pre>' in html
    assert "<pre>a &lt; b</pre>" in shown(tmp_path, text_plain=["a <", " b"])
    assert "<pre>a,b</pre>" in shown(tmp_path, text_csv="a,b")


@pytest.mark.parametrize(
    "data",
    [
        {"application_pdf": "x", "text_plain": "a pdf"},
        {"application_javascript": "x", "text_plain": "a pdf"},
        {"image_png": "not base64 §", "text_plain": "a pdf"},
    ],
)
def test_what_cannot_be_shown_gives_its_plain_text(tmp_path: Path, data: dict[str, str]) -> None:
    assert "<pre>a pdf</pre>" in shown(tmp_path, **data)


def test_what_cannot_be_shown_at_all_is_told(tmp_path: Path) -> None:
    notebook = load(tmp_path, book([("code", "1"), ("code", "# pdf\nshow()"), ("code", "x")]))
    pdf = {"output_type": "display_data", "metadata": {}, "data": {"application/pdf": "x"}}
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "§"}}
    with pytest.raises(ContentError) as error:
        render_outputs(notebook, [[], [pdf], [picture]], "")
    first, second = error.value.problems
    assert first.found == "an output of the kind application/pdf"
    assert second.found == "an output of the kind image/png"
    lines = (tmp_path / "docs" / notebook.src_uri).read_text().split("\n")
    assert "# pdf" in lines[first.line - 1]


def test_cells_without_outputs_have_none(tmp_path: Path) -> None:
    notebook = load(tmp_path, book([("code", "1"), ("code", "2")]))
    empty = {"output_type": "display_data", "metadata": {}, "data": {}}
    assert render_outputs(notebook, [[], [empty, stream("")]], "").parts == ("", "")
