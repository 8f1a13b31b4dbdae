"""Notebooks run in kernels of their own, and what came out is kept for as long as it is right."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.notebooks.books import SRC_URI, around, book, load, write

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.notebooks.execute import Run, execute
from mkdocs_liveguide.notebooks.load import load_notebooks
from mkdocs_liveguide.notebooks.notebook import Outputs
from mkdocs_liveguide.notebooks.runs import key_of_code, run_notebooks
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader


def outputs(given: Outputs) -> list[str]:
    return [out.get("text") or out["data"]["text/plain"] for cell in given for out in cell]


def run(root: Path, *codes: str) -> Run:
    return execute(load(root, book([("code", code) for code in codes])), around(root))


class Kept:
    """One notebook, run whenever it must be."""

    def __init__(self, root: Path, *cells: tuple[str, str]) -> None:
        self.root = root
        self.said: list[str] = []
        self.write(*cells)

    def write(self, *cells: tuple[str, str]) -> None:
        self.notebook = load(self.root, book(cells))

    def _hear(self, line: str) -> None:
        if line.startswith("docs/"):  # how far it is depends on how busy the machine is
            self.said.append(line)

    def __call__(self, *, fresh: bool = True) -> str:
        cache = Cache(self.root / "build")
        given = run_notebooks(
            [self.notebook], around(self.root), cache, fresh=fresh, say=self._hear
        )
        return outputs(given[SRC_URI])[0]


def test_a_notebook_runs_in_its_own_folder_and_keeps_no_counts(tmp_path: Path) -> None:
    done = run(tmp_path, "from pathlib import Path\nPath.cwd().name", "2")
    assert outputs(done.outputs) == ["'notebooks'", "2"]
    content = json.dumps(done.outputs)
    assert "execution" not in content
    assert "transient" not in content


def test_a_failing_cell_is_told_with_its_line(tmp_path: Path) -> None:
    notebook = load(tmp_path, book([("code", "a = 1"), ("code", "# second\nb = 1 / 0")]))
    with pytest.raises(ContentError) as error:
        execute(notebook, around(tmp_path))
    (problem,) = error.value.problems
    lines = (tmp_path / "docs" / SRC_URI).read_text().split("\n")
    assert "# second" in lines[problem.line - 1]
    assert problem.found == "ZeroDivisionError: division by zero"


def test_an_error_that_a_tag_expects_is_an_output(tmp_path: Path) -> None:
    data = book([("code", "1 / 0"), ("code", "2"), ("code", "# third\n1 / 0")])
    data["cells"][0]["metadata"]["tags"] = ["raises-exception"]
    with pytest.raises(ContentError) as error:
        execute(load(tmp_path, data), around(tmp_path))
    lines = (tmp_path / "docs" / SRC_URI).read_text().split("\n")
    assert "# third" in lines[error.value.problems[0].line - 1]
    del data["cells"][2]
    done = execute(load(tmp_path, data), around(tmp_path))
    assert [out["output_type"] for cell in done.outputs for out in cell] == [
        "error",
        "execute_result",
    ]


def test_a_kernel_that_dies_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        run(tmp_path, "1", "import os\nos._exit(1)", "3")
    (problem,) = error.value.problems
    assert problem.found == "a dead kernel"
    lines = (tmp_path / "docs" / SRC_URI).read_text().split("\n")
    assert "import os" in lines[problem.line - 1]


READS = """
import glob, json, os, sqlite3
from pathlib import Path
import helper
open("../../data/a.txt").read()
Path("../../data/b.txt").read_bytes()
[Path(each).name for each in glob.glob("../../data/more/*.csv")]
Path("made.txt").write_text("x")
Path("made.txt").read_text()
try:
    open("missing.txt")
except FileNotFoundError:
    pass
handle = os.open("../../data/c.bin", os.O_RDONLY)
sqlite3.connect("../../data/d.db").close()
open("../../build/kept").read(), open("/dev/null").read(), open("../../.hidden").read()
"""


def test_what_a_notebook_reads_is_seen(tmp_path: Path) -> None:
    for name in ("data/a.txt", "data/b.txt", "data/more/x.csv", "data/c.bin", "build/kept"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "docs/notebooks").mkdir(parents=True)
    (tmp_path / "docs/notebooks/helper.py").write_text("x = 1\n")
    expected = (
        "data/a.txt",
        "data/b.txt",
        "data/c.bin",
        "data/d.db",
        "data/more/",
        "docs/notebooks/helper.py",
        "docs/notebooks/missing.txt",
    )
    assert run(tmp_path, READS).reads == expected
    # The second time Python finds the module compiled.
    assert run(tmp_path, READS).reads == expected


def test_the_recorder_leaves_no_name_and_no_count_behind(tmp_path: Path) -> None:
    done = run(tmp_path, "sorted(n for n in dir() if not n.startswith('_'))", "_oh")
    assert outputs(done.outputs) == [
        "['In', 'Out', 'exit', 'get_ipython', 'open', 'quit']",
        "{1: ['In', 'Out', 'exit', 'get_ipython', 'open', 'quit']}",
    ]


def test_a_run_is_kept_until_something_it_reads_changes(tmp_path: Path) -> None:
    data = tmp_path / "data.txt"
    data.write_text("old")
    kept = Kept(tmp_path, ("code", "open('../../data.txt').read()"))
    assert kept() == "'old'"
    assert kept() == "'old'"
    assert len(kept.said) == 1
    data.write_text("new")
    assert kept(fresh=False) == "'old'"
    assert "has changed" in kept.said[-1]
    assert kept() == "'new'"
    assert kept(fresh=False) == "'new'"
    assert len(kept.said) == 3
    data.write_text("old")
    assert kept() == "'old'"
    assert len(kept.said) == 3, "runs with other data are kept beside it"


def test_a_run_changes_with_an_input_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.txt").write_text("one")
    (tmp_path / "other.txt").write_text("one")
    code = "from pathlib import Path\n[f.read_text() for f in Path('../../data').glob('*.txt')]"
    kept = Kept(tmp_path, ("code", code))

    def runs_again_after(change: Callable[[], object]) -> bool:
        before = len(kept.said)
        change()
        kept()
        return len(kept.said) > before

    assert kept() == "['one']"
    assert not runs_again_after(lambda: (tmp_path / "other.txt").write_text("two"))
    assert runs_again_after(lambda: (tmp_path / "data/a.txt").write_text("two"))
    assert runs_again_after(lambda: (tmp_path / "data/b.txt").write_text("new"))
    assert not runs_again_after(lambda: (tmp_path / "data/b.txt").unlink())


def test_a_word_of_the_text_can_be_mended_without_a_run(tmp_path: Path) -> None:
    kept = Kept(tmp_path, ("markdown", "# Old"), ("code", "1 + 1"))
    assert kept() == "2"
    kept.write(("markdown", "# New"), ("code", "1 + 1"), ("markdown", "more"))
    assert kept() == "2"
    assert len(kept.said) == 1


def test_damaged_results_are_made_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path, ("code", "1 + 1"))
    assert kept() == "2"
    for name in ("notebook-runs", "notebook-reads", "notebook-latest"):
        for file in (tmp_path / "build" / name).iterdir():
            file.write_bytes(file.read_bytes()[:1])
        assert kept(fresh=False) == "2"
    for file in (tmp_path / "build").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x00")
    assert kept(fresh=False) == "2"


def test_failures_of_all_notebooks_are_told_together(tmp_path: Path) -> None:
    names = {
        name: write(tmp_path, book([("code", "1 / 0")]), name) for name in ("a.ipynb", SRC_URI)
    }
    notebooks = load_notebooks(Reader(tmp_path), names)
    with pytest.raises(ContentError) as error:
        run_notebooks(notebooks.values(), around(tmp_path), Cache(tmp_path / "build"))
    assert [problem.path for problem in error.value.problems] == [f"docs/{name}" for name in names]


def key(root: Path, *codes: str) -> str:
    return key_of_code(load(root, book([("code", code) for code in codes])), around(root))


def test_the_key_covers_what_is_imported_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "docs/notebooks"
    folder.mkdir(parents=True)
    (folder / "helper.py").write_text("import deeper\n")
    (folder / "unused.py").write_text("a = 1\n")
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/deeper.py").write_text("a = 1\n")
    code = "%matplotlib inline\n!ls\nimport helper"
    first = key(tmp_path, code)
    (folder / "unused.py").write_text("a = 2\n")
    assert key(tmp_path, code) == first
    (tmp_path / "snippets/deeper.py").write_text("a = 2\n")
    second = key(tmp_path, code)
    assert second != first
    (folder / "helper.py").write_text("a = 2\n")
    assert key(tmp_path, code) not in (first, second)
    assert key(tmp_path, code, "2") != key(tmp_path, code)


def test_a_tag_that_changes_the_run_changes_the_key(tmp_path: Path) -> None:
    data = book([("code", "1")])
    before = key_of_code(load(tmp_path, data), around(tmp_path))
    data["cells"][0]["metadata"]["tags"] = ["skip-execution"]
    assert key_of_code(load(tmp_path, data), around(tmp_path)) != before


def test_modules_of_the_snippets_can_be_imported(tmp_path: Path) -> None:
    (tmp_path / "snippets/tea").mkdir(parents=True)
    (tmp_path / "snippets/tea/kettle.py").write_text("HEAT = 100\n")
    done = run(tmp_path, "from tea.kettle import HEAT\nHEAT")
    assert outputs(done.outputs) == ["100"]
    assert "snippets/tea/kettle.py" in done.reads


def test_a_root_behind_a_link_makes_no_difference(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/data.txt").write_text("x")
    os.symlink(tmp_path / "real", tmp_path / "linked")  # noqa: PTH211
    done = run(tmp_path / "linked", "open('../../data.txt').read()")
    assert done.reads == ("data.txt",)


def test_results_that_lie_elsewhere_are_no_inputs(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kept").write_text("x")
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/build").symlink_to(tmp_path / "elsewhere")
    assert run(tmp_path / "guide", "open('../../build/kept').read()").reads == ()
