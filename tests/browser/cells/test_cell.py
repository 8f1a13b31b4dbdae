"""Cells as readers use and misuse them."""

from __future__ import annotations

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import ID, OUTPUT, RUN, STATUS, open_with, run, run_first_cell
from tests.browser.server import Host
from tests.browser.standing import put, run_here


def is_alive(tab: Tab) -> bool:
    """Whether the page still runs what the author wrote."""
    tab.click("live-cell [data-action=reset]")
    return "Hello, reader" in run_first_cell(tab)


def test_output_and_last_value(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    built = tab.text(OUTPUT)
    live = run_first_cell(tab)
    assert live.split() == built.replace("Output", "").split() == ["Hello,", "reader", "6"]


def test_editing_running_and_resetting(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.click("live-cell [data-action=edit]")
    tab.wait("document.querySelector('live-cell .cm-content')")
    tab.evaluate("document.querySelector('live-cell .cm-content').focus()")
    tab.press("Control", "a")
    tab.type("live-cell .cm-content", "print(6 * 7)")
    tab.press("Control", "Enter")
    tab.wait("document.querySelector('live-cell .cell-stdout')?.textContent === '42\\n'")
    tab.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    tab.goto(host.url)
    kept = "document.querySelector('live-cell .cell-code').textContent.includes('print(6 * 7)')"
    tab.wait(kept)  # over a reload, once the cell has come to life
    tab.click("live-cell [data-action=reset]")
    assert "Hello, {name}" in tab.text("live-cell .cell-code")
    assert "Hello, reader" in tab.text(OUTPUT)
    tab.goto(host.url)
    assert "Hello, {name}" in tab.text("live-cell .cell-code")


def test_a_draft_belongs_to_the_page_it_was_typed_in(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.click("live-cell [data-action=edit]")
    tab.wait("document.querySelector('live-cell .cm-content')")
    tab.type("live-cell .cm-content", "# mine")
    # As instant navigation does it: the address first, then the page.
    tab.evaluate(
        "history.pushState({}, '', 'plain/'); document.querySelector('live-cell').remove()"
    )
    kept = tab.evaluate(
        "return Object.keys(localStorage).filter((k) => k.startsWith('live-draft'))"
    )
    assert kept == [f"live-draft:/:{ID}"]
    assert "# mine" in tab.evaluate(f"return localStorage.getItem('{kept[0]}')")


def test_a_traceback_has_the_readers_lines_only_and_marks_one(bench: Tab) -> None:
    text = run_here(bench, "import json\n\ndef read(x):\n    return json.loads(x)\n\nread('{')")
    assert text.startswith("Traceback")
    assert text.count("File ") == text.count('File "<cell>"') == 2
    assert "JSONDecodeError" in text
    marked = bench.evaluate("return document.querySelector('.cell-line--error').textContent")
    assert "json.loads" in marked


def test_a_mark_up_like_text_is_text(bench: Tab) -> None:
    assert "<img src=x>" in run_here(bench, "print('<img src=x>')\n'<b>'")
    assert bench.evaluate("return document.querySelector('live-cell img, live-cell b') === null")


def test_input_await_and_rare_modules(tab: Tab, host: Host) -> None:
    assert "Nobody can answer here" in run(tab, host, "input('Name? ')")
    code = "import asyncio, tomllib, wave\nawait asyncio.sleep(0.01)\ntomllib.loads('a = 1')"
    assert "{'a': 1}" in run(tab, host, code)
    assert any("stdlib" in path for path in host.requests), "fetched when it was wanted"


def test_a_module_that_does_not_exist(bench: Tab) -> None:
    text = run_here(bench, "import numpy")
    assert "No module named 'numpy'" in text
    assert "standard library" in text
    assert is_alive(bench)


IMPORT_ALL = """
import importlib, sys, warnings

warnings.simplefilter("ignore")
loud = {"antigravity", "this", "idlelib", "turtledemo"}  # they open a window, or print
for name in sorted(sys.stdlib_module_names - loud):
    if not name.startswith("_"):
        try:
            importlib.import_module(name)
        except ImportError:
            print(name)
"""
ABSENT = (
    # They need a C library that Pyodide keeps in packages of its own.
    "curses dbm lzma sqlite3 ssl tkinter turtle",
    # They need another operating system, or a process, a terminal or a user of one.
    "ensurepip fcntl grp msvcrt nt pty pwd readline resource syslog termios tty venv winreg",
    "winsound",
    # The texts of help().
    "pydoc_data",
)


def test_any_module_of_the_standard_library_imports(bench: Tab) -> None:
    assert sorted(run_here(bench, IMPORT_ALL).split()) == sorted(" ".join(ABSENT).split())
    assert "needs what a Python inside a page does not have" in run_here(bench, "import sqlite3")


def test_the_guides_own_snippets_import(bench: Tab) -> None:
    assert "Hello, you" in run_here(bench, "from bench.hello import greet\nprint(greet('you'))")


def test_stop_keeps_the_page_and_the_code(bench: Tab) -> None:
    put(bench, {ID: "print('on', flush=True)\nwhile True:\n    pass"})
    bench.click(RUN)
    bench.wait("document.querySelector('live-cell .cell-stdout')?.textContent === 'on\\n'")
    bench.click("live-cell [data-action=stop]")
    bench.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    assert "Stopped" in bench.text(STATUS)
    assert "while True" in bench.text("live-cell .cell-code")
    assert "on" in bench.text(OUTPUT), "what was printed stays"
    assert is_alive(bench)


def test_a_cell_that_takes_too_long_is_ended(tab: Tab, host: Host) -> None:
    open_with(tab, host, "print('on', flush=True)\nwhile True:\n    pass")
    tab.evaluate(
        "window.before = window.setTimeout;"
        "window.setTimeout = (work, wait) => before(work, wait === 30000 ? 1000 : wait)"
    )
    assert run_first_cell(tab) == "on\n", "what was printed stays"
    assert "ran for more than 30 seconds" in tab.text(STATUS)
    tab.evaluate("window.setTimeout = before")  # what the author wrote may take its time
    assert is_alive(tab)


def test_endless_output_ends(bench: Tab) -> None:
    text = run_here(bench, "while True:\n    print('and on')")
    assert "it printed more than 100,000 characters" in text
    assert len(text) < 101_000
    assert is_alive(bench)


def test_a_hundred_megabytes_at_once(bench: Tab) -> None:
    text = run_here(bench, "print('x' * 100_000_000)")
    assert "it printed more than 100,000 characters" in text
    assert is_alive(bench)


def test_a_long_value_is_cut(bench: Tab) -> None:
    text = run_here(bench, "'x' * 5_000_000")
    assert "more characters" in text
    assert len(text) < 11_000


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("def f(n):\n    return f(n + 1)\n\nf(0)", "RecursionError"),
        ("x = []\nwhile True:\n    x.append(bytes(10_000_000))", "MemoryError"),
        ("'x' * 10**10", "Error"),
        ("a = []\na.append(a)\nrepr(a)", "..."),
        ("eval('(' * 5000 + ')' * 5000)", "Error"),
    ],
)
def test_bombs_end_with_a_word(bench: Tab, code: str, word: str) -> None:
    text = run_here(bench, code)
    assert word in text or "Python ended unexpectedly" in bench.text(STATUS)
    assert is_alive(bench)


def test_a_cell_of_a_megabyte_is_refused_and_kept(bench: Tab) -> None:
    run_here(bench, "x = 1\n" * 170_000)
    assert "too long" in bench.text(STATUS)
    assert is_alive(bench)


def test_a_group_runs_what_it_needs_first(bench: Tab) -> None:
    cells = "document.querySelectorAll('live-cell')"
    for expected in ("two 42", "two 44"):
        bench.evaluate(f"{cells}[2].querySelector('[data-action=run]').click()")
        bench.wait(
            f"!{cells}[2].hasAttribute('data-running') && !{cells}[1].hasAttribute('data-running')"
        )
        bench.wait(f"{cells}[2].querySelector('.cell-output').textContent.includes('{expected}')")
    assert bench.evaluate(f"return {cells}[1].querySelector('.cell-output').textContent") == "one\n"


def test_cells_of_a_group_can_be_pressed_at_once(bench: Tab) -> None:
    buttons = "document.querySelectorAll('live-cell [data-action=run]')"
    bench.evaluate(f"{buttons}.forEach((button) => button.click())")
    bench.wait("!document.querySelector('live-cell .cell-caption')")
    bench.wait("!document.querySelector('live-cell[data-running]')")
    shown = "[...document.querySelectorAll('live-cell .cell-output')]"
    assert bench.evaluate(f"return {shown}.slice(1, 3).map((e) => e.textContent.trim())") == [
        "one",
        "two 42",
    ]


def test_a_plot_is_a_drawing_of_plain_shapes(bench: Tab) -> None:
    cell = "document.querySelectorAll('live-cell')[3]"
    bench.evaluate(f"{cell}.querySelector('[data-action=run]').click()")
    bench.wait(f"{cell}.querySelector('.cell-figure svg[role=img][aria-label]')")
