"""A notebook's page is made at once; its outputs are put in when the notebook has run."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.notebooks.books import around, book, write
from tests.notebooks.test_load import PIXEL

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.notebooks.build import NotebookPages
from mkdocs_liveguide.notebooks.load import load_notebooks
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader

PICTURE = f"from IPython.display import Image\nimport base64\nImage(base64.b64decode('{PIXEL}'))"


def pages(root: Path, **cells: list[tuple[str, str]]) -> NotebookPages:
    files = {
        f"{name}.ipynb": write(root, book(each), f"{name}.ipynb") for name, each in cells.items()
    }
    notebooks = load_notebooks(Reader(root), files)
    return NotebookPages(notebooks, around(root), Cache(root / "build"))


def test_outputs_take_the_place_of_their_marks(tmp_path: Path) -> None:
    cells = [("markdown", "# A"), ("code", "print(1 + 1)"), ("code", "x = 1"), ("code", PICTURE)]
    made = pages(tmp_path, one=cells, other=[("code", "1 / 0")])
    early = made.page("one.ipynb").markdown
    assert "2" not in early.replace("output-2", "")
    contents = {"one.ipynb": early, "page.md": "<p>text</p>"}
    filled, pictures = made.put_outputs_in(contents, lambda src_uri: f"to-{src_uri}/")
    assert filled["page.md"] == "<p>text</p>"
    assert "<pre>2\n</pre>" in filled["one.ipynb"]
    assert "data-late" not in filled["one.ipynb"]
    (path,) = pictures
    assert f'src="to-one.ipynb/{path}"' in filled["one.ipynb"]


def test_the_copy_for_readers_has_the_outputs_of_the_run(tmp_path: Path) -> None:
    made = pages(tmp_path, one=[("code", "1 + 1")])
    copy = made.lay("one.ipynb")
    assert copy.name == "one.ipynb"
    assert '"2"' not in copy.read_text()
    made.put_outputs_in({"one.ipynb": made.page("one.ipynb").markdown}, lambda src_uri: "")
    assert '"2"' in copy.read_text()


def test_what_cannot_be_shown_is_told_of_all_notebooks_together(tmp_path: Path) -> None:
    code = "from IPython.display import display\ndisplay({'application/pdf': 'x'}, raw=True)"
    made = pages(tmp_path, one=[("code", code)], two=[("code", code)])
    contents = {name: made.page(name).markdown for name in ("one.ipynb", "two.ipynb")}
    with pytest.raises(ContentError) as error:
        made.put_outputs_in(contents, lambda src_uri: "")
    assert [problem.path for problem in error.value.problems] == [
        "docs/one.ipynb",
        "docs/two.ipynb",
    ]
