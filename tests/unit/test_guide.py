"""Which files of the docs folder are data, and not published as they are."""

from __future__ import annotations

from pathlib import Path

from mkdocs_liveguide.guide import unpublished


def test_data_is_kept_out_only_where_a_page_shows_it(tmp_path: Path) -> None:
    names = ["faq/a.md", "faq/index.md", "evidence/a.yml", "ask/questions.yml", "a.yml", "a.py"]
    assert unpublished(tmp_path, names) == {"ask/questions.yml"}
    for name in ("faq/index.md", "evidence/index.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("")
    assert unpublished(tmp_path, names) == {"ask/questions.yml", "faq/a.md", "evidence/a.yml"}


def test_modules_beside_a_notebook_are_its_own(tmp_path: Path) -> None:
    names = ["books/a.ipynb", "books/data.py", "books/more/b.py", "files/c.py"]
    assert unpublished(tmp_path, names) == {"books/data.py"}


def test_what_python_keeps_beside_modules_is_not_published(tmp_path: Path) -> None:
    names = ["books/__pycache__/data.cpython-313.pyc", "__pycache__/x.pyc", "a/pycache.md"]
    assert unpublished(tmp_path, names) == set(names[:2])
