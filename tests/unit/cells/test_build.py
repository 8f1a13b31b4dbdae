"""Snippets at build time: what authors are told, and what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_site import Built, SmallSite

SNIPPET = "snippets/dough/a.py"


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path)


def built(small: SmallSite, code: str, page: str = "::: live dough/a.py", **more: str) -> Built:
    """Builds a page that shows a snippet."""
    return small.build({"docs/index.md": f"# A\n\n{page}\n", SNIPPET: code, **more})


def output(page: Built, cell: int = 0) -> list[tuple[str, str]]:
    """Kind and text of each piece that a cell shows."""
    found = page.html().select("live-cell")[cell].select(".cell-output pre")
    return [(each["class"][0].removeprefix("cell-"), each.get_text()) for each in found]


def problem(page: Built) -> str:
    (only,) = page.problems
    return only


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("import os\nos.write(1, b'raw\\n')\nNone", [("stdout", "raw\n")]),
        ("import os\nos.write(2, b'raw\\n')\nNone", [("stderr", "raw\n")]),
        ("import atexit\natexit.register(print, 'bye')\nprint('on')", [("stdout", "on\nbye\n")]),
        ("import sys\nsys.stdout = sys.__stdout__\nprint('a')", [("stdout", "a\n")]),
        ("import os\nos.close(1); os.close(2)\nprint('a')", [("stdout", "a\n")]),
        ('print(\'[{"kind": "stdout"}]\')', [("stdout", '[{"kind": "stdout"}]\n')]),
        ("import ctypes\nctypes.CDLL(None).puts(b'c')\nctypes.CDLL(None).fflush(None)\nNone", None),
        ("exit()", []),
        ("import os\nos.environ.get('NOT_FOR_READERS')", []),
    ],
)
def test_whatever_a_snippet_prints_is_shown(
    small: SmallSite,
    code: str,
    shown: list[tuple[str, str]] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NOT_FOR_READERS", "secret")
    page = built(small, code)
    assert page.works, page.log
    assert output(page) == ([("stdout", "c\n")] if shown is None else shown)


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ("import os\n\nos._exit(0)", 3, "the program ended itself with os._exit(0)"),
        ("import os\nos.abort()", 2, "the program ended itself with os.abort()"),
        ("import sys\nsys.exit(3)", 2, "found SystemExit: 3"),
        ("raise SystemExit('words')", 1, "found SystemExit: words"),
        ("import posix\nposix._exit(7)", 1, "found an end of the interpreter by exit code 7"),
        ("import os, signal\nos.kill(__import__('posix').getpid(), 9)", 1, "by signal SIGKILL"),
        ("import ctypes\nctypes.string_at(0)", 1, "by signal SIGSEGV"),
        ("\n\nimport numpy", 3, "found ModuleNotFoundError: No module named 'numpy'"),
        ("import subprocess\nsubprocess.run(['ls'])", 2, "cannot start other programs"),
        ("import threading\nthreading.Thread(target=print).start()", 2, "has one thread only"),
        ("from urllib.request import urlopen\nurlopen('http://example.org')", 2, "no network"),
        ("from zoneinfo import ZoneInfo\nZoneInfo('Europe/Lisbon')", 2, "no time zone data"),
        ("open('mkdocs.yml')", 1, "finds only the files that its own code has written"),
        ("import sqlite3", 1, "what a Python inside a page does not have"),
    ],
)
def test_what_cannot_run_in_a_page_is_told_with_its_line(
    small: SmallSite, code: str, line: int, words: str
) -> None:
    page = built(small, code)
    assert not page.works
    assert f"{SNIPPET}:{line}: found " in problem(page)
    assert words in problem(page)
    assert "expected code that" in problem(page)
    assert "docs/index.md:3" in problem(page)


def test_a_limit_is_told_with_a_way_out(small: SmallSite) -> None:
    told = problem(built(small, "import numpy"))
    assert "expected code that runs in the page" in told
    assert "in an ordinary code block, which is not run" in told


def test_a_cell_that_shall_fail_may_fail_at_a_limit(small: SmallSite) -> None:
    page = built(small, "import numpy", "::: live dough/a.py fails=yes")
    assert page.works, page.log
    ((kind, text),) = output(page)
    assert kind == "error"
    assert text.endswith(
        "Here you can import Python's standard library and this guide's own modules."
    )


def test_a_cell_that_shall_fail_may_not_end_the_interpreter(small: SmallSite) -> None:
    page = built(small, "import posix\nposix._exit(0)", "::: live dough/a.py fails=yes")
    assert "an end of the interpreter by exit code 0" in problem(page)


def test_a_snippet_that_never_ends_is_told(small: SmallSite) -> None:
    plugins = [{"liveguide": {"cell_seconds": 1}}]
    page = small.build(
        {"docs/index.md": "::: live dough/a.py\n", SNIPPET: "while True: pass"}, plugins=plugins
    )
    assert "found code that ran for more than 1 seconds" in problem(page)
    small.write({SNIPPET: "print(1)"})
    assert small.build(plugins=plugins).works


def test_a_mistake_before_the_section_has_its_line_in_the_file(small: SmallSite) -> None:
    code = '\n\n"""Words."""\n\nimport nothing\n# --8<-- [start:a]\n1\n# --8<-- [end:a]\n'
    told = problem(built(small, code, "::: live dough/a.py#a"))
    assert f"{SNIPPET}:5: found ModuleNotFoundError: No module named 'nothing'" in told


def test_a_mistake_between_two_sections_of_a_group_has_its_line(small: SmallSite) -> None:
    code = (
        "# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\n\n\n1 / 0\n"
        "# --8<-- [start:b]\nx\n# --8<-- [end:b]\n"
    )
    page = "::: live dough/a.py#a group=g\n\n::: live dough/a.py#b group=g"
    assert f"{SNIPPET}:6: found ZeroDivisionError" in problem(built(small, code, page))


def test_a_mended_snippet_builds_again(small: SmallSite) -> None:
    assert not built(small, "import os\nos._exit(0)").works
    assert not built(small, "import os\nos._exit(0)").works, "again, from what is kept"
    assert output(built(small, "print('well')")) == [("stdout", "well\n")]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"bye", b'{"pieces": [{"kind": "stdout"}]}'])
def test_a_damaged_result_is_made_again(small: SmallSite, damage: bytes) -> None:
    built(small, "print('well')")
    (kept,) = (small.folder / "build" / "snippet-runs").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    page = built(small, "print('well')")
    assert page.works
    assert output(page) == [("stdout", "well\n")]
    assert kept.read_bytes() == whole


def test_nothing_that_a_snippet_writes_lands_in_the_guide(small: SmallSite) -> None:
    code = f"""
from pathlib import Path
import os, tempfile
Path("notes.txt").write_text("x")
Path.home().joinpath("more.txt").write_text("x")
tempfile.NamedTemporaryFile(delete=False).write(b"x")
for path in ({str(small.folder)!r}, {str(small.folder / "docs")!r}):
    for work in (lambda: open(path + "/x", "w"), lambda: os.mkdir(path + "/y"),
                 lambda: os.remove(path + "/mkdocs.yml"),
                 lambda: os.rename("notes.txt", path + "/z")):
        try:
            work()
        except FileNotFoundError as error:
            print(type(error).__name__)
print(sorted(os.listdir()))
"""
    page = built(small, code)
    assert page.works, page.log
    text = output(page)[0][1]
    assert text.count("FileNotFoundError") == 8
    assert text.endswith("['more.txt', 'notes.txt']\n")
    left = {path.name for path in small.folder.rglob("*") if "site" not in path.parts}
    assert not left & {"notes.txt", "more.txt", "x", "y", "z"}
    assert not list(small.folder.rglob("__pycache__"))


def test_modules_of_the_guide_import_and_others_do_not(small: SmallSite) -> None:
    code = "from dough.helper import double\nimport dough.helper\ndouble(4)"
    page = built(small, code, **{"snippets/dough/helper.py": "def double(x): return 2 * x"})
    assert output(page) == [("value", "8")]
    told = problem(built(small, "import lonely", **{"snippets/lonely.py": "x = 1"}))
    assert "No module named 'lonely'" in told, "a page has the folders only"


def test_a_snippet_is_run_again_when_a_module_changes(small: SmallSite) -> None:
    code = "from dough.helper import x\nx"
    for number in (1, 2):
        page = built(small, code, **{"snippets/dough/helper.py": f"x = {number}"})
        assert output(page) == [("value", str(number))]


def test_cells_of_a_group_are_one_program_and_atexit_is_not_at_its_end(small: SmallSite) -> None:
    code = (
        "# --8<-- [start:a]\nimport atexit, warnings\natexit.register(print, 'bye')\n"
        "warnings.warn('w')\nasync def main(): pass\n# --8<-- [end:a]\n"
        "# --8<-- [start:b]\nmain()\n# --8<-- [end:b]\n"
    )
    page = "::: live dough/a.py#a group=g\n\n::: live dough/a.py#b group=g varies=yes"
    shown = built(small, code, page)
    assert shown.works, shown.log
    assert output(shown, 0) == [("stderr", "<cell>:3: UserWarning: w\n  warnings.warn('w')\n")]
    value, warned = output(shown, 1)
    assert value[1].startswith("<coroutine object main at")
    assert warned == ("stderr", "<cell>: RuntimeWarning: coroutine 'main' was never awaited\n")


def test_a_place_on_this_machine_is_in_no_output(small: SmallSite) -> None:
    code = (
        "import os, sys, json\n"
        "print(os.getcwd(), sys.prefix, sys.executable, json.__file__, __file__)"
    )
    ((_, text),) = output(built(small, code))
    assert text == "/home/reader / python /lib/python313.zip/json/__init__.py <cell>\n"


def test_a_lab_that_cannot_run_in_a_page_is_told(small: SmallSite) -> None:
    lab = "CONTROLS = []\n\n\ndef run():\n    import threading\n    threading.Thread().start()\n"
    page = small.build({"docs/index.md": "::: lab labs/a.py\n", "snippets/labs/a.py": lab})
    assert "snippets/labs/a.py:6: found RuntimeError: can't start new thread" in problem(page)
    page = small.build({"snippets/labs/a.py": "CONTROLS = []\nimport numpy\n"})
    assert "snippets/labs/a.py:2: found ModuleNotFoundError" in problem(page)
    good = (
        "import sys\nprint('once')\nsys.stdout.buffer.write(b'raw')\nCONTROLS = []\n"
        "def run():\n    print('heard')\n    return []\n"
    )
    page = small.build({"snippets/labs/a.py": good})
    assert page.works, page.log
    assert page.html().select_one(".lab-result pre").get_text() == "once\nrawheard\n"  # type: ignore[union-attr]
