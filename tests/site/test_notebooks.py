"""Notebooks in a guide that is built as its author builds it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from tests.notebooks.books import book
from tests.notebooks.test_load import PIXEL
from tests.site.conftest import SmallGuide
from tests.site.test_preview import Running

PICTURE = f"import base64\nfrom IPython.display import Image\nImage(base64.b64decode('{PIXEL}'))"
FORMULA = "from IPython.display import Math, display\ndisplay(Math(r'\\frac{water}{flour}'))"


@pytest.fixture
def guide(small_guide: SmallGuide) -> SmallGuide:
    settings = small_guide.folder / "mkdocs.yml"
    text = re.sub(r"  custom_dir: .*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(text.replace("  - liveguide\n", "  - liveguide\n  - mkdocs-jupyter\n"))
    return small_guide


def write(guide: SmallGuide, name: str, data: dict[str, Any]) -> list[str]:
    """Writes a notebook; returns the lines of its file."""
    file = guide.folder / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1))
    return file.read_text().split("\n")


def test_whatever_a_notebook_shows_is_on_its_page(guide: SmallGuide) -> None:
    front = "---\ntitle: Pictures\ndescription: What can be seen.\n---\n\n# Pictures\n\n"
    text = f"{front}![a red square](attachment:square.png)\n\nAnd $x_1$ [@E01].\n\n$$\\sum_i w_i$$"
    data = book([("markdown", text), ("code", PICTURE), ("code", FORMULA), ("code", "1 + 1")])
    data["cells"][0]["attachments"] = {"square.png": {"image/png": PIXEL}}
    data["metadata"]["guide"] = None
    write(guide, "notebooks/pictures.ipynb", data)
    copy = book([("code", "1 / 0")])
    copy["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "seen\n"}]
    write(guide, "notebooks/.ipynb_checkpoints/pictures-checkpoint.ipynb", copy)
    built = guide.build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert not list(guide.site.rglob("*checkpoint*"))
    page = guide.site / "notebooks/pictures/index.html"
    soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
    assert soup.title.text == "Pictures - Bread guide"
    assert soup.select_one("meta[name=description]")["content"] == "What can be seen."
    article = soup.select_one("article")
    pictures = article.select("img")
    assert [picture["alt"] for picture in pictures] == [
        "a red square",
        "Picture that the code above makes",
    ]
    for picture in pictures:
        assert (page.parent / picture["src"]).read_bytes().startswith(b"\x89PNG")
    assert len(article.select("math")) == 3
    assert article.select_one(".notebook-output pre").text == "2"
    assert article.select_one("live-citation a")["href"].startswith("../../evidence/#")
    assert "data-late" not in str(article)
    assert "attachment:" not in str(article)


def test_notebooks_that_cannot_be_read_are_told_with_all_other_mistakes(guide: SmallGuide) -> None:
    write(guide, "notebooks/one.ipynb", book([("code", "1 / 0")], guide=5))
    write(guide, "notebooks/two.ipynb", book([("markdown", "# Caf@")]))
    two = guide.folder / "docs/notebooks/two.ipynb"
    two.write_bytes(two.read_bytes().replace(b"@", b"\xe9"))
    guide.edit("docs/faq/cold-kitchen.md", "group: dough", "group: doug")
    built = guide.build()
    output = built.stdout + built.stderr
    assert built.returncode != 0
    assert "Traceback" not in output
    assert "3 problems in the sources" in output
    assert "docs/notebooks/one.ipynb:15: found 5 at" in output
    assert "docs/notebooks/two.ipynb:8: found a byte that is not UTF-8 (0xe9)" in output


def test_what_is_cheap_is_checked_before_a_notebook_runs(guide: SmallGuide) -> None:
    text = "# One\n\n[nowhere](nowhere.md) and [@E77]\n"
    lines = write(guide, "notebooks/one.ipynb", book([("markdown", text), ("code", "1 / 0")]))
    built = guide.build()
    output = built.stdout + built.stderr
    assert built.returncode != 0
    number = next(at for at, line in enumerate(lines, 1) if "nowhere.md" in line)
    assert f'docs/notebooks/one.ipynb:{number}: found a link to "nowhere.md"' in output
    assert (
        f'docs/notebooks/one.ipynb:{number}: found a citation of the unknown finding "E77"'
        in output
    )
    assert "running it" not in output
    assert "ZeroDivisionError" not in output


def test_a_notebook_that_fails_is_told_and_the_last_site_stays(guide: SmallGuide) -> None:
    head = "---\ntitle: One\ndescription: What cannot be divided.\n---\n\n# One"
    lines = write(guide, "notebooks/one.ipynb", book([("markdown", head), ("code", "1 / 0")]))
    built = guide.build()
    output = built.stdout + built.stderr
    assert built.returncode != 0
    number = next(at for at, line in enumerate(lines, 1) if "1 / 0" in line)
    assert f"docs/notebooks/one.ipynb:{number}: found ZeroDivisionError" in output
    assert "Traceback" not in output
    assert not guide.site.exists()


def test_a_preview_does_not_wait_for_a_notebook(guide: SmallGuide, tmp_path: Path) -> None:
    settings = guide.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  - liveguide\n", "  - liveguide:\n      preview: true\n"))
    head = "---\ntitle: One\ndescription: What takes its time.\n---\n\n# One"
    gate = tmp_path / "gate"
    waiting = f"import os, time\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.05)\n6 * 7"
    write(guide, "notebooks/one.ipynb", book([("markdown", head), ("code", waiting)]))
    preview = Running(guide, tmp_path / "log")
    try:
        page = preview.until(lambda page: "has not been run yet" in page, "/notebooks/one/")
        assert "time.sleep" in BeautifulSoup(page, "html5lib").text
        gate.touch()
        page = preview.until(lambda page: "has not been run yet" not in page, "/notebooks/one/")
        assert "42" in page
    finally:
        preview.process.terminate()
        preview.process.wait()
