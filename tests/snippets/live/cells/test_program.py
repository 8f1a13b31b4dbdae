"""Cells that build on each other are one program; what is left of one shows up in no other."""

from __future__ import annotations

from typing import Any

from live.cells.cell import run
from live.cells.program import Program


class Page:
    """Runs cells of one group."""

    def __init__(self) -> None:
        self.program = Program()

    def pieces(self, code: str, **options: Any) -> list[dict[str, Any]]:
        pieces: list[dict[str, Any]] = []
        run(code, pieces.append, self.program, **options)
        return pieces

    def text(self, code: str, **options: Any) -> str:
        return "".join(str(piece["text"]) for piece in self.pieces(code, **options))


def test_sources_are_those_of_the_cell_that_defined_them() -> None:
    page = Page()
    show = "import inspect\nprint(inspect.getsource(A), inspect.getsource(f), end='')"
    page.text("class A:\n    x = 1\n\ndef f(): pass")
    page.text("# another cell\n\nclass B: pass")
    assert page.text(show) == "class A:\n    x = 1\n def f(): pass\n"
    page.text("\n\nclass A:\n    x = 2\n\n\ndef f(): return 2")
    assert page.text(show) == "class A:\n    x = 2\n def f(): return 2\n", "after an edit"


def test_sources_from_before_the_cell_have_their_own_file_and_line() -> None:
    page = Page()
    setup = "\n\n# Above.\nclass A:\n    x = 1\n\ndef fails():\n    1 / 0"
    code = "import inspect\nprint(inspect.getsource(A), inspect.getsourcefile(A), end='')\nfails()"
    shown, error = page.pieces(code, setup=setup, setup_name="snippets/a.py")
    assert shown["text"] == "class A:\n    x = 1\n snippets/a.py"
    assert (error["line"], error["setup_line"]) == (3, 8)
    assert 'File "snippets/a.py", line 8, in fails' in error["text"]
    later = "\n" * 20 + "def more():\n    1 / 0"
    (error,) = page.pieces("more()\n", setup=later, setup_name="snippets/a.py")
    assert 'File "snippets/a.py", line 22, in more\n    1 / 0' in error["text"]
    (error,) = page.pieces("fails()")
    assert "line 8, in fails\n    1 / 0" in error["text"], "the first part is still known"


def test_an_error_in_a_function_of_another_cell_has_the_line_of_the_call() -> None:
    page = Page()
    page.text("# one\n# two\ndef f():\n    1 / 0")
    (error,) = page.pieces("# here\nf()")
    assert error["line"] == 2
    assert 'File "<cell 2>", line 2' in error["text"]
    assert 'File "<cell>", line 4, in f\n    1 / 0' in error["text"]


def test_futures_and_annotations_go_on() -> None:
    page = Page()
    page.text("from __future__ import annotations\nx: Missing = 1")
    assert page.text("def f(a: Other): pass\nf.__annotations__") == "{'a': 'Other'}"


def test_a_task_goes_on_in_a_later_cell_and_is_silent_there() -> None:
    page = Page()
    code = (
        "import asyncio\nasync def tick():\n    for n in range(3):\n        print('tick', n)\n"
        "        await asyncio.sleep(0.01)\n    return 'done'\ntask = asyncio.create_task(tick())\n"
        "await asyncio.sleep(0)\nprint('end')"
    )
    assert page.text(code) == "tick 0\nend\n"
    assert page.text("print('second')\nawait task") == "second\n'done'"


def test_a_timer_of_an_earlier_cell_does_not_print_in_a_later_one() -> None:
    page = Page()
    page.text("import asyncio\nasyncio.get_running_loop().call_later(0.01, print, 'late')")
    assert page.text("await asyncio.sleep(0.05)\nprint('mine')") == "mine\n"


def test_context_variables_last_from_cell_to_cell() -> None:
    page = Page()
    page.text("from contextvars import ContextVar\nv = ContextVar('v', default=0)\nv.set(5)\nNone")
    assert page.text("v.get()") == "5"
    assert page.text("import asyncio\nawait asyncio.sleep(0)\nv.set(6)\nv.get()") == "6"
    assert page.text("v.get()") == "6"


def test_a_handler_of_an_earlier_cell_prints_in_the_cell_that_logs() -> None:
    page = Page()
    page.text(
        "import logging, sys\nlog = logging.Logger('a')\nlog.addHandler(logging.StreamHandler())"
    )
    assert page.pieces("log.warning('here')") == [{"kind": "stderr", "text": "here\n"}]


def test_streams_that_a_cell_breaks_are_whole_in_the_next() -> None:
    page = Page()
    for breaks in ("sys.stdout = None", "sys.stdout.detach()", "sys.stdout = io.StringIO()"):
        page.text(f"import io, sys\nprint(1)\n{breaks}\nNone")
        assert page.text("print('well')") == "well\n", breaks


def test_atexit_waits_for_the_end_of_the_program() -> None:
    page = Page()
    page.text("import atexit\natexit.register(print, 'bye')\nNone")
    assert page.text("print('more')") == "more\n"


def test_output_streams_while_the_code_runs_and_the_last_line_is_written_over() -> None:
    pieces: list[dict[str, Any]] = []
    code = "for n in (1, 2):\n    print(f'\\r{n}', end='', flush=True)\nprint()\nprint('end')"
    run(code, pieces.append, streaming=True)
    assert pieces == [
        {"kind": "stdout", "text": "1"},
        {"kind": "stdout", "text": "2", "goes": "over"},
        {"kind": "stdout", "text": "\n", "goes": "on"},
        {"kind": "stdout", "text": "end\n", "goes": "on"},
    ]


def test_what_goes_to_descriptors_ends_at_the_limit_too() -> None:
    page = Page()
    pieces = page.pieces("import os\nwhile True:\n    os.write(1, b'x' * 9999)")
    assert len(pieces[0]["text"]) == 100_000
    assert "more than 100,000 characters" in pieces[-1]["text"]
