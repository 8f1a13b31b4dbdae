"""Cells as readers use and misuse them."""

from __future__ import annotations

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import ID, OUTPUT, RUN, STATUS, open_with, run, run_first_cell
from tests.browser.server import Host

from mkdocs_liveguide.policy.rules import STRICT, Policy


def is_alive(tab: Tab, host: Host) -> bool:
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


def test_a_traceback_has_the_readers_lines_only_and_marks_one(tab: Tab, host: Host) -> None:
    text = run(tab, host, "import json\n\ndef read(x):\n    return json.loads(x)\n\nread('{')")
    assert text.startswith("Traceback")
    assert text.count("File ") == text.count('File "<cell>"') == 2
    assert "JSONDecodeError" in text
    marked = tab.evaluate("return document.querySelector('.cell-line--error').textContent")
    assert "json.loads" in marked


def test_a_mark_up_like_text_is_text(tab: Tab, host: Host) -> None:
    assert "<img src=x>" in run(tab, host, "print('<img src=x>')\n'<b>'")
    assert tab.evaluate("return document.querySelector('live-cell img, live-cell b') === null")


def test_input_await_and_rare_modules(tab: Tab, host: Host) -> None:
    assert "Nobody can answer here" in run(tab, host, "input('Name? ')")
    code = "import asyncio, tomllib, wave\nawait asyncio.sleep(0.01)\ntomllib.loads('a = 1')"
    assert "{'a': 1}" in run(tab, host, code)
    assert any("stdlib" in path for path in host.requests), "fetched when it was wanted"


def test_a_module_that_does_not_exist(tab: Tab, host: Host) -> None:
    text = run(tab, host, "import numpy")
    assert "No module named 'numpy'" in text
    assert "standard library" in text
    assert is_alive(tab, host)


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


def test_any_module_of_the_standard_library_imports(tab: Tab, host: Host) -> None:
    assert sorted(run(tab, host, IMPORT_ALL).split()) == sorted(" ".join(ABSENT).split())
    assert "needs what a Python inside a page does not have" in run(tab, host, "import sqlite3")


def test_the_guides_own_snippets_import(tab: Tab, host: Host) -> None:
    assert "Hello, you" in run(tab, host, "from bench.hello import greet\nprint(greet('you'))")


def test_stop_keeps_the_page_and_the_code(tab: Tab, host: Host) -> None:
    open_with(tab, host, "print('on', flush=True)\nwhile True:\n    pass")
    tab.click(RUN)
    tab.wait("document.querySelector('live-cell .cell-stdout')?.textContent === 'on\\n'")
    tab.click("live-cell [data-action=stop]")
    tab.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    assert "Stopped" in tab.text(STATUS)
    assert "while True" in tab.text("live-cell .cell-code")
    assert "on" in tab.text(OUTPUT), "what was printed stays"
    assert is_alive(tab, host)


def test_a_cell_that_takes_too_long_is_ended(tab: Tab, host: Host) -> None:
    open_with(tab, host, "print('on', flush=True)\nwhile True:\n    pass")
    tab.evaluate(
        "const { setTimeout } = window;"
        "window.setTimeout = (work, wait) => setTimeout(work, wait === 30000 ? 300 : wait)"
    )
    assert run_first_cell(tab) == "on\n", "what was printed stays"
    assert "ran for more than 30 seconds" in tab.text(STATUS)
    assert is_alive(tab, host)


def test_endless_output_ends(tab: Tab, host: Host) -> None:
    text = run(tab, host, "while True:\n    print('and on')")
    assert "it printed more than 100,000 characters" in text
    assert len(text) < 101_000
    assert is_alive(tab, host)


def test_a_hundred_megabytes_at_once(tab: Tab, host: Host) -> None:
    text = run(tab, host, "print('x' * 100_000_000)")
    assert "it printed more than 100,000 characters" in text
    assert is_alive(tab, host)


def test_a_long_value_is_cut(tab: Tab, host: Host) -> None:
    text = run(tab, host, "'x' * 5_000_000")
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
def test_bombs_end_with_a_word(tab: Tab, host: Host, code: str, word: str) -> None:
    text = run(tab, host, code)
    assert word in text or "Python ended unexpectedly" in tab.text(STATUS)
    assert is_alive(tab, host)


def test_a_cell_of_a_megabyte_is_refused_and_kept(tab: Tab, host: Host) -> None:
    run(tab, host, "x = 1\n" * 170_000)
    assert "too long" in tab.text(STATUS)
    assert is_alive(tab, host)


def test_a_group_runs_what_it_needs_first(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelectorAll('live-cell [data-action=run]').length === 4")
    cells = "document.querySelectorAll('live-cell')"
    for expected in ("two 42", "two 44"):
        tab.evaluate(f"{cells}[2].querySelector('[data-action=run]').click()")
        tab.wait(
            f"!{cells}[2].hasAttribute('data-running') && !{cells}[1].hasAttribute('data-running')"
        )
        tab.wait(f"{cells}[2].querySelector('.cell-output').textContent.includes('{expected}')")
    assert tab.evaluate(f"return {cells}[1].querySelector('.cell-output').textContent") == "one\n"


def test_cells_of_a_group_can_be_pressed_at_once(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelectorAll('live-cell [data-action=run]').length === 4")
    buttons = "document.querySelectorAll('live-cell [data-action=run]')"
    tab.evaluate(f"{buttons}.forEach((button) => button.click())")
    tab.wait("!document.querySelector('live-cell .cell-caption')")
    tab.wait("!document.querySelector('live-cell[data-running]')")
    shown = "[...document.querySelectorAll('live-cell .cell-output')]"
    assert tab.evaluate(f"return {shown}.slice(1, 3).map((e) => e.textContent.trim())") == [
        "one",
        "two 42",
    ]


def test_a_plot_is_a_drawing_of_plain_shapes(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelectorAll('live-cell [data-action=run]').length === 4")
    cell = "document.querySelectorAll('live-cell')[3]"
    tab.evaluate(f"{cell}.querySelector('[data-action=run]').click()")
    tab.wait(f"{cell}.querySelector('.cell-figure svg[role=img][aria-label]')")


def test_a_drawing_cannot_carry_scripts(tab: Tab, host: Host) -> None:
    code = '''
class Trap:
    def _repr_svg_(self):
        return """<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='caught'">
        <script>document.title='caught'</script><image href="/x"/>
        <a href="javascript:1"><text>t</text></a>
        <rect width="9" height="9" onclick="1" style="background:url(/x)" fill="url(/y)"/>
        <foreignObject><b xmlns="http://www.w3.org/1999/xhtml">b</b></foreignObject></svg>"""

Trap()
'''
    # Browsers tell of what they refuse in it, too: that is as it should be.
    host.headers["Content-Security-Policy"] = Policy(STRICT).header
    run(tab, host, code)
    drawn = tab.evaluate("return document.querySelector('live-cell .cell-figure svg').innerHTML")
    assert "<rect" in drawn
    for forbidden in ("script", "image", "href", "onclick", "style", "url(", "foreignObject"):
        assert forbidden not in drawn
    assert tab.evaluate("return document.title") == "Workbench"
    tab.refused()


XLINK = "http://www.w3.org/1999/xlink"
NAMESPACES = f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{XLINK}" viewBox="0 0 9 9"'
DRAW = """
class Drawing:
    alt = "words"
    def __init__(self, svg): self.svg = svg
    def _repr_svg_(self): return self.svg

Drawing({svg!r}.replace("@", "a" * 2_100_000))
"""


def drawn(tab: Tab, host: Host, svg: str) -> tuple[str, str]:
    """What stands in the page of a drawing, and the words under it."""
    # While a drawing is read, before the list is asked, the policy refuses its styles, and those of
    # the browser's own note about a mistake in it.
    host.forgives = "style-src"
    run(tab, host, DRAW.format(svg=svg))
    figure = "document.querySelector('live-cell .cell-figure')"
    tab.wait(figure)
    shown = tab.evaluate(f"return {figure}.querySelector('svg')?.innerHTML ?? ''")
    words = tab.evaluate(f"return {figure}.querySelector('p')?.textContent ?? ''")
    assert all("style-src" in each for each in tab.refused())
    return str(shown), str(words)


def test_of_a_drawing_only_what_the_list_names_is_shown_and_the_rest_is_told(
    tab: Tab, host: Host
) -> None:
    values = [r"u\72l(/x)", "url/**/(/x)", "url( #a )", "url(#a) url(/x)", "URL(/x)", "image(/x)"]
    traps = "".join(f'<rect fill="{value}"/>' for value in values)
    inside = (
        '<linearGradient id="sky"><stop offset="5%" stop-color="#fff"/></linearGradient>'
        '<rect fill="url(#sky)" stroke="var(--plot-1, #2083a8)"/>'
        f"{traps}<style>*{{}}</style><use href='#sky'/><set attributeName='onclick' to='1'/>"
        "<animate attributeName='href' values='javascript:1'/><rect xlink:href='/x' style='a:b'/>"
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>b</b></foreignObject>"
    )
    shown, left = drawn(tab, host, f"<svg {NAMESPACES}>{inside}</svg>")
    assert shown.count("url(") == 1
    assert 'fill="url(#sky)"' in shown
    assert 'stroke="var(--plot-1, #2083a8)"' in shown
    assert shown.count("<rect") == len(values) + 2
    for name in ("style", "<use", "<set", "animate", "href", "foreignObject", "\\", "image"):
        assert name not in shown
    assert left.startswith("Left out, as only plain shapes and text are drawn here: ")
    assert "<style>" in left


@pytest.mark.parametrize(
    "svg",
    [
        f"<svg {NAMESPACES}><rect/>",
        f"<!DOCTYPE svg><svg {NAMESPACES}><rect/></svg>",
        f"<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>"
        f"<svg {NAMESPACES}><text>&b;</text></svg>",
        f"<svg {NAMESPACES}>{'<g/>' * 6_000}</svg>",
        f"<svg {NAMESPACES}><text>@</text></svg>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "<svg/>",
        "",
    ],
    ids=["open", "doctype", "entities", "elements", "characters", "html", "no namespace", "empty"],
)
def test_what_is_no_drawing_is_said(tab: Tab, host: Host, svg: str) -> None:
    assert drawn(tab, host, svg)[0] == ""
    assert "cannot be shown" in tab.text("live-cell .cell-figure")


def test_a_deep_drawing_does_no_harm(tab: Tab, host: Host) -> None:
    svg = f"<svg {NAMESPACES}>{'<g>' * 4_000}<rect/>{'</g>' * 4_000}</svg>"
    shown, _ = drawn(tab, host, svg)
    assert "<rect" not in shown
    assert tab.text("live-cell .cell-figure")
