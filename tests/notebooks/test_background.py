"""Notebooks of a preview run in the background, one by one, and a build does not wait for them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.notebooks.books import SRC_URI, around, book, load

from mkdocs_liveguide.building.background import Background, Job
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.notebooks.build import NotebookPages
from mkdocs_liveguide.notebooks.notebook import Notebook
from mkdocs_liveguide.notebooks.runs import run_notebooks
from mkdocs_liveguide.sources.problems import ContentError, Problem

ENDLESS = "import time\nwhile True: time.sleep(0.1)"


@pytest.fixture
def background() -> Iterator[Background]:
    running = Background("notebooks")
    yield running
    running.stop()


def build(root: Path, notebook: Notebook, background: Background | None) -> list[str]:
    """What a build shows of a notebook; [] while it has not been run."""
    cache = Cache(root / "build")
    given = run_notebooks([notebook], around(root), cache, background=background)
    if background is not None:
        background.start()
    return [output["text"] for cell in given.get(SRC_URI, ()) for output in cell]


def test_a_build_does_not_wait_and_the_next_has_the_outputs(
    tmp_path: Path, background: Background
) -> None:
    notebook = load(tmp_path, book([("code", "print('well')")]))
    said = background.file.read_text()
    assert build(tmp_path, notebook, background) == []
    assert build(tmp_path, notebook, background) == [], "it is not begun twice"
    background.wait()
    assert len(background.file.read_text()) == len(said) + 1
    assert build(tmp_path, notebook, background) == ["well\n"]
    assert build(tmp_path, notebook, None) == ["well\n"], "a full build need not run it again"


def test_what_is_done_is_told_and_what_is_left(tmp_path: Path) -> None:
    said: list[str] = []
    background = Background("urgent", "other", say=said.append)
    ended = Problem("a", 1, "found", "expected", "fix")
    background.take("other", {"1": Job("last", _say_more, ended)})
    background.take(
        "urgent", {"2": Job("first", _say_more, ended), "3": Job("second", _say_more, ended)}
    )
    assert said == [], "nothing is begun before somebody says so"
    background.start()
    background.wait()
    background.stop()
    assert said == [
        "in the background: first, and 2 more",
        "half of it",
        "in the background: second, and 1 more",
        "half of it",
        "in the background: last",
        "half of it",
    ]


def _say_more(say: Callable[[str], None]) -> None:
    say("half of it")


def test_it_runs_at_a_low_priority(tmp_path: Path, background: Background) -> None:
    code = "import os\nprint(os.getpriority(os.PRIO_PROCESS, 0) >= 10)"
    notebook = load(tmp_path, book([("code", code)]))
    build(tmp_path, notebook, background)
    background.wait()
    assert build(tmp_path, notebook, background) == ["True\n"]


def test_a_failure_is_told_until_something_changes(tmp_path: Path, background: Background) -> None:
    code = "from pathlib import Path\nprint(Path('number.txt').read_text())"
    notebook = load(tmp_path, book([("code", code)]))
    assert build(tmp_path, notebook, background) == []
    background.wait()
    for _ in range(2):
        with pytest.raises(ContentError, match="FileNotFoundError"):
            build(tmp_path, notebook, background)
    (tmp_path / "docs" / "notebooks" / "number.txt").write_text("seven")
    assert build(tmp_path, notebook, background) == []
    background.wait()
    assert build(tmp_path, notebook, background) == ["seven\n"]


def test_what_is_edited_while_it_runs_is_ended(tmp_path: Path, background: Background) -> None:
    assert build(tmp_path, load(tmp_path, book([("code", ENDLESS)])), background) == []
    mended = load(tmp_path, book([("code", "print('short')")]))
    assert build(tmp_path, mended, background) == []
    background.wait()
    assert build(tmp_path, mended, background) == ["short\n"]


def test_a_process_that_ends_by_itself_is_a_failure(tmp_path: Path, background: Background) -> None:
    parent = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    notebook = load(tmp_path, book([("code", parent)]))
    assert build(tmp_path, notebook, background) == []
    background.wait()
    with pytest.raises(ContentError, match="ended before its end"):
        build(tmp_path, notebook, background)


def test_stopping_ends_what_runs(tmp_path: Path) -> None:
    background = Background("notebooks")
    build(tmp_path, load(tmp_path, book([("code", ENDLESS)])), background)
    background.stop()
    assert not background.file.exists()


SERVER = """
import sys, time
from pathlib import Path
from tests.notebooks.books import around, book, load
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.notebooks.runs import run_notebooks

if __name__ == "__main__":
    root, code = Path(sys.argv[1]), sys.argv[2]
    notebooks = [load(root, book([("code", code)]))]
    background = Background("notebooks")
    run_notebooks(notebooks, around(root), Cache(root / "build"), background=background)
    background.start()
    time.sleep(600)
"""


def test_a_server_that_is_killed_takes_it_along(root: Path, tmp_path: Path) -> None:
    beats = tmp_path / "beats"
    code = (
        f"import time\nwhile True:\n    open({str(beats)!r}, 'a').write('.')\n    time.sleep(0.1)"
    )
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    command = [sys.executable, str(script), str(tmp_path), code]
    server = subprocess.Popen(command, env=environment)
    end = time.monotonic() + 120
    while not beats.exists():
        assert server.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
    server.kill()
    server.wait()
    size = -1
    while beats.stat().st_size > size:
        assert time.monotonic() < end, "it goes on"
        size = beats.stat().st_size
        time.sleep(1)


def test_its_page_shows_the_code_and_says_that_it_has_not_run(
    tmp_path: Path, background: Background
) -> None:
    notebook = load(tmp_path, book([("code", "print('one')"), ("code", "print('two')")]))
    pages = NotebookPages({SRC_URI: notebook}, around(tmp_path), Cache(tmp_path / "build"))
    page = pages.page(SRC_URI).markdown
    contents, _ = pages.put_outputs_in({SRC_URI: page}, lambda _: "../", background=background)
    assert contents[SRC_URI].count("This notebook has not been run yet") == 1
    assert "print('two')" in contents[SRC_URI]
    assert "data-late" not in contents[SRC_URI]
    background.start()
    background.wait()
    contents, _ = pages.put_outputs_in({SRC_URI: page}, lambda _: "../", background=background)
    assert "has not been run" not in contents[SRC_URI]
    assert ">two" in contents[SRC_URI]
