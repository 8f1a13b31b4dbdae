"""Programs as people write them give in a page what they give when the site is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.cells.test_cell import is_alive
from tests.browser.drive import Tab
from tests.browser.first_cell import OUTPUT, open_with, run_first_cell
from tests.browser.server import Host
from tests.browser.standing import run_here
from tests.snippets.habits import HABITS

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cells.run import Run, run_snippets

TOLD = (
    "unittest that exits",
    "os._exit",
    "atexit",
    "descriptors",
    "bytes",
    "colours and progress",
    "a stream that is wrapped",
    "getpass",
    "import sqlite3",
    "import numpy",
    "subprocess",
    "thread pools",
    "https",
    "sockets",
    "servers",
    "asyncio's connections",
    "time zones",
    "files",
    "files of its own",
    "signal.alarm",
    "asyncio.run",
    "asyncio.run inside a coroutine",
    "await and asyncio.run",
    "a task that outlives its cell",
    "a coroutine that is never awaited",
    "a wait without an end",
    "half a character shown",
    "an exception that hides",
)
"""Those that need what only a real page has or lacks."""


def test_habits_give_in_a_page_what_they_give_at_build(
    bench: Tab, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "snippets").mkdir()
    cache = Cache(root / "build" / "tests")  # what each gives at build is the same for all engines
    different = []
    for name in TOLD:
        code, _ = HABITS[name]
        built = run_snippets(tmp_path / "snippets", cache, [Run(code, "", "snippets/a.py")])
        expected = [[piece["kind"], str(piece["text"])] for piece in built]
        run_here(bench, code)
        shown = bench.evaluate(
            f"const output = document.querySelector('{OUTPUT}');"
            "return [...output.querySelectorAll('pre')].map((each) =>"
            " [each.className.replace('cell-', ''), each.textContent])"
        )
        if shown != expected:
            different.append((name, expected, shown))
    assert different == []


def test_a_progress_line_is_written_over_while_the_code_runs(tab: Tab, host: Host) -> None:
    code = (
        "import time\nfor n in range(100):\n    print(f'\\r{n:2d} %', end='', flush=True)\n"
        "    time.sleep(0.02)\nprint('\\r\\x1b[Kdone')"
    )
    open_with(tab, host, code)
    tab.evaluate(
        "window.seen = [];"
        f"new MutationObserver(() => seen.push(document.querySelector('{OUTPUT}').textContent))"
        f".observe(document.querySelector('{OUTPUT}'), {{ childList: true, subtree: true }})"
    )
    assert run_first_cell(tab) == "done\n"
    seen = tab.evaluate("return seen")
    assert len([each for each in seen if each.endswith(" %")]) > 5, "it could be seen"
    assert max(len(each) for each in seen[1:]) < 10, "and always as one line"


@pytest.mark.parametrize("code", ["import posix\nposix._exit(3)", "import posix\nposix.abort()"])
def test_a_page_stays_well_when_its_python_is_ended(bench: Tab, code: str) -> None:
    run_here(bench, f"print('before')\n{code}")
    assert "Python ended unexpectedly" in bench.text("live-cell .cell-status")
    assert is_alive(bench)
