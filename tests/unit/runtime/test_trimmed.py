"""Pyodide's script and wasm file lose what nobody asks for, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime.node import ToolError, run_node
from mkdocs_liveguide.runtime.places import NODE
from mkdocs_liveguide.runtime.trimmed import trim_interpreter

BODY = """
  var Module = settings; var used = 1, unused = 2;
  function helper() { return used }
  function deep() { return deeper() } deep.sig = "v";
  function deeper() {} deeper.sig = "v";
  function lonely() { return unused } lonely.sig = "v";
  function glDraw() {} glDraw.sig = "v";
  var _kept = Module["_kept"] = wasmExports["kept"];
  var _dropped = Module["_dropped"] = wasmExports["dropped"];
  var _asked = Module["_asked"] = wasmExports["asked"];
  function __abort_js() {} __abort_js.sig = "v";
  var wasmImports = { deep: deep, lonely: lonely, emscripten_glDraw: glDraw };
  helper(wasmImports); _kept();
"""
GLUE = f"var create = (() => {{ return (async function (settings = {{}}) {{ {BODY} }}) }})();"


def trim(imports: list[str], asked: list[str], glue: str = GLUE) -> dict[str, object]:
    script = (
        "const { trimGlue } = await import(process.argv[1]);"
        "const [glue, imports, asked] = JSON.parse(process.argv[2]);"
        "const made = trimGlue(glue, new Set(imports), asked);"
        "console.log(JSON.stringify({ glue: made.glue, words: [...made.words] }))"
    )
    arguments = json.dumps([glue, imports, asked])
    module = (NODE / "trim_glue.mjs").as_uri()
    command = ["--input-type=module", "--eval", script, module, arguments]
    made: dict[str, object] = json.loads(run_node(command))
    return made


def test_what_runs_and_what_it_needs_stays() -> None:
    made = trim(["deep"], [])
    glue = str(made["glue"])
    for kept in ("used = 1", "function helper", "function deeper", 'deep.sig = "v"', '["kept"]'):
        assert kept in glue
    for gone in ("unused", "lonely", '"dropped"', '"asked"', "glDraw"):
        assert gone not in glue
    assert "kept" in made["words"]


def test_what_other_scripts_ask_for_stays() -> None:
    assert '"asked"' in str(trim([], ["_asked"])["glue"])


def test_addresses_of_opengl_lead_to_the_end_of_the_program() -> None:
    glue = str(trim(["emscripten_glDraw"], [])["glue"])
    assert "emscripten_glDraw:__abort_js" in glue
    assert "function __abort_js" in glue
    assert "function glDraw" not in glue


def test_another_script_is_refused() -> None:
    with pytest.raises(ToolError, match="is this another version"):
        trim([], [], "var create = function () { f(); g() }")


def test_the_files_are_valid_and_have_the_same_imports(root: Path, tmp_path: Path) -> None:
    trimmed = trim_interpreter(Cache(root / "build"))
    for name in ("wasm", "core"):
        (tmp_path / name).write_bytes(getattr(trimmed, name))
    script = (
        "import { readFileSync } from 'node:fs';"
        "const names = (path) => { const module = new WebAssembly.Module(readFileSync(path));"
        "const { imports, exports, customSections } = WebAssembly.Module;"
        "return { imports: imports(module), exports: exports(module).map(({ name }) => name),"
        "dylink: customSections(module, 'dylink.0').length } };"
        "console.log(JSON.stringify(process.argv.slice(1).map(names)))"
    )
    stock = root / "node_modules" / "pyodide" / "pyodide.asm.wasm"
    paths = [stock, tmp_path / "wasm", tmp_path / "core"]
    listed = json.loads(run_node(["--input-type=module", "--eval", script, *paths]))
    whole, wasm, core = listed
    assert whole["imports"] == wasm["imports"] == core["imports"]
    assert wasm["exports"] == core["exports"]
    assert set(wasm["exports"]) < set(whole["exports"])
    assert len(wasm["exports"]) < 300 < 9000 < len(whole["exports"])
    assert whole["dylink"] == core["dylink"] == 1


def wasm_file(dead: bytes, called: bytes = b"\x41\x07") -> bytes:
    """Four functions: an exported one, the one that it calls, one in the table, a dead one."""

    def vector(entries: list[bytes]) -> bytes:
        return bytes([len(entries)]) + b"".join(entries)

    def body(code: bytes) -> bytes:
        return bytes([len(code) + 2, 0]) + code + b"\x0b"

    sections = {
        1: vector([b"\x60\x00\x01\x7f"]),  # no arguments, an i32
        2: vector([b"\x01e\x04base\x03\x7f\x00"]),
        3: vector([b"\x00"] * 4),
        4: vector([b"\x70\x00\x02"]),
        7: vector([b"\x03run\x00\x00", b"\x05table\x01\x00"]),
        9: vector([b"\x00\x23\x00\x0b" + vector([b"\x02"])]),
        10: vector([body(code) for code in (b"\x10\x01", called, b"\x41\x08", dead)]),
    }
    made = b"\x00asm\x01\x00\x00\x00"
    for number, content in sections.items():
        made += bytes([number, len(content)]) + content
    return made


def without_dead_code(wasm: bytes) -> dict[str, object]:
    script = (
        "const { withoutDeadCode } = await import(process.argv[1]);"
        "const made = withoutDeadCode(Buffer.from(process.argv[2], 'hex'));"
        "const base = new WebAssembly.Global({ value: 'i32' }, 1);"
        "const { run, table } = new WebAssembly.Instance("
        "new WebAssembly.Module(made), { e: { base } }).exports;"
        "const found = { run: run(), table: table.get(1)(), file: made.toString('hex') };"
        "console.log(JSON.stringify(found))"
    )
    module = (NODE / "wasm_file.mjs").as_uri()
    made: dict[str, object] = json.loads(
        run_node(["--input-type=module", "--eval", script, module, wasm.hex()])
    )
    return made


def test_functions_that_nothing_reaches_are_emptied_and_the_others_work() -> None:
    dead = b"\x41\x09\x10\x03\x6a"  # it calls itself
    made = without_dead_code(wasm_file(dead))
    assert (made["run"], made["table"]) == (7, 8)
    assert dead.hex() not in str(made["file"])


def test_an_unknown_instruction_is_refused() -> None:
    vectors = b"\xfd\x0c" + bytes(16) + b"\xfd\x1b\x00"
    assert without_dead_code(wasm_file(vectors))["run"] == 7, "nobody reads what is dead"
    with pytest.raises(ToolError, match="is not known; is this another version"):
        without_dead_code(wasm_file(b"\x41\x09", vectors))
