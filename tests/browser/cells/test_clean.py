"""What code does to its interpreter is felt by nobody else."""

from __future__ import annotations

import fnmatch
import json

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import EMPTY, ID, OUTPUT
from tests.browser.server import Host
from tests.browser.standing import put
from tests.browser.workers import alive, most, started, watch_workers

CELLS = "document.querySelectorAll('live-cell')"
FIRST, ONE, TWO, PLOT = range(4)
"""The workbench's cells: one alone, a group of two, one alone."""
STEPS = ("bench/steps.py#one", "bench/steps.py#two")

AS_AT_THE_START = """
import asyncio, gc, json, math, os, random, sys, warnings
from fractions import Fraction

def deep(n):
    return n if n == 0 else deep(n - 1)

warnings.warn("only a warning")
await asyncio.sleep(0)
print(
    deep(80), random.random() < 1, json.loads(json.dumps([1])), os.environ.get("SPOILT"),
    sys.gettrace(), sys.getprofile(), gc.isenabled(), len("abc"), math.pi, os.getcwd(),
    Fraction(1, 2), len(asyncio.all_tasks()) < 2, os.path.exists("left.txt"), "json" in sys.modules,
    sys.getswitchinterval() < 1, "spoilt" in globals(),
)
"""
SHOWN = (
    "0 True [1] None None None True 3 3.141592653589793 /home/reader 1/2 True False True True False"
)

SPOILERS = {
    "recursion limit": "import sys\nsys.setrecursionlimit(60)",
    "warnings": "import warnings\nwarnings.simplefilter('error')",
    "random": "import random\nrandom.random = lambda: 4",
    "trace": "import sys\nsys.settrace(lambda frame, event, arg: None)",
    "profile": "import sys\nsys.setprofile(lambda frame, event, arg: None)",
    "json": "import json\njson.dumps = json.loads = lambda *args, **kwargs: '{}'",
    "asyncio": "import asyncio\nasyncio.sleep = asyncio.all_tasks = None",
    "builtins": "import builtins\nbuiltins.len = builtins.print = builtins.isinstance = None",
    "no builtins": "import builtins\nbuiltins.__dict__.clear()",
    "modules": "import sys\nsys.modules.clear()",
    "imports": "import sys\nsys.meta_path.clear()\nsys.path.clear()\nsys.path_hooks.clear()",
    "constants": "import math\nmath.pi = 3",
    "environment": "import os\nos.environ['SPOILT'] = '1'",
    "files": "import os\nopen('left.txt', 'w').close()\nos.chdir('/')",
    "streams": "import sys\nsys.stdout = sys.stderr = sys.__stdout__ = None",
    "garbage": "import gc\ngc.disable()",
    "names": "spoilt = True",
    "a class": "from fractions import Fraction\nFraction.__str__ = lambda self: 'half'",
    "our own": "import live.cells.cell, live.cells.printing as p\np.LIMIT = 0\n"
    "live.cells.cell.run_for_page = None",
    "a task": "import asyncio\nasync def late():\n    while True:\n"
    "        await asyncio.sleep(0.001)\n        print('late')\n"
    "task = asyncio.ensure_future(late())\nawait asyncio.sleep(0.01)",
}


def open_with(tab: Tab, host: Host, codes: dict[str, str]) -> None:
    """Opens the workbench with code that a reader typed before, by the id of its cell."""
    tab.goto(host.url + EMPTY)
    for key, code in codes.items():
        tab.evaluate(
            f"localStorage.setItem({json.dumps(f'live-draft:/:{key}')}, {json.dumps(code)})"
        )
    tab.goto(host.url)
    tab.wait("document.querySelectorAll('live-cell [data-action=run]').length === 4")
    watch_workers(tab)


def press(tab: Tab, index: int, button: str = "run") -> None:
    tab.evaluate(f"{CELLS}[{index}].querySelector('[data-action={button}]').click()")


def run(tab: Tab, index: int) -> str:
    """Presses Run of a cell, waits until it has run, and returns what is shown."""
    mark = f"{CELLS}[{index}].querySelector('.cell-output .before')"
    tab.evaluate(
        f"const mark = document.createElement('i'); mark.className = 'before';"
        f"{CELLS}[{index}].querySelector('.cell-output').prepend(mark)"
    )
    press(tab, index)
    tab.wait(f"!{mark} && !{CELLS}[{index}].hasAttribute('data-running')")
    return shown(tab, index)


def shown(tab: Tab, index: int) -> str:
    return str(tab.evaluate(f"return {CELLS}[{index}].querySelector('.cell-output').textContent"))


def wait_for(tab: Tab, index: int, text: str) -> None:
    output = f"{CELLS}[{index}].querySelector('.cell-output').textContent"
    tab.wait(f"{output}.includes({json.dumps(text)})")


@pytest.mark.parametrize("spoiler", SPOILERS)
def test_a_run_starts_clean_whatever_the_one_before_did(bench_page: Tab, spoiler: str) -> None:
    spoilt = f"{AS_AT_THE_START}\n{SPOILERS[spoiler]}\n"
    put(bench_page, {ID: spoilt, STEPS[0]: AS_AT_THE_START})
    for _ in range(2):
        assert SHOWN in run(bench_page, FIRST), "also when it is the very same cell"
    assert SHOWN in run(bench_page, ONE)


def test_cells_are_clean_in_every_engine(tab: Tab, host: Host) -> None:
    mild = [SPOILERS[each] for each in ("recursion limit", "json", "files", "modules")]
    open_with(tab, host, {ID: "\n".join([AS_AT_THE_START, *mild]), STEPS[0]: AS_AT_THE_START})
    for _ in range(2):
        assert SHOWN in run(tab, FIRST)
    assert SHOWN in run(tab, ONE)
    run(tab, PLOT)
    assert tab.evaluate(f"return {CELLS}[{PLOT}].querySelector('svg') !== null")


@pytest.mark.parametrize("spoiler", ["builtins", "no builtins", "modules", "our own", "json"])
def test_a_group_that_broke_its_python_begins_afresh(bench_page: Tab, spoiler: str) -> None:
    put(bench_page, {STEPS[0]: f"{SPOILERS[spoiler]}\ntotal = 40"})
    run(bench_page, ONE)
    press(bench_page, ONE, "reset")
    assert "two 42" in run(bench_page, TWO)
    assert shown(bench_page, ONE) == "one\n", "the author's code has run before"


def test_what_a_task_prints_after_its_cell_lands_in_no_other(tab: Tab, host: Host) -> None:
    late = SPOILERS["a task"]
    keep = "import sys\nout = sys.stdout\nprint('one')"
    two = "for _ in range(30):\n    await asyncio.sleep(0.005)\n    print('two')"
    open_with(tab, host, {STEPS[0]: f"{keep}\n{late}", STEPS[1]: f"{two}\nout.write('stale')"})
    first = run(tab, ONE)
    assert first.startswith("one\n")
    # What the second cell itself writes is its own, whichever stream it takes.
    assert run(tab, TWO).replace("two\n", "") == "stale5"
    assert shown(tab, ONE) == first


def test_stop_ends_nothing_but_its_own_cell(tab: Tab, host: Host) -> None:
    open_with(tab, host, {ID: "print('on', flush=True)\nwhile True: pass"})
    run(tab, ONE)
    press(tab, FIRST)
    wait_for(tab, FIRST, "on\n")
    assert "two 42" in run(tab, TWO), "while another cell is at work"
    press(tab, FIRST, "stop")
    tab.wait(f"!{CELLS}[0].hasAttribute('data-running')")
    assert "two 44" in run(tab, TWO), "the group's names are still there"


def test_stop_while_python_loads_keeps_what_has_been_loaded(tab: Tab, host: Host) -> None:
    open_with(tab, host, {})
    host.pauses["*snapshot*"] = 2
    press(tab, FIRST)
    tab.wait("workers.length === 3")
    press(tab, FIRST, "stop")
    tab.wait(f"!{CELLS}[0].hasAttribute('data-running')")
    assert "Hello, reader" in run(tab, FIRST)
    assert len(fnmatch.filter(host.requests, "*snapshot*")) == 1


LEAVE = "document.querySelectorAll('live-cell').forEach((each) => each.remove())"


@pytest.mark.parametrize("index", [FIRST, ONE])
def test_leaving_a_cell_that_runs_starts_nothing(tab: Tab, host: Host, index: int) -> None:
    endless = "print('on', flush=True)\nwhile True: pass"
    open_with(tab, host, {ID: endless, STEPS[0]: endless})
    run(tab, PLOT)
    tab.wait("performance.getEntriesByName('python-ready').length === 2")  # the spare one
    press(tab, index)
    wait_for(tab, index, "on\n")
    before = started(tab)
    tab.evaluate(LEAVE)
    tab.wait("!workers.some((each) => each.alive && each.kind === 'interpreter')")
    tab.evaluate("await new Promise((done) => setTimeout(done, 700))")
    assert (alive(tab), started(tab)) == (0, before)


def test_leaving_before_python_has_come_ends_the_fetch(tab: Tab, host: Host) -> None:
    open_with(tab, host, {})
    host.pauses["*snapshot*"] = 2
    press(tab, FIRST)
    tab.wait("workers.length === 3")
    tab.evaluate(LEAVE)
    tab.wait("workers.every((each) => !each.alive)")


GROUPS = """
const cells = [...document.querySelectorAll("live-cell")].slice(1, 3);
const made = %d;
for (let count = 0; count < made; count++) {
  for (const cell of cells) {
    const copy = document.createElement("live-cell");
    copy.innerHTML = cell.innerHTML;
    const { content } = copy.querySelector("template");
    const data = JSON.parse(content.textContent);
    data.group = `made ${count}`;
    content.textContent = JSON.stringify(data);
    document.body.append(copy);
  }
}
"""


def test_there_are_never_more_than_a_few_interpreters(tab: Tab, host: Host) -> None:
    open_with(tab, host, {})
    tab.evaluate(GROUPS % 6)
    tab.wait("document.querySelectorAll('live-cell [data-action=run]').length === 16")
    tab.evaluate(
        "document.querySelectorAll('live-cell [data-action=run]').forEach((each) => each.click())"
    )
    tab.wait("!document.querySelector('live-cell[data-running], live-cell .cell-caption')")
    assert [shown(tab, index) for index in range(4, 16)] == ["one\n", "two 42\n"] * 6
    tab.wait("workers.filter((each) => each.alive).length === 4")
    assert alive(tab, "keeper") == 1
    assert most(tab) == 3, "two with names, and a spare one"
    # The first group has given way to others: what its second cell needs is run again.
    assert run(tab, 5) == "two 42\n"
    assert run(tab, 5) == "two 44\n"
    assert most(tab) == 3


def test_a_device_of_little_memory_has_one_interpreter(tab: Tab, host: Host) -> None:
    little = b"Object.defineProperty(Navigator.prototype, 'deviceMemory', { value: 1 });\n"
    host.faults["*/index.*.js"] = lambda content: little + content
    open_with(tab, host, {})
    assert "two 42" in run(tab, TWO)
    assert "Hello, reader" in run(tab, FIRST)
    assert "two 42" in run(tab, TWO)
    assert most(tab) == 1


def test_a_first_run_asks_for_no_more_than_it_needs(page: Tab, host: Host) -> None:
    page.goto(host.url)
    page.wait("document.querySelectorAll('live-cell [data-action=run]').length === 4")
    watch_workers(page)
    host.requests.clear()
    page.evaluate(
        f"const output = {CELLS}[0].querySelector('.cell-output');"
        f"{CELLS}[0].querySelector('[data-action=run]').click();"
        "while (!output.querySelector('.cell-stdout') || output.querySelector('.cell-caption'))"
        " await new Promise((done) => setTimeout(done, 1));"
        "window.first = workers.length"
    )
    assert page.text(OUTPUT).startswith("Hello, reader\n")
    assert page.evaluate("return first") == 3, "an interpreter, the keeper and the compiler"
    parts = ["compiler", "keeper", "manifest", "pyodide.asm", "pyodide.core", "snapshot", "worker"]
    names = [path.rpartition("/")[2] for path in host.requests if "sw.js" not in path]
    assert sorted(name.rsplit(".", 2)[0] for name in names) == parts


WATCH_WORK = """
window.work = [];
const watch = (object, name) => {
  const original = object[name];
  object[name] = function (...args) {
    work.push(name);
    return original.apply(this, args);
  };
};
for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
  watch(WebAssembly, name);
}
watch(crypto.subtle, "digest");
watch(Response.prototype, "arrayBuffer");
"""


def test_a_start_leaves_the_page_nothing_to_compile_unpack_or_check(tab: Tab, host: Host) -> None:
    open_with(tab, host, {})
    tab.evaluate(WATCH_WORK)
    assert "Hello, reader" in run(tab, FIRST)
    assert tab.evaluate("return work") == []


def test_a_page_with_one_group_keeps_no_spare(tab: Tab, host: Host) -> None:
    open_with(tab, host, {})
    tab.evaluate(
        "[0, 3].map((i) => document.querySelectorAll('live-cell')[i])"
        ".forEach((each) => each.remove())"
    )
    assert run(tab, 1) == "two 42\n"
    tab.evaluate("await new Promise((done) => setTimeout(done, 700))")
    assert started(tab) == 1
    press(tab, 0, "reset")
    tab.wait("performance.getEntriesByName('python-ready').length === 2")
    assert alive(tab) == 1, "begun afresh"


def test_a_lab_and_the_cells_beside_it_leave_each_other_alone(tab: Tab, host: Host) -> None:
    open_with(tab, host, {})
    run(tab, ONE)
    tab.evaluate(
        "const text = await (await fetch('lab/')).text();"
        "const lab = new DOMParser().parseFromString(text, 'text/html').querySelector('live-lab');"
        "document.body.append(document.importNode(lab, true))"
    )
    tab.wait("document.querySelector('live-lab [data-action=run]')")
    throws = "document.querySelector('[name=throws]')"
    result = "document.querySelector('live-lab .lab-result').textContent"
    move = f"{throws}.value = %d; {throws}.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    tab.evaluate(move % 9)
    tab.wait(f"{result}.includes('9 throws')")
    assert "two 42" in run(tab, TWO)
    tab.evaluate(move % 8)
    tab.wait(f"{result}.includes('8 throws')")
    assert alive(tab) <= 3
