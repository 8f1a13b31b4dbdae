"""What a cell prints, shows and says."""

from __future__ import annotations

from typing import Any

import pytest

from live.cells.cell import run
from live.cells.printing import LIMIT, VALUE_LIMIT
from live.cells.program import Program


def outputs(code: str, **options: Any) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    ok = run(code, pieces.append, **options)
    assert ok == all(piece["kind"] != "error" for piece in pieces)
    return pieces


def text(code: str, **options: Any) -> str:
    return "".join(str(piece.get("text", "")) for piece in outputs(code, **options))


def error(code: str, **options: Any) -> dict[str, Any]:
    last = outputs(code, **options)[-1]
    assert last["kind"] == "error"
    return last


def test_prints_and_shows_in_order() -> None:
    code = "import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3)\n[4]"
    kinds = [(piece["kind"], piece["text"]) for piece in outputs(code)]
    assert kinds == [("stdout", "1\n"), ("stderr", "2\n"), ("stdout", "3\n"), ("value", "[4]")]


@pytest.mark.parametrize("code", ["", "# nothing", "x = 1", "None", "pass"])
def test_nothing_to_show(code: str) -> None:
    assert outputs(code) == []


def test_setup_is_silent_and_its_future_imports_hold() -> None:
    setup = "from __future__ import annotations\nprint('unseen')\n'unseen'\nx = 5"
    assert text("def f(a: Missing): pass\nx", setup=setup) == "5"


def test_a_program_is_kept_or_new() -> None:
    program = Program()
    outputs("x = 1", program=program)
    assert text("x", program=program) == "1"
    assert error("x")["name"] == "NameError"


def test_a_traceback_ends_at_the_readers_lines() -> None:
    found = error("import json\ndef f():\n    json.loads('{')\nf()")
    assert found["line"] == 3
    assert found["text"].count("File ") == found["text"].count('File "<cell>"') == 2


def test_a_syntax_error_has_its_line() -> None:
    assert error("x = 1\ny = (")["line"] == 2


def test_an_error_in_the_setup_names_its_file() -> None:
    found = error("1", setup="x = 1\n1 / 0", setup_name="snippets/a/b.py")
    assert (found["line"], found["setup_line"]) == (0, 2)
    assert 'File "snippets/a/b.py", line 2' in found["text"]


def test_causes_are_cut_too() -> None:
    code = (
        "import json\ntry:\n    json.loads('{')\nexcept ValueError as e:\n    raise KeyError from e"
    )
    assert error(code)["text"].count("File ") == 2


def test_input_and_exit_and_unknown_modules() -> None:
    assert "Nobody can answer" in error("input('?')")["text"]
    assert "ended itself with exit code 3" in error("raise SystemExit(3)")["text"]
    assert "you can import Python's standard library" in error("import nosuchmodule")["text"]
    assert "but needs what a Python inside a page" in error("import winreg")["text"]


def test_output_ends_at_its_limit_and_a_bare_exception_handler_does_not_help() -> None:
    code = "while True:\n    try:\n        print('x' * 999)\n    except Exception:\n        pass"
    pieces = outputs(code)
    assert sum(len(each["text"]) for each in pieces if each["kind"] == "stdout") == LIMIT
    assert "more than 100,000 characters" in pieces[-1]["text"]


def test_long_values_and_lines_are_cut() -> None:
    assert len(text("'x' * 10**6")) < VALUE_LIMIT + 100
    assert len(error("raise ValueError('x' * 10**6)")["text"]) < 1000


def test_deep_recursion_is_an_error_like_any() -> None:
    found = error("def f():\n    return f()\nf()")
    assert found["name"] == "RecursionError"
    assert "repeated" in found["text"]


def test_a_drawing() -> None:
    code = "class A:\n    alt = 'words'\n    def _repr_svg_(self): return '<svg/>'\nA()"
    assert outputs(code) == [{"kind": "svg", "svg": "<svg/>", "alt": "words"}]


def test_streams_are_put_back() -> None:
    import builtins
    import os
    import sys

    def seen() -> tuple[object, ...]:
        streams = sys.stdin, sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__
        return (*streams, builtins.input, os._exit, os.write, sys.modules["__main__"], sys.argv)

    before = seen()
    outputs("1 / 0")
    assert seen() == before
